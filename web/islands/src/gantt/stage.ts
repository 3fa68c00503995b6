// Where the plan is seen: one scroller with the grid pinned at its left and the canvas beside it; sizes, zoom, scrolling and frames.
import { h, phone } from '../dom';
import { DAY } from '../format';
import { t } from '../words';
import type { Key } from './columns';
import { draw } from './draw';
import type { Grid, Mode } from './grid';
import { type Kept, remember } from './looks';
import type { Plan, Row } from './model';
import { type Paint, readPaint } from './paint';
import { Scale, ZOOMS, type Zoom } from './scale';
import { splitter } from './splitter';
import { type Chain, type Ghost, HEAD, type View } from './view';

export interface StageHost {
  readonly plan: Plan; readonly grid: Grid; readonly readonly: boolean; readonly chosen: Key[]; readonly widths: Record<string, number>; readonly year: number; readonly today: number | null; readonly selected: number; readonly chain: Chain | null;
  /** Called with every frame, before the canvas is drawn. */
  framed(view: View, seen: number): void;
}

export class Stage {
  readonly scroller = h('div', { class: 'gscroll' });
  readonly canvas = h('canvas', { class: 'gcanvas', 'aria-hidden': 'true' });
  private readonly size = h('div', { class: 'gsize' });
  private readonly pane = h('div', { class: 'gview' });
  private readonly empty = h('div', { class: 'state gempty', hidden: true });
  private readonly scale = new Scale();
  private ctx!: CanvasRenderingContext2D;
  private paint!: Paint;
  private frame = 0;
  private ghosted: Ghost | null = null;
  private hovered = -1;

  constructor(private readonly host: StageHost, private readonly el: HTMLElement, private readonly kept: Kept) {}

  /** Puts its parts together; the element shows them. */
  build(): void {
    this.ctx = this.canvas.getContext('2d', { alpha: false })!;
    this.empty.append(h('b', {}, t('gantt.empty')), h('span', {}, t('gantt.empty.how')));
    this.pane.append(this.host.grid.el, splitter(() => this.kept.grid, w => { this.kept.grid = w; this.layout(); remember(this.kept); }), h('div', { class: 'gchart' }, this.canvas), this.empty);
    this.size.append(this.pane);
    this.scroller.append(this.size);
  }

  /** Follows what its look rests on; the answer stops it. */
  listen(): () => void {
    const resize = new ResizeObserver(() => { this.layout(); }), look = (): void => { this.relook(); }, dark = matchMedia('(prefers-color-scheme: dark)');
    resize.observe(this.scroller);
    dark.addEventListener('change', look);
    document.addEventListener('tandem:look', look);
    this.scroller.addEventListener('scroll', () => { this.redraw(); }, { passive: true });
    return () => { resize.disconnect(); dark.removeEventListener('change', look); document.removeEventListener('tandem:look', look); };
  }

  get zoom(): Zoom { return this.kept.zoom; }
  private get look(): Mode { return phone() ? (this.kept.table ? 'phone' : 'name') : this.kept.table ? 'table' : 'both'; }
  private get rowHeight(): number { return this.look === 'phone' ? 56 : matchMedia('(pointer: coarse)').matches ? 44 : 28; }

  relook(): void { this.paint = readPaint(this.el); this.layout(); }

  layout(): void {
    if (!this.paint) return;
    const { plan, grid } = this.host, mode = this.look, w = this.scroller.clientWidth, height = this.scroller.clientHeight;
    const charts = mode === 'both' || mode === 'name';
    const gridW = !charts ? w : mode === 'name' ? 148 : Math.min(this.kept.grid, Math.max(240, w - 200));
    this.el.dataset['mode'] = mode;
    grid.setMode(mode, this.rowHeight, this.host.chosen, this.host.widths);
    this.scale.fit(this.kept.zoom, plan.from, plan.to, w - gridW);
    this.size.style.width = charts ? `${gridW + this.scale.width}px` : '100%';
    this.size.style.height = `${Math.max(height, HEAD + plan.shown.length * this.rowHeight + 12)}px`;
    this.pane.style.width = `${w}px`;
    this.pane.style.height = `${height}px`;
    this.pane.style.gridTemplateColumns = charts ? `${gridW}px minmax(0, 1fr)` : 'minmax(0, 1fr)';
    this.el.style.setProperty('--gridw', `${gridW}px`);
    const dpr = devicePixelRatio || 1;
    this.canvas.width = Math.round((w - gridW) * dpr);
    this.canvas.height = Math.round(height * dpr);
    this.canvas.style.width = `${w - gridW}px`;
    this.canvas.style.height = `${height}px`;
    this.empty.hidden = plan.total > 0;
    grid.touch();
    this.paintFrame();
  }

