// <tandem-gantt project-id="…" [readonly] [today="2011-09-01"] [item-href="/projects/…/items/{id}"] [view="{…}"] [people="[{id,name}]"]>
// Grid and canvas Gantt on one scroller. Reads windows of GET /api/projects/{id}/plan/rows: the tree of the whole and the rows near what is seen.
// `view` is what GET …/plan/view answers. Edits go through PATCH items/{id}, POST|DELETE dependencies, POST|DELETE items, plan:undo.
// An item's id in the page's hash chooses its row. Children are shown until the plan is here (a plain table for readers without script); [slot-tools] children join the toolbar.
import { Refused, Silent, onChange, report, toast } from '../client';
import { h } from '../dom';
import { minutes, yearOf } from '../format';
import { onUndo } from '../keys';
import { t } from '../words';
import { Clipboard } from './clipboard';
import { type Key, fieldsOf } from './columns';
import { Drag } from './drag';
import { Edits } from './edits';
import { Grid } from './grid';
import { onKey } from './keyboard';
import { type Kept, Chosen, type ViewJson, remember, remembered } from './looks';
import { Menus } from './menus';
import { Plan, type Row } from './model';
import { type Ask, Source } from './source';
import { Stage } from './stage';
import { statusLine } from './statusline';
import { Toolbar, legend } from './toolbar';
import type { Chain, Ghost, View } from './view';
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
  private readonly kept: Kept = remembered();
  private readonly stage = new Stage(this, this, this.kept);
  private looks!: Chosen;
  private menus!: Menus;
  private panel!: Why;
  private bar!: Toolbar;
  private drag!: Drag;
  private readonly line = h('div', { class: 'pstat' });
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
    this.menus = new Menus(this, this.json('people', []));
    this.panel = new Why({ plan: this.plan, projectId: this.projectId, year: this.year, select: row => { this.unfold(row); this.select(row); }, drawn: () => { const row = this.plan.rows[this.selected]; if (row) this.select(row); }, closed: () => { this.grid.el.focus(); this.redraw(); } });
    this.bar = new Toolbar(this.acts(), this.readonly, [this.menus.filter, this.menus.columns, ...extra]);
    this.stage.build();
    this.replaceChildren(this.bar.el, this.stage.scroller, this.panel.el, this.line);
    this.classList.add('ready');
    this.drag = new Drag(this.stage.canvas, this);
    new Clipboard(this, this.grid.el);
    this.listen();
    this.stage.relook();
    this.gotoday();
    const asked = this.plan.rows[at] ?? this.plan.at(0);
    if (asked) { this.unfold(asked); this.select(asked); }
  }

  private listen(): void {
    this.grid.el.addEventListener('keydown', e => { onKey(this, e); });
    const live = onChange(c => { if (c.kind === 'plan' && c.id === this.projectId && Number(c.version ?? Infinity) > this.plan.version) void this.reload(); });
    this.stop = [this.stage.listen(), live];
    if (!this.readonly) this.stop.push(onUndo(() => { void this.edits.undo(); }, () => { void this.edits.redo(); }));
  }

  private acts(): ConstructorParameters<typeof Toolbar>[0] {
    const row = (run: (row: Row) => unknown) => (): void => { const r = this.plan.rows[this.selected]; if (r) void run(r); };
    return {
      undo: () => { void this.edits.undo(); }, redo: () => { void this.edits.redo(); }, outdent: row(r => this.edits.outdent(r)), indent: row(r => this.edits.indent(r)),
      link: () => { this.linkMarked(); }, unlink: row(r => this.edits.unlink(r)), insert: () => { this.insert(); }, remove: () => { this.remove(); },
      gotoday: () => { this.gotoday(); }, setZoom: z => { this.stage.setZoom(z); }, legend: () => { this.showLegend(!this.legendBox); },
      why: () => { this.why(); },
      toggle: name => { this.kept.on = { ...this.kept.on, [name]: !this.kept.on[name] }; remember(this.kept); this.redraw(); },
      setTable: on => { this.stage.setTable(on); void this.reload().catch(report); },
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
    this.stage.layout();
    await this.need([...this.stage.seen(), ...(this.selected >= 0 ? [this.selected] : [])]);
  }

  async need(rows: number[]): Promise<void> { await this.source.need(rows); }

  // --- what is shown ---

  get ask(): Ask { return this.source.ask; }
  get mode(): 'both' | 'table' { return this.kept.table ? 'table' : 'both'; }
  get chosen(): Key[] { return this.looks.columns[this.mode]; }
  get widths(): Record<string, number> { return this.looks.widths; }
  get chain(): Chain | null { return this.panel.chain; }
  private get past(): boolean { return this.hasAttribute('past'); }

  show(ask: Partial<Ask>): void {
    Object.assign(this.source.ask, ask);
    this.keepLook();
    this.menus.mark();
    void this.reload().then(() => { if (this.plan.matches === 0) toast({ text: t('gantt.nomatch') }); }).catch(report);
  }

  /** Columns in the order in which they stand. */
  choose(keys: Key[]): void {
    const more = keys.some(key => !this.chosen.includes(key));
    this.looks.columns[this.mode] = keys;
    this.keepLook();
    this.stage.layout();
    if (more) void this.reload().catch(report);
  }

  /** A column's width in pixels; null is the usual one. */
  widen(key: Key, width: number | null): void {
    this.looks.widen(key, width);
    this.keepLook();
    this.stage.layout();
  }

  private keepLook(): void { if (!this.past) this.looks.save(this.source.ask); }

  menu(name: 'filter' | 'columns'): void { this.menus.open(name); }
  undo(): void { void this.edits.undo(); }
  why(): void { this.panel.toggle(this.plan.rows[this.selected]); }

  /** All branches closed, or all open. */
  foldAll(): void {
    const { folded, rows } = this.plan, all = rows.filter(row => row.children > 0);
    if (folded.size) folded.clear(); else for (const row of all) folded.add(row.key);
    this.plan.fold();
    this.selected = this.plan.at(0)?.index ?? -1;
    this.stage.toTop();
    this.stage.layout();
  }

  /** Opens the branches that hide a row. */
  private unfold(row: Row): void {
    if (this.plan.place[row.index]! >= 0) return;
    for (let up = row.parent; up >= 0; up = this.plan.rows[up]!.parent) this.plan.folded.delete(this.plan.rows[up]!.key);
    this.plan.fold();
    this.stage.layout();
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

  view(): View { return this.stage.view(); }
  redraw(): void { this.stage.redraw(); }
  ghost(g: Ghost | null): void { this.stage.ghost(g); }
  hover(index: number): void { this.stage.hover(index); }
  page(): number { return this.stage.page(); }
  anchor(row: Row): DOMRect { return this.stage.anchor(row); }
  zoom(by: 1 | -1): void { this.stage.zoomBy(by); }
  gotoday(): void { this.stage.gotoday(); }

  /** What goes with every frame: rows near the window, the panel, the tools, the line below. */
  framed(v: View, page: number): void {
    const first = Math.floor(v.top / v.rowHeight), row = this.plan.rows[this.selected];
    this.source.want(first - page, first + 3 * page);
    this.panel.follow(row);
    this.bar.show(this.kept.on, this.kept.zoom, this.kept.table, !!this.legendBox, this.panel.open);
    statusLine(this.line, this.plan, row, this.year, this.savedAt);
  }

  // --- acts ---

  select(row: Row, extend = false): void {
    if (extend && this.plan.rows[this.selected]) this.marked = [...new Set([...this.marked, this.plan.rows[this.selected]!, row])];
    else this.marked = [];
    this.selected = row.index;
    this.stage.reveal(row);
    this.stage.paintFrame();
  }

  toggle(row: Row): void {
    if (!this.plan.folded.delete(row.key)) this.plan.folded.add(row.key);
    this.plan.fold();
    if (this.selected >= 0 && this.plan.place[this.selected]! < 0) this.selected = row.index;
    this.stage.layout();
  }

  open(row: Row): void {
    const href = this.getAttribute('item-href');
    if (href && row.item.id) location.href = href.replace('{id}', row.item.id);
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
    if (this.legendBox) this.stage.canvas.parentElement!.append(this.legendBox);
    this.redraw();
  }
}

customElements.define('tandem-gantt', TandemGantt);
