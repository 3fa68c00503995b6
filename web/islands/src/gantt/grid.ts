// The grid part: a real treegrid in the DOM for the rows in the window, recycled while scrolling.
import { h, icon } from '../dom';
import { DAY, tableDate, yearOf } from '../format';
import type { IconName } from '../icons';
import { t } from '../words';
import { type Column, type Key, canEdit, columnsOf, commit, raw, text, tone } from './columns';
import type { Edits } from './edits';
import { Heads } from './heads';
import { type Plan, type Row, isHead, isPending, isSummary, ownerName } from './model';
import { statusOf } from './status';
import { HEAD } from './view';

export type Mode = 'both' | 'table' | 'phone' | 'name';
export interface GridHost { readonly plan: Plan; readonly edits: Edits; readonly year: number; readonly today: number | null; readonly readonly: boolean; select(row: Row): void; toggle(row: Row): void; open(row: Row): void; choose(keys: Key[]): void; widen(key: Key, width: number | null): void }

interface Slot { el: HTMLElement; cells: HTMLElement[]; place: number; stamp: number }

export class Grid {
  readonly el = h('div', { class: 'gtree', role: 'treegrid', tabindex: '0', 'aria-label': t('gantt.tree') });
  private readonly heads: Heads;
  private readonly body = h('div', { class: 'gbody', role: 'rowgroup' });
  private columns: Column[] = [];
  private slots: Slot[] = [];
  private stamp = 1;
  private shape = '';
  private mode: Mode = 'both';
  private rowHeight = 28;
  private open: { slot: Slot; end(save: boolean, next: number): void } | null = null;

  constructor(private readonly host: GridHost) {
    this.heads = new Heads(host);
    this.el.append(h('div', { class: 'gheadwrap', role: 'rowgroup' }, this.heads.el), h('div', { class: 'gclip', role: 'presentation' }, this.body));
    this.el.addEventListener('click', e => { this.click(e); });
    this.el.addEventListener('dblclick', e => { const at = this.at(e); if (at) this.edit(at.row, at.key); });
  }

  setMode(mode: Mode, rowHeight: number, chosen: Key[], widths: Record<string, number>): void {
    const years = yearOf(this.host.plan.from) !== this.host.year || yearOf(this.host.plan.to) !== this.host.year;
    const key = `${mode} ${rowHeight} ${years} ${chosen.map(one => `${one} ${widths[one] ?? ''}`).join()}`;
    if (key === this.shape) return;
    this.shape = key;
    this.mode = mode;
    this.rowHeight = rowHeight;
    this.columns = columnsOf(mode, chosen, years, widths);
    this.el.style.setProperty('--gcols', this.columns.map(c => c.width).join(' '));
    this.el.style.setProperty('--gleast', `${this.columns.reduce((sum, c) => sum + Number(/\d{2,}/.exec(c.width)?.[0] ?? 0), 0)}px`);
    this.el.setAttribute('aria-colcount', String(this.columns.length));
    this.el.classList.toggle('two-line', mode === 'phone');
    this.heads.show(this.columns, mode === 'both');
    this.body.replaceChildren();
    this.slots = [];
  }

  /** Everything is written again at the next render. */
  touch(): void { this.stamp++; }

  render(top: number, height: number, selected: number): void {
    const { plan } = this.host, total = plan.shown.length;
    this.el.setAttribute('aria-rowcount', String(total + 1));
    const need = Math.ceil(height / this.rowHeight) + 2;
    while (this.slots.length < need) this.slots.push(this.make());
    const first = Math.max(0, Math.floor(top / this.rowHeight));
    for (let place = first; place < first + this.slots.length; place++) {
      const slot = this.slots[place % this.slots.length]!;
      if (this.open?.slot === slot && slot.place !== place) this.open.end(true, -1);
      if (this.open?.slot !== slot && (slot.place !== place || slot.stamp !== this.stamp)) this.fill(slot, place, total);
      const row = plan.at(place);
      if (row) slot.el.setAttribute('aria-selected', String(row.index === selected));
    }
    this.body.style.transform = `translateY(${-top}px)`;
    const chosen = selected >= 0 ? plan.place[selected]! : -1;
    if (chosen >= first && chosen < first + this.slots.length) this.el.setAttribute('aria-activedescendant', `gantt-row-${chosen % this.slots.length}`);
    else this.el.removeAttribute('aria-activedescendant');
  }

