// <tandem-gantt project-id="…" [readonly] [today="2011-09-01"] [item-href="/projects/…/items/{id}"] [view="{…}"] [people="[{id,name}]"]>
// Grid and canvas Gantt on one scroller. Reads windows of GET /api/projects/{id}/plan/rows: the tree of the whole and the rows near what is seen.
// `view` is what GET …/plan/view answers. Edits go through PATCH items/{id}, POST|DELETE dependencies, POST|DELETE items, plan:undo.
// An item's id in the page's hash chooses its row. Children are shown until the plan is here (a plain table for readers without script); [slot-tools] children join the toolbar.
import { Refused, Silent, onChange, report, toast } from '../client';
import { h, phone } from '../dom';
import { DAY, minutes, yearOf } from '../format';
import { onUndo } from '../keys';
import { t } from '../words';
import { Clipboard } from './clipboard';
import { type Key, fieldsOf } from './columns';
import { Drag } from './drag';
import { draw } from './draw';
import { Edits } from './edits';
import { Grid, type Mode } from './grid';
import { onKey } from './keyboard';
import { type Kept, Chosen, type ViewJson, remember, remembered } from './looks';
import { Menus } from './menus';
import { Plan, type Row } from './model';
import { type Paint, readPaint } from './paint';
import { Scale, ZOOMS, type Zoom } from './scale';
import { type Ask, Source } from './source';
import { splitter } from './splitter';
import { statusLine } from './statusline';
import { Toolbar, legend } from './toolbar';
import { type Ghost, HEAD, type View } from './view';
import { Why } from './why';

export class TandemGantt extends HTMLElement {
  readonly plan = new Plan();
  readonly edits = new Edits(this);
  readonly grid = new Grid(this);
  selected = -1;
  marked: Row[] = [];
  year = new Date().getFullYear();
  today: number | null = null;
  private readonly source = new Source(this.plan, () => `/api/projects/${this.projectId}/plan/rows`, () => fieldsOf(this.chosen), () => { this.refresh(); });
  private readonly scale = new Scale();
  private readonly kept: Kept = remembered();
  private looks!: Chosen;
  private menus!: Menus;
  private panel!: Why;
  private paint!: Paint;
  private bar!: Toolbar;
  private drag!: Drag;
  private readonly scroller = h('div', { class: 'gscroll' });
  private readonly size = h('div', { class: 'gsize' });
  private readonly pane = h('div', { class: 'gview' });
  private readonly canvas = h('canvas', { class: 'gcanvas', 'aria-hidden': 'true' });
  private readonly empty = h('div', { class: 'state gempty', hidden: true });
  private readonly line = h('div', { class: 'pstat' });
  private ctx!: CanvasRenderingContext2D;
  private frame = 0;
  private ghosted: Ghost | null = null;
  private hovered = -1;
  private legendBox: HTMLElement | null = null;
  private stop: (() => void)[] = [];
  private savedAt = '';

  get projectId(): string { return this.getAttribute('project-id') ?? ''; }
  get readonly(): boolean { return this.hasAttribute('readonly'); }

  connectedCallback(): void { void this.start(); }
  disconnectedCallback(): void { for (const end of this.stop) end(); this.stop = []; }

  private async start(): Promise<void> {
    this.looks = new Chosen(this.json<ViewJson>('view', {}), `/api/projects/${this.projectId}/plan/view`);
    this.source.ask = this.looks.first;
    const hash = location.hash.slice(1);
    let at = -1;
    try { at = await this.fetch(hash || undefined); } catch (e) { if (!(e instanceof Silent) || this.childElementCount === 0) report(e); return; }
    const extra = [...this.querySelectorAll('[slot-tools]')];
    this.ctx = this.canvas.getContext('2d', { alpha: false })!;
    this.menus = new Menus(this, this.json('people', []));
    this.panel = new Why({ plan: this.plan, projectId: this.projectId, year: this.year, select: row => { this.unfold(row); this.select(row); }, drawn: () => { const row = this.plan.rows[this.selected]; if (row) this.select(row); }, closed: () => { this.grid.el.focus(); this.redraw(); } });
    this.bar = new Toolbar(this.acts(), this.readonly, [this.menus.filter, this.menus.columns, ...extra]);
    const chart = h('div', { class: 'gchart' }, this.canvas);
    this.pane.append(this.grid.el, splitter(() => this.kept.grid, w => { this.kept.grid = w; this.layout(); this.keep(); }), chart);
    this.empty.append(h('b', {}, t('gantt.empty')), h('span', {}, t('gantt.empty.how')));
    this.pane.append(this.empty);
    this.size.append(this.pane);
    this.scroller.append(this.size);
    this.replaceChildren(this.bar.el, this.scroller, this.panel.el, this.line);
    this.classList.add('ready');
    this.drag = new Drag(this.canvas, this);
    new Clipboard(this, this.grid.el);
    this.listen();
    this.relook();
    this.gotoday();
    const asked = this.plan.rows[at] ?? this.plan.at(0);
    if (asked) { this.unfold(asked); this.select(asked); }
  }