  view(): View {
    const { host } = this, dpr = devicePixelRatio || 1;
    return {
      plan: host.plan, scale: this.scale, paint: this.paint, on: this.kept.on, rowHeight: this.rowHeight, width: this.canvas.width / dpr, height: this.canvas.height / dpr,
      left: this.scroller.scrollLeft, top: this.scroller.scrollTop, today: host.today, selected: host.selected, hover: this.hovered, readonly: host.readonly, ghost: this.ghosted, path: host.chain, year: host.year, todayWord: t('gantt.today'),
    };
  }

  redraw(): void { this.frame ||= requestAnimationFrame(() => { this.paintFrame(); }); }

  paintFrame(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const v = this.view();
    this.host.grid.chosen = v.selected;
    this.host.grid.render(v.top, this.scroller.clientHeight - HEAD, v.selected);
    this.host.framed(v, Math.ceil(this.scroller.clientHeight / v.rowHeight));
    if (v.width <= 0) return;
    const dpr = devicePixelRatio || 1;
    this.ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    draw(this.ctx, v);
  }

  ghost(g: Ghost | null): void { this.ghosted = g; this.redraw(); }
  hover(index: number): void { if (index !== this.hovered) { this.hovered = index; this.redraw(); } }
  page(): number { return Math.max(1, Math.floor((this.scroller.clientHeight - HEAD) / this.rowHeight) - 1); }
  anchor(row: Row): DOMRect { return (this.host.grid.slotOf(this.host.plan.place[row.index]!) ?? this.scroller).getBoundingClientRect(); }

  /** Indexes of the rows in the window. */
  seen(): number[] { return [...this.host.plan.shown.slice(Math.floor(this.scroller.scrollTop / this.rowHeight), Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / this.rowHeight))]; }

  toTop(): void { this.scroller.scrollTop = 0; }

  /** Brings a row into the window, and its bar when no part of it is there. */
  reveal(row: Row): void {
    const top = this.host.plan.place[row.index]! * this.rowHeight, seen = this.scroller.clientHeight - HEAD;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + this.rowHeight > this.scroller.scrollTop + seen) this.scroller.scrollTop = top + this.rowHeight - seen;
    if (row.start === null || row.finish === null || this.canvas.clientWidth === 0) return;
    const from = this.scale.x(row.start) - this.scroller.scrollLeft, to = this.scale.x(row.finish) - this.scroller.scrollLeft;
    if (to < 0 || from > this.canvas.clientWidth) this.scroller.scrollLeft += from - 80;
  }

  zoomBy(by: 1 | -1): void {
    const next = ZOOMS[ZOOMS.indexOf(this.kept.zoom) + by];
    if (next) this.setZoom(next);
  }

  /** Keeps the moment in the middle of the window where it is. */
  setZoom(zoom: Zoom): void {
    const half = this.canvas.clientWidth / 2, at = this.scale.at(this.scroller.scrollLeft + half);
    this.kept.zoom = zoom;
    remember(this.kept);
    this.layout();
    this.scroller.scrollLeft = Math.max(0, this.scale.x(at) - half);
  }

  gotoday(): void {
    const { plan, today } = this.host, at = today !== null && today >= plan.from && today <= plan.to ? today : plan.from + 14 * DAY;
    this.scroller.scrollLeft = Math.max(0, this.scale.x(at) - this.canvas.clientWidth * 0.55);
    this.redraw();
  }

  /** The chart alone, or the table. */
  setTable(on: boolean): void {
    this.kept.table = on;
    remember(this.kept);
    this.layout();
    if (!on && this.scroller.scrollLeft === 0) this.gotoday();
  }
}
