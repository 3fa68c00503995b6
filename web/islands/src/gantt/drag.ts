// Dragging on the canvas: a bar moves in working days, its end pulls the duration, its dot links. Esc lets go.
import { h } from '../dom';
import { DAY, duration, elapsed, tableDate } from '../format';
import { t } from '../words';
import { setFinish, setStart, shifted } from './columns';
import type { Edits } from './edits';
import { type Hit, hit } from './hit';
import { type Plan, type Row, isMilestone } from './model';
import type { Ghost, View } from './view';

export interface DragHost {
  readonly plan: Plan; readonly edits: Edits; readonly year: number; readonly readonly: boolean;
  view(): View; select(row: Row): void; open(row: Row): void;
  ghost(g: Ghost | null): void; hover(index: number): void;
}

export class Drag {
  private readonly tip = h('div', { class: 'gtip pop', hidden: true });
  private from: { hit: Hit; x: number; y: number; ghost: Ghost; moved: boolean } | null = null;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly host: DragHost) {
    canvas.parentElement!.append(this.tip);
    canvas.addEventListener('pointerdown', e => { this.down(e); });
    canvas.addEventListener('pointermove', e => { this.move(e); });
    canvas.addEventListener('pointerup', e => { this.up(e); });
    canvas.addEventListener('pointercancel', () => { this.cancel(); });
    canvas.addEventListener('pointerleave', () => { if (!this.from) { this.host.hover(-1); this.tip.hidden = true; } });
    canvas.addEventListener('dblclick', e => { const row = this.row(this.hit(e)); if (row) host.open(row); });
  }

  get busy(): boolean { return this.from !== null; }

  cancel(): void {
    this.from = null;
    this.tip.hidden = true;
    this.host.ghost(null);
  }

  private hit(e: PointerEvent | MouseEvent): Hit { return hit(this.host.view(), e.offsetX, e.offsetY); }
  private row(at: Hit): Row | undefined { return at.row < 0 ? undefined : this.host.plan.rows[at.row]; }

  private down(e: PointerEvent): void {
    if (e.button !== 0) return;
    const at = this.hit(e), row = this.row(at);
    if (!row) return;
    this.host.select(row);
    if (this.host.readonly || at.part === 'row' || e.pointerType === 'touch') return;
    this.canvas.setPointerCapture(e.pointerId);
    this.from = { hit: at, x: e.offsetX, y: e.offsetY, moved: false, ghost: { row: row.index, start: row.start!, finish: row.finish! } };
  }

  private move(e: PointerEvent): void {
    if (!this.from) { this.over(e); return; }
    const { from } = this, row = this.row(from.hit)!, v = this.host.view();
    if (!from.moved && Math.hypot(e.offsetX - from.x, e.offsetY - from.y) < 4) return;
    from.moved = true;
    if (from.hit.part === 'dot') from.ghost = { ...from.ghost, to: { x: e.offsetX, y: e.offsetY } };
    else {
      const days = Math.round((e.offsetX - from.x) / v.scale.perDay);
      from.ghost = { row: row.index, ...(from.hit.part === 'bar' ? this.shift(row, days) : this.stretch(row, days)) };
    }
    this.host.ghost(from.ghost);
    this.say(e, from.hit.part === 'dot' ? this.linkWords(e, row) : this.words(row, from.ghost));
  }

  private shift(row: Row, days: number): { start: number; finish: number } {
    return shifted(this.host.plan, row, this.host.plan.nextWorking(Math.floor(row.start! / DAY) + days));
  }

  private stretch(row: Row, days: number): { start: number; finish: number } {
    const { plan } = this.host, first = Math.floor(row.start! / DAY), last = Math.floor(row.finish! / DAY);
    const day = Math.max(first, last + days);
    if (row.item.elapsed) return { start: row.start!, finish: Math.max(row.start! + 60, row.finish! + days * DAY) };
    return { start: row.start!, finish: (plan.isWorking(day) ? day : plan.nextWorking(day)) * DAY + (row.finish! - last * DAY) };
  }

  private up(e: PointerEvent): void {
    const { from } = this;
    if (!from) return;
    const row = this.row(from.hit)!, { plan, edits, year } = this.host;
    this.cancel();
    if (!from.moved) return;
    if (from.hit.part === 'dot') {
      const to = this.row(this.hit(e));
      if (to && to !== row) void edits.link(row.item.id, to.item.id);
    } else if (from.hit.part === 'bar') {
      if (from.ghost.start !== row.start) setStart(edits, plan, row, Math.floor(from.ghost.start / DAY), year);
    } else if (from.ghost.finish !== row.finish) setFinish(edits, plan, row, from.ghost.finish);
  }

  /** Nothing is held: show what could be, and the item's dates in a tip. */
  private over(e: PointerEvent): void {
    const at = this.hit(e), row = this.row(at), grabs = !this.host.readonly;
    this.canvas.style.cursor = !grabs ? 'default' : at.part === 'bar' ? 'grab' : at.part === 'end' ? 'ew-resize' : at.part === 'dot' ? 'crosshair' : 'default';
    this.host.hover(row && at.part !== 'row' ? row.index : this.near(row, e) ? row!.index : -1);
    if (row && at.part !== 'row' && at.part !== 'none') this.say(e, this.words(row, null));
    else this.tip.hidden = true;
  }

  private near(row: Row | undefined, e: PointerEvent): boolean {
    if (!row || row.finish === null) return false;
    const v = this.host.view();
    return Math.abs(e.offsetX - (v.scale.x(row.finish) - v.left)) < 24;
  }

  private words(row: Row, g: Ghost | null): Node[] {
    const { plan, year } = this.host, start = g?.start ?? row.start!, finish = g?.finish ?? row.finish!;
    const lines: Node[] = [];
    if (!g) lines.push(h('b', {}, row.item.name));
    const dates = isMilestone(row) ? tableDate(finish, year) : `${tableDate(start, year)} – ${tableDate(finish, year)}`;
    lines.push(h(g ? 'b' : 'span', {}, dates));
    if (!isMilestone(row)) lines.push(h('span', { class: 't2' }, this.span(row, start, finish) + this.against(row, finish, !!g)));
    if (!g && row.item.totalFloat !== null) lines.push(h('span', { class: 't2' }, t('gantt.floatof', { time: duration(row.item.totalFloat, plan.perDay) })));
    return lines;
  }

  private span(row: Row, start: number, finish: number): string {
    return row.item.elapsed ? elapsed(finish - start) : t('gantt.workdays', { n: this.host.plan.workingDays(Math.floor(start / DAY), Math.floor(finish / DAY)) });
  }

  private against(row: Row, finish: number, held: boolean): string {
    const { plan } = this.host;
    if (!held || finish === row.finish) return '';
    const later = finish > row.finish!, a = Math.min(finish, row.finish!), b = Math.max(finish, row.finish!);
    const days = plan.workingDays(Math.floor(a / DAY) + 1, Math.floor(b / DAY));
    return `${t('comma')}${t(later ? 'gantt.later' : 'gantt.earlier', { time: duration(days * plan.perDay, plan.perDay) })}`;
  }

  private linkWords(e: PointerEvent, row: Row): Node[] {
    const to = this.row(this.hit(e));
    return [h('span', {}, to && to !== row ? t('gantt.linkto', { from: row.item.name, to: to.item.name }) : t('gantt.linkhow'))];
  }

  private say(e: PointerEvent, lines: Node[]): void {
    this.tip.replaceChildren(...lines);
    this.tip.hidden = false;
    const box = this.tip.getBoundingClientRect(), area = this.canvas.getBoundingClientRect();
    const x = Math.min(e.offsetX + 14, area.width - box.width - 6), y = e.offsetY + 18 + box.height > area.height ? e.offsetY - box.height - 12 : e.offsetY + 18;
    this.tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
  }
}