  private listen(): void {
    const resize = new ResizeObserver(() => { this.layout(); });
    resize.observe(this.scroller);
    const look = (): void => { this.relook(); };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', look);
    document.addEventListener('tandem:look', look);
    this.scroller.addEventListener('scroll', () => { this.redraw(); }, { passive: true });
    this.grid.el.addEventListener('keydown', e => { onKey(this, e); });
    const live = onChange(c => { if (c.kind === 'plan' && c.id === this.projectId && Number(c.version ?? Infinity) > this.plan.version) void this.reload(); });
    this.stop = [() => { resize.disconnect(); }, () => { dark.removeEventListener('change', look); }, () => { document.removeEventListener('tandem:look', look); }, live];
    if (!this.readonly) this.stop.push(onUndo(() => { void this.edits.undo(); }, () => { void this.edits.redo(); }));
  }

  private acts(): ConstructorParameters<typeof Toolbar>[0] {
    const row = (run: (row: Row) => unknown) => (): void => { const r = this.plan.rows[this.selected]; if (r) void run(r); };
    return {
      undo: () => { void this.edits.undo(); }, redo: () => { void this.edits.redo(); }, outdent: row(r => this.edits.outdent(r)), indent: row(r => this.edits.indent(r)),
      link: () => { this.linkMarked(); }, unlink: row(r => this.edits.unlink(r)), insert: () => { this.insert(); }, remove: () => { this.remove(); },
      gotoday: () => { this.gotoday(); }, setZoom: z => { this.setZoom(z); }, legend: () => { this.showLegend(!this.legendBox); },
      why: () => { this.why(); },
      toggle: name => { this.kept.on = { ...this.kept.on, [name]: !this.kept.on[name] }; this.keep(); this.redraw(); },
      setTable: on => { this.kept.table = on; this.keep(); this.layout(); void this.reload().catch(report); if (!on && this.scroller.scrollLeft === 0) this.gotoday(); },
    };
  }

  // --- data ---

  private json<T>(name: string, usual: T): T { const text = this.getAttribute(name); return text ? JSON.parse(text) as T : usual; }

  /** Gives the row asked for, or −1. */
  private async fetch(at?: string): Promise<number> {
    let row: number;
    try { row = await this.source.open(at); } catch (e) {
      // a baseline that was chosen and is no more
      if (!(e instanceof Refused) || !this.source.ask.baseline) throw e;
      this.source.ask.baseline = '';
      row = await this.source.open(at);
    }
    this.edits.forget();
    this.today = minutes(this.getAttribute('today'));
    this.year = yearOf(this.today ?? this.plan.from);
    return row;
  }