  private make(): Slot {
    const cells = this.columns.map(c => h('div', { role: 'gridcell', class: `gc${c.num ? ' num' : ''}`, 'data-key': c.key }));
    const el = h('div', { class: 'gr', role: 'row', id: `gantt-row-${this.slots.length}`, 'aria-selected': 'false' }, ...cells);
    el.style.height = `${this.rowHeight}px`;
    this.body.append(el);
    return { el, cells, place: -1, stamp: 0 };
  }

  private fill(slot: Slot, place: number, total: number): void {
    slot.place = place;
    slot.stamp = this.stamp;
    slot.el.hidden = place >= total;
    const row = this.host.plan.at(place);
    if (!row) return;
    slot.el.style.transform = `translateY(${place * this.rowHeight}px)`;
    slot.el.setAttribute('aria-rowindex', String(place + 2));
    slot.el.setAttribute('aria-level', String(row.level + 1));
    slot.el.classList.toggle('sum', isSummary(row));
    slot.el.classList.toggle('pend', isPending(row));
    if (row.children) slot.el.setAttribute('aria-expanded', String(!this.host.plan.folded.has(row.key)));
    else slot.el.removeAttribute('aria-expanded');
    this.columns.forEach((c, k) => { this.cell(slot.cells[k]!, c, row); });
  }

  private cell(el: HTMLElement, c: Column, row: Row): void {
    if (c.key === 'name') { el.replaceChildren(this.name(row), ...(this.mode === 'phone' ? [this.status(row), this.mini(row)] : [])); return; }
    const said = text(this.host.plan, row, c.key, this.host.year);
    el.className = `gc${c.num ? ' num' : ''} ${tone(this.host.plan, row, c.key) || (c.num ? 't2' : '')}`.trim();
    if (c.key === 'owner') el.replaceChildren(...(said ? this.owner(row, said) : []));
    else { el.textContent = said; el.classList.toggle('clip', c.key === 'before'); }
  }

  private owner(row: Row, name: string): Node[] {
    const face = avatar(name);
    if (this.mode === 'both') { face.setAttribute('role', 'img'); face.setAttribute('aria-label', name); face.title = name; return [face]; }
    return [h('span', { class: 'who' }, face, h('span', { class: 'clip' }, ownerName(row.item)))];
  }

  private name(row: Row): HTMLElement {
    if (isPending(row)) return h('div', { class: 'tree' }, h('span', { class: 'tw leaf' }), h('span', { class: 'skel' }));
    const twist = row.children
      ? h('button', { type: 'button', class: 'tw', tabindex: '-1', 'aria-expanded': String(!this.host.plan.folded.has(row.key)), 'aria-label': t(this.host.plan.folded.has(row.key) ? 'gantt.unfold' : 'gantt.fold', { name: nameOf(row) }) }, icon('chevron-right'))
      : h('span', { class: 'tw leaf' });
    const tree = h('div', { class: 'tree' }, twist, h('span', { class: 'wbs' }, row.item.wbs),
      this.mode === 'phone' && !isSummary(row)
        ? h('span', { class: 'ln2' }, h('span', { class: 'clip' }, row.item.name), h('span', { class: 's t2 clip' }, this.dates(row)))
        : h('span', { class: 'clip', title: nameOf(row) }, nameOf(row)), isHead(row) && h('span', { class: 'count' }, String(row.children)));
    tree.style.paddingInlineStart = `${row.level * (this.mode === 'phone' || this.mode === 'name' ? 10 : 18)}px`;
    if (row.item.critical && row.item.percentComplete < 100 && !isSummary(row)) tree.append(h('span', { class: 'vh' }, t('gantt.critical')));
    if (row.item.byRule) tree.append(sign('repeat', 'gantt.byrule'));
    if (row.item.recurring) tree.append(sign('rotate-ccw', 'gantt.recurring'));
    return tree;
  }

  private dates(row: Row): string {
    const from = tableDate(row.start, this.host.year), to = tableDate(row.finish, this.host.year);
    return row.item.type === 'milestone' ? to : `${from} – ${to} · ${text(this.host.plan, row, 'duration', this.host.year)}`;
  }

  private status(row: Row): HTMLElement {
    if (isSummary(row) || !row.item.id) return h('div', { class: 'gst row s' }, h('span', { class: 't2' }, tableDate(row.finish, this.host.year)), h('span', { class: 'num' }, text(this.host.plan, row, 'done', this.host.year)));
    const mark = statusOf(this.host.plan, row, this.host.today);
    return h('div', { class: 'gst s' }, mark, row.item.percentComplete < 100 && h('span', { class: 'muted' }, t('gantt.floatof', { time: text(this.host.plan, row, 'float', this.host.year) })));
  }

