// The grid's heading row: columns are dragged into another order and made wider; by keys: ← → from head to head, Alt with them moves the column, Shift changes its width.
import { h } from '../dom';
import { t } from '../words';
import type { Column, Key } from './columns';

export const LEAST_WIDTH = 40, MOST_WIDTH = 600;
const STEP = 8;

export interface HeadHost { choose(keys: Key[]): void; widen(key: Key, width: number | null): void }

/** Where a column taken from `from` stands after it was let go over the head at `to`. */
export function moved<T>(keys: T[], from: number, to: number): T[] {
  const rest = keys.filter((_, k) => k !== from);
  return [...rest.slice(0, to), keys[from]!, ...rest.slice(to)];
}

export class Heads {
  readonly el = h('div', { class: 'ghead', role: 'row' });
  private columns: Column[] = [];
  private cells: HTMLElement[] = [];
  private focus: Key | null = null;

  constructor(private readonly host: HeadHost) {
    this.el.addEventListener('keydown', e => { this.key(e); });
    this.el.addEventListener('focusout', e => { if (!this.el.contains(e.relatedTarget as Node | null)) this.focus = null; });
  }

  show(columns: Column[], faces: boolean): void {
    const held = this.focus;
    this.columns = columns;
    this.cells = columns.map((column, at) => this.cell(column, at, faces));
    this.el.replaceChildren(...this.cells);
    // the column that has the keyboard keeps it where it went
    if (held) this.cells[columns.findIndex(column => column.key === held)]?.focus();
  }

  private cell(column: Column, at: number, faces: boolean): HTMLElement {
    const label = column.key === 'owner' && faces ? h('span', { class: 'vh' }, column.label) : h('span', { class: 'clip' }, column.label);
    if (at === 0) return h('div', { role: 'columnheader', class: 'gc' }, column.label);
    const edge = h('span', { class: 'gedge', 'aria-hidden': 'true' });
    const cell = h('div', { role: 'columnheader', class: `gc gmove${column.num ? ' num' : ''}`, tabindex: at === 1 ? '0' : '-1', title: t('gantt.head.how', { name: column.label }), 'aria-keyshortcuts': 'Alt+ArrowLeft Alt+ArrowRight Shift+ArrowLeft Shift+ArrowRight' }, label, edge);
    cell.addEventListener('focus', () => { this.focus = column.key; });
    cell.addEventListener('pointerdown', e => { if (e.button === 0) { if (e.target === edge) this.stretch(e, at); else this.drag(e, at); } });
    edge.addEventListener('dblclick', () => { this.host.widen(column.key, null); });
    return cell;
  }

  private get keys(): Key[] { return this.columns.slice(1).map(column => column.key); }

  private move(from: number, to: number): void {
    if (to < 1 || to >= this.columns.length || to === from) return;
    this.host.choose(moved(this.keys, from - 1, to - 1));
  }

  private resize(at: number, width: number): void {
    this.host.widen(this.columns[at]!.key, Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Math.round(width))));
  }

  private key(e: KeyboardEvent): void {
    const at = this.cells.indexOf(e.target as HTMLElement), by = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    // no key in a heading is the rows'
    e.stopPropagation();
    if (at < 1 || !by || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    if (e.altKey) this.move(at, at + by);
    else if (e.shiftKey) this.resize(at, this.cells[at]!.offsetWidth + by * STEP);
    else if (at + by > 0) this.cells[at + by]?.focus();
  }

  /** Follows the pointer until it is let go. */
  private follow(e: PointerEvent, over: (m: PointerEvent) => void, end: () => void): void {
    const el = this.el;
    el.setPointerCapture(e.pointerId);
    el.addEventListener('pointermove', over);
    el.addEventListener('pointerup', end);
    el.addEventListener('lostpointercapture', () => { el.removeEventListener('pointermove', over); el.removeEventListener('pointerup', end); }, { once: true });
  }

  private stretch(e: PointerEvent, at: number): void {
    e.preventDefault();
    const from = e.clientX, width = this.cells[at]!.offsetWidth;
    this.follow(e, m => { this.resize(at, width + m.clientX - from); }, () => { /* as wide as it is now */ });
  }

  private drag(e: PointerEvent, at: number): void {
    const from = e.clientX;
    let to = at;
    this.follow(e, m => {
      if (to === at && Math.abs(m.clientX - from) < 6) return;
      const over = this.cells.findIndex(cell => { const box = cell.getBoundingClientRect(); return m.clientX >= box.left && m.clientX < box.right; });
      to = over > 0 ? over : to;
      this.cells.forEach((cell, k) => { cell.classList.toggle('held', k === at); cell.classList.toggle('into', k === to && k !== at); cell.classList.toggle('behind', to > at); });
    }, () => {
      for (const cell of this.cells) cell.classList.remove('held', 'into', 'behind');
      this.move(at, to);
    });
  }
}