  /** Reads the plan again, once the hand is off it. */
  async reload(select?: string): Promise<void> {
    while (this.grid.editing || this.drag.busy) await new Promise(wait => { setTimeout(wait, 300); });
    const key = this.plan.rows[this.selected]?.key, marked = new Set(this.marked.map(row => row.key));
    const at = await this.fetch(select || undefined);
    const kept = at >= 0 ? at : this.plan.rows.findIndex(row => row.key === key);
    this.selected = kept >= 0 ? kept : Math.min(this.selected, this.plan.total - 1);
    this.marked = this.plan.rows.filter(row => marked.has(row.key));
    this.layout();
    const seen = this.plan.shown.slice(Math.floor(this.scroller.scrollTop / this.rowHeight), Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / this.rowHeight));
    await this.need([...seen, ...(this.selected >= 0 ? [this.selected] : [])]);
  }

  async need(rows: number[]): Promise<void> { await this.source.need(rows); }

  // --- what is shown ---

  get ask(): Ask { return this.source.ask; }
  get chosen(): Key[] { return this.looks.columns[this.kept.table ? 'table' : 'both']; }

  show(ask: Partial<Ask>): void {
    Object.assign(this.source.ask, ask);
    if (!this.readonlyView) this.looks.save(this.source.ask);
    this.menus.mark();
    void this.reload().then(() => { if (this.plan.matches === 0) toast({ text: t('gantt.nomatch') }); }).catch(report);
  }

  choose(keys: Key[]): void {
    this.looks.columns[this.kept.table ? 'table' : 'both'] = keys;
    if (!this.readonlyView) this.looks.save(this.source.ask);
    this.layout();
    void this.reload().catch(report);
  }

  private get readonlyView(): boolean { return this.hasAttribute('past'); }

  menu(name: 'filter' | 'columns'): void { this.menus.open(name); }
  undo(): void { void this.edits.undo(); }
  why(): void { this.panel.toggle(this.plan.rows[this.selected]); }

  /** All branches closed, or all open. */
  foldAll(): void {
    const { folded, rows } = this.plan, all = rows.filter(row => row.children > 0);
    if (folded.size) folded.clear(); else for (const row of all) folded.add(row.key);
    this.plan.fold();
    this.selected = this.plan.at(0)?.index ?? -1;
    this.scroller.scrollTop = 0;
    this.layout();
  }

  /** Opens the branches that hide a row. */
  private unfold(row: Row): void {
    if (this.plan.place[row.index]! >= 0) return;
    for (let up = row.parent; up >= 0; up = this.plan.rows[up]!.parent) this.plan.folded.delete(this.plan.rows[up]!.key);
    this.plan.fold();
    this.layout();
  }

  refresh(): void {
    this.plan.marks();
    this.grid.touch();
    this.redraw();
  }

  saved(): void {
    const now = new Date();
    this.savedAt = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  }

  // --- look ---

  get mode(): 'both' | 'table' { return this.kept.table ? 'table' : 'both'; }
  private get look(): Mode { return phone() ? (this.kept.table ? 'phone' : 'name') : this.kept.table ? 'table' : 'both'; }
  private get rowHeight(): number { return this.look === 'phone' ? 56 : matchMedia('(pointer: coarse)').matches ? 44 : 28; }

  private relook(): void { this.paint = readPaint(this); this.layout(); }

  private layout(): void {
    if (!this.bar) return;
    const mode = this.look, w = this.scroller.clientWidth, height = this.scroller.clientHeight;
    const charts = mode === 'both' || mode === 'name';
    const gridW = !charts ? w : mode === 'name' ? 148 : Math.min(this.kept.grid, Math.max(240, w - 200));
    this.dataset['mode'] = mode;
    this.grid.setMode(mode, this.rowHeight, this.chosen);
    this.scale.fit(this.kept.zoom, this.plan.from, this.plan.to, w - gridW);
    this.size.style.width = charts ? `${gridW + this.scale.width}px` : '100%';
    this.size.style.height = `${Math.max(height, HEAD + this.plan.shown.length * this.rowHeight + 12)}px`;
    this.pane.style.width = `${w}px`;
    this.pane.style.height = `${height}px`;
    this.pane.style.gridTemplateColumns = charts ? `${gridW}px minmax(0, 1fr)` : 'minmax(0, 1fr)';
    this.style.setProperty('--gridw', `${gridW}px`);
    const dpr = devicePixelRatio || 1;
    this.canvas.width = Math.round((w - gridW) * dpr);
    this.canvas.height = Math.round(height * dpr);
    this.canvas.style.width = `${w - gridW}px`;
    this.canvas.style.height = `${height}px`;
    this.empty.hidden = this.plan.total > 0;
    this.grid.touch();
    this.paintFrame();
  }

  view(): View {
    const dpr = devicePixelRatio || 1;
    return {
      plan: this.plan, scale: this.scale, paint: this.paint, on: this.kept.on, rowHeight: this.rowHeight, width: this.canvas.width / dpr, height: this.canvas.height / dpr,
      left: this.scroller.scrollLeft, top: this.scroller.scrollTop, today: this.today, selected: this.selected, hover: this.hovered, readonly: this.readonly, ghost: this.ghosted, path: this.panel.chain, year: this.year, todayWord: t('gantt.today'),
    };
  }

  redraw(): void { this.frame ||= requestAnimationFrame(() => { this.paintFrame(); }); }

  private paintFrame(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const v = this.view();
    this.grid.chosen = this.selected;
    this.grid.render(v.top, this.scroller.clientHeight - HEAD, this.selected);
    const first = Math.floor(v.top / v.rowHeight), page = Math.ceil(this.scroller.clientHeight / v.rowHeight);
    this.source.want(first - page, first + 3 * page);
    this.panel.follow(this.plan.rows[this.selected]);
    if (v.width > 0) {
      const dpr = devicePixelRatio || 1;
      this.ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      draw(this.ctx, v);
    }
    this.bar.show(this.kept.on, this.kept.zoom, this.kept.table, !!this.legendBox, this.panel.open);
    statusLine(this.line, this.plan, this.plan.rows[this.selected], this.year, this.savedAt);
  }

  private keep(): void { remember(this.kept); }

  // --- acts ---

  select(row: Row, extend = false): void {
    if (extend && this.plan.rows[this.selected]) this.marked = [...new Set([...this.marked, this.plan.rows[this.selected]!, row])];
    else this.marked = [];
    this.selected = row.index;
    const top = this.plan.place[row.index]! * this.rowHeight, seen = this.scroller.clientHeight - HEAD;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + this.rowHeight > this.scroller.scrollTop + seen) this.scroller.scrollTop = top + this.rowHeight - seen;
    this.reach(row);
    this.paintFrame();
  }

  /** Brings a chosen bar into the window when no part of it is there. */
  private reach(row: Row): void {
    if (row.start === null || row.finish === null || this.canvas.clientWidth === 0) return;
    const from = this.scale.x(row.start) - this.scroller.scrollLeft, to = this.scale.x(row.finish) - this.scroller.scrollLeft;
    if (to < 0 || from > this.canvas.clientWidth) this.scroller.scrollLeft += from - 80;
  }

  toggle(row: Row): void {
    if (!this.plan.folded.delete(row.key)) this.plan.folded.add(row.key);
    this.plan.fold();
    if (this.selected >= 0 && this.plan.place[this.selected]! < 0) this.selected = row.index;
    this.layout();
  }

  open(row: Row): void {
    const href = this.getAttribute('item-href');
    if (href && row.item.id) location.href = href.replace('{id}', row.item.id);
  }

  ghost(g: Ghost | null): void { this.ghosted = g; this.redraw(); }
  hover(index: number): void { if (index !== this.hovered) { this.hovered = index; this.redraw(); } }
  page(): number { return Math.max(1, Math.floor((this.scroller.clientHeight - HEAD) / this.rowHeight) - 1); }
  anchor(row: Row): DOMRect { return (this.grid.slotOf(this.plan.place[row.index]!) ?? this.scroller).getBoundingClientRect(); }

  zoom(by: 1 | -1): void {
    const next = ZOOMS[ZOOMS.indexOf(this.kept.zoom) + by];
    if (next) this.setZoom(next);
  }

  /** Keeps the moment in the middle of the window where it is. */
  private setZoom(zoom: Zoom): void {
    const half = this.canvas.clientWidth / 2, at = this.scale.at(this.scroller.scrollLeft + half);
    this.kept.zoom = zoom;
    this.keep();
    this.layout();
    this.scroller.scrollLeft = Math.max(0, this.scale.x(at) - half);
  }

  gotoday(): void {
    const at = this.today !== null && this.today >= this.plan.from && this.today <= this.plan.to ? this.today : this.plan.from + 14 * DAY;
    this.scroller.scrollLeft = Math.max(0, this.scale.x(at) - this.canvas.clientWidth * 0.55);
    this.redraw();
  }

  insert(): void {
    void this.edits.add(this.plan.rows[this.selected]).then(id => {
      const row = id ? this.plan.find(id) : undefined;
      if (row) { this.select(row); this.grid.edit(row, 'name'); }
    });
  }

  remove(): void {
    const row = this.plan.rows[this.selected];
    if (row) void this.edits.remove(row);
  }

  linkMarked(): void {
    const rows = this.marked.length > 1 ? this.marked : [];
    for (let k = 1; k < rows.length; k++) void this.edits.link(rows[k - 1]!.item.id, rows[k]!.item.id);
  }

  release(): boolean {
    const held = this.drag.busy || !!this.legendBox || this.panel.open;
    if (this.panel.open && !this.drag.busy && !this.legendBox) this.panel.close();
    this.drag.cancel();
    this.showLegend(false);
    return held;
  }

  private showLegend(on: boolean): void {
    this.legendBox?.remove();
    this.legendBox = on ? legend(() => { this.showLegend(false); }) : null;
    if (this.legendBox) this.canvas.parentElement!.append(this.legendBox);
    this.redraw();
  }
}

customElements.define('tandem-gantt', TandemGantt);
