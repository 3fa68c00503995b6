// <tandem-gantt project-id="…" [readonly] [today="2011-09-01"] [item-href="/projects/…/items/{id}"] [src="…"]>
// Grid and canvas Gantt on one scroller. Reads GET /api/projects/{id}/plan (DESIGN §5; `src` reads another address) and,
// when present, these additions: minutesPerDay (480), nonWorking {weekdays:[6,7], dates:[…]}, and of an item
// parent, version (its ETag), byRule. Edits go through PATCH items/{id}, POST|DELETE dependencies, POST|DELETE items, plan:undo.
// An item's id in the page's hash chooses its row. Children are shown until the plan is here (a plain table for readers without script); [slot-tools] children join the toolbar.
import { Silent, get, onChange, report } from '../client';
import { h, phone } from '../dom';
import { DAY, minutes, yearOf } from '../format';
import { onUndo } from '../keys';
import { t } from '../words';
import { Drag } from './drag';
import { draw } from './draw';
import { Edits } from './edits';
import { Grid, type Mode } from './grid';
import { onKey } from './keyboard';
import { Plan, type PlanJson, type Row } from './model';
import { type Paint, readPaint } from './paint';
import { Scale, ZOOMS, type Zoom } from './scale';
import { splitter } from './splitter';
import { statusLine } from './statusline';
import { Toolbar, legend } from './toolbar';
import { type Ghost, HEAD, type Toggles, type View } from './view';

interface Kept { zoom: Zoom; on: Toggles; table: boolean; grid: number }
const KEPT = 'tandem-gantt';

export class TandemGantt extends HTMLElement {
  readonly plan = new Plan();
  readonly edits = new Edits(this);
  readonly grid = new Grid(this);
  selected = -1;
  marked: Row[] = [];
  year = new Date().getFullYear();
  today: number | null = null;
  private readonly scale = new Scale();
  private kept: Kept = { zoom: 'week', on: { critical: true, baseline: true, float: true }, table: phone(), grid: 612, ...remembered() };
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
    try { await this.fetch(); } catch (e) { if (!(e instanceof Silent) || this.childElementCount === 0) report(e); return; }
    const extra = [...this.querySelectorAll('[slot-tools]')];
    this.ctx = this.canvas.getContext('2d', { alpha: false })!;
    this.bar = new Toolbar(this.acts(), this.readonly, extra);
    const chart = h('div', { class: 'gchart' }, this.canvas);
    this.pane.append(this.grid.el, splitter(() => this.kept.grid, w => { this.kept.grid = w; this.layout(); this.keep(); }), chart);
    this.empty.append(h('b', {}, t('gantt.empty')), h('span', {}, t('gantt.empty.how')));
    this.pane.append(this.empty);
    this.size.append(this.pane);
    this.scroller.append(this.size);
    this.replaceChildren(this.bar.el, this.scroller, this.line);
    this.classList.add('ready');
    this.drag = new Drag(this.canvas, this);
    this.listen();
    this.relook();
    this.gotoday();
    const asked = this.plan.find(location.hash.slice(1)) ?? this.plan.rows[0];
    if (asked) this.select(asked);
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
      toggle: name => { this.kept.on = { ...this.kept.on, [name]: !this.kept.on[name] }; this.keep(); this.redraw(); },
      setTable: on => { this.kept.table = on; this.keep(); this.layout(); if (!on && this.scroller.scrollLeft === 0) this.gotoday(); },
    };
  }

  // --- data ---

  private async fetch(): Promise<void> {
    const { data } = await get<PlanJson>(this.getAttribute('src') ?? `/api/projects/${this.projectId}/plan`);
    this.plan.load(data);
    this.edits.forget();
    const day = minutes(this.getAttribute('today') ?? data.dataDate);
    this.today = day;
    this.year = yearOf(day ?? this.plan.from);
  }

  /** Reads the plan again, once the hand is off it. */
  async reload(select?: string): Promise<void> {
    while (this.grid.editing || this.drag.busy) await new Promise(wait => { setTimeout(wait, 300); });
    const id = select ?? this.plan.rows[this.selected]?.item.id;
    await this.fetch();
    this.selected = (id ? this.plan.find(id)?.index : undefined) ?? Math.min(this.selected, this.plan.rows.length - 1);
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

  private get mode(): Mode { return phone() ? (this.kept.table ? 'phone' : 'name') : this.kept.table ? 'table' : 'both'; }
  private get rowHeight(): number { return this.mode === 'phone' ? 56 : matchMedia('(pointer: coarse)').matches ? 44 : 28; }

  private relook(): void { this.paint = readPaint(this); this.layout(); }

  private layout(): void {
    if (!this.bar) return;
    const { mode } = this, w = this.scroller.clientWidth, height = this.scroller.clientHeight;
    const charts = mode === 'both' || mode === 'name';
    const gridW = !charts ? w : mode === 'name' ? 148 : Math.min(this.kept.grid, Math.max(240, w - 200));
    this.dataset['mode'] = mode;
    this.grid.setMode(mode, this.rowHeight);
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
    this.empty.hidden = this.plan.rows.length > 0;
    this.grid.touch();
    this.paintFrame();
  }

  view(): View {
    const dpr = devicePixelRatio || 1;
    return {
      plan: this.plan, scale: this.scale, paint: this.paint, on: this.kept.on, rowHeight: this.rowHeight, width: this.canvas.width / dpr, height: this.canvas.height / dpr,
      left: this.scroller.scrollLeft, top: this.scroller.scrollTop, today: this.today, selected: this.selected, hover: this.hovered, readonly: this.readonly, ghost: this.ghosted, year: this.year, todayWord: t('gantt.today'),
    };
  }

  redraw(): void { this.frame ||= requestAnimationFrame(() => { this.paintFrame(); }); }

  private paintFrame(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const v = this.view();
    this.grid.chosen = this.selected;
    this.grid.render(v.top, this.scroller.clientHeight - HEAD, this.selected);
    if (v.width > 0) {
      const dpr = devicePixelRatio || 1;
      this.ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      draw(this.ctx, v);
    }
    this.bar.show(this.kept.on, this.kept.zoom, this.kept.table, !!this.legendBox);
    statusLine(this.line, this.plan, this.plan.rows[this.selected], this.year, this.savedAt);
  }

  private keep(): void { try { localStorage.setItem(KEPT, JSON.stringify(this.kept)); } catch { /* private window: nothing is kept */ } }

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
    if (!this.plan.folded.delete(row.item.id)) this.plan.folded.add(row.item.id);
    this.plan.fold();
    if (this.selected >= 0 && this.plan.place[this.selected]! < 0) this.selected = row.index;
    this.layout();
  }

  open(row: Row): void {
    const href = this.getAttribute('item-href');
    if (href) location.href = href.replace('{id}', row.item.id);
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
    const held = this.drag.busy || !!this.legendBox;
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

function remembered(): Partial<Kept> {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Kept>;
    if (phone()) delete kept.table;
    return kept;
  } catch { return {}; }
}

customElements.define('tandem-gantt', TandemGantt);