  /** Where in the project this item lies, as a hairline under its words. */
  private mini(row: Row): HTMLElement {
    const { from, to } = this.host.plan, all = Math.max(DAY, to - from);
    const bar = h('i', { class: row.item.critical && row.item.percentComplete < 100 ? 'crit' : '' });
    bar.style.insetInlineStart = `${Math.max(0, ((row.start ?? from) - from) / all) * 100}%`;
    bar.style.width = `max(3px, ${Math.max(0, ((row.finish ?? from) - (row.start ?? from)) / all) * 100}%)`;
    return h('div', { class: 'gmini', 'aria-hidden': 'true' }, bar);
  }

  // --- pointer and editing ---

  private at(e: Event): { row: Row; key: Key } | null {
    const cell = (e.target as Element).closest<HTMLElement>('.gc[data-key]');
    const slot = this.slots.find(s => s.el === cell?.closest('.gr'));
    const row = slot && this.host.plan.at(slot.place);
    return cell && row ? { row, key: cell.dataset['key'] as Key } : null;
  }

  private click(e: Event): void {
    const at = this.at(e);
    if (!at || (e.target as Element).closest('input')) return;
    if ((e.target as Element).closest('button.tw')) { this.host.toggle(at.row); return; }
    const again = at.row.index === this.chosen;
    this.host.select(at.row);
    if (this.mode === 'phone') { if (again) this.host.open(at.row); } else if (again && at.key !== 'name') this.edit(at.row, at.key);
  }

  chosen = -1;

  /** Opens the cell's input; Enter saves, Esc restores, leaving saves, Tab goes on to the next cell. */
  edit(row: Row, key: Key): void {
    const place = this.host.plan.place[row.index]!, slot = this.slots.find(s => s.place === place);
    const k = this.columns.findIndex(c => c.key === key);
    if (this.host.readonly || !slot || k < 0 || !this.columns[k]!.edit || !canEdit(row, key)) return;
    const input = h('input', { class: 'in sm', 'aria-label': `${this.columns[k]!.label}: ${row.item.name}` });
    input.value = raw(this.host.plan, row, key, this.host.year);
    const cell = slot.cells[k]!, before = input.value;
    let open = true;
    const end = (save: boolean, next: number): void => {
      if (!open) return;
      if (save && input.value !== before && !commit(this.host.edits, this.host.plan, row, key, input.value, this.host.year, this.host.today ?? 0)) {
        input.setAttribute('aria-invalid', 'true');
        input.title = t(`gantt.bad.${key}`);
        if (next >= 0) return;
      }
      open = false;
      this.open = null;
      cell.classList.remove('edit');
      this.touch();
      this.host.select(row);
      if (next >= 0) this.el.focus();
      const other = next > 0 ? this.columns.slice(k + 1).find(c => c.edit && canEdit(row, c.key)) : undefined;
      if (other) this.edit(row, other.key);
    };
    input.addEventListener('keydown', e => {
      e.stopPropagation();
      if (e.key === 'Enter') end(true, 0);
      else if (e.key === 'Escape') end(false, 0);
      else if (e.key === 'Tab') { e.preventDefault(); end(true, 1); }
    });
    input.addEventListener('blur', () => { end(true, -1); });
    cell.classList.add('edit');
    cell.replaceChildren(input);
    this.open = { slot, end };
    input.focus();
    input.select();
  }

  get editing(): boolean { return this.open !== null; }
  slotOf(place: number): HTMLElement | undefined { return this.slots.find(s => s.place === place)?.el; }
  get headHeight(): number { return HEAD; }
}

const sign = (mark: IconName, word: string): HTMLElement => h('span', { class: 'muted', title: t(word) }, icon(mark), h('span', { class: 'vh' }, t(word)));

/** What a row is called; the head of a group by what its rows share. */
const nameOf = (row: Row): string => (isHead(row) ? row.item.name || (row.item.state ? t(`gantt.stage.${row.item.state}`) : t('gantt.noowner')) : row.item.name);

/** Initials in a circle; the colour is the name's own. */
export function avatar(name: string): HTMLElement {
  const letters = /^[\u4e00-\u9fff]/.test(name) ? name.slice(0, 1) : name.split(/\s+/).map(w => w[0] ?? '').join('').slice(0, 2).toUpperCase();
  const tint = [...name].reduce((sum, c) => sum + c.codePointAt(0)!, 0) % 4;
  return h('span', { class: `av${tint ? ` a${tint}` : ''}` }, letters);
}
