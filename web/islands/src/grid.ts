// <tandem-grid name="orders" [no-filter] [no-columns] [no-csv]> around a <table class="t"> — sort, filter, columns, CSV.
// The table is the server's and reads without script. Heads may carry data-nosort; cells data-v for the exact value
// (ISO dates, plain numbers) that sorting and CSV use. Hidden columns are remembered by `name`. A sum row (tr.tot) stays last.
// Extra tools of the page: <div slot-tools>…</div> inside the element are moved into its bar.
import { button, h, icon } from './dom';
import { download, tableRows } from './csv';
import { t } from './words';

export class TandemGrid extends HTMLElement {
  private table!: HTMLTableElement;
  private said!: HTMLElement;
  private find: HTMLInputElement | null = null;

  connectedCallback(): void {
    const table = this.querySelector('table');
    if (!table?.tHead || this.dataset['ready']) return;
    this.dataset['ready'] = '1';
    this.table = table;
    this.said = h('div', { class: 'state none', role: 'status', hidden: true });
    this.prepend(this.bar());
    (table.closest('.twrap') ?? table).after(this.said);
    this.heads();
    this.hide(this.remembered());
  }

  private bar(): HTMLElement {
    const bar = h('div', { class: 'tbar' });
    if (!this.hasAttribute('no-filter')) {
      const input = h('input', { class: 'in sm', type: 'search', 'aria-label': t('grid.find'), placeholder: t('grid.find') });
      input.addEventListener('input', () => { this.filter(); });
      this.find = input;
      bar.append(h('div', { class: 'inwrap gfind' }, icon('search'), input));
    }
    bar.append(...this.querySelectorAll('[slot-tools]'), h('span', { class: 'sp' }));
    if (!this.hasAttribute('no-columns')) bar.append(this.columns());
    if (!this.hasAttribute('no-csv')) bar.append(button({ text: 'CSV', icon: 'download', cls: 'ghost', on: () => { download(this.getAttribute('name') ?? 'table', tableRows(this.table)); } }));
    return bar;
  }

  private get body(): HTMLTableSectionElement { return this.table.tBodies[0]!; }
  private get headRow(): HTMLTableRowElement { return this.table.tHead!.rows[this.table.tHead!.rows.length - 1]!; }

  private heads(): void {
    [...this.headRow.cells].forEach((th, k) => {
      if (th.dataset['nosort'] !== undefined || !th.textContent?.trim() || th.querySelector('button, input, a')) return;
      const sort = h('button', { type: 'button', class: 'sort' }, ...th.childNodes, icon('arrow-up'));
      sort.addEventListener('click', () => { this.sort(th, k); });
      th.append(sort);
    });
  }

  private sort(th: HTMLTableCellElement, k: number): void {
    const down = th.getAttribute('aria-sort') === 'ascending';
    for (const other of this.headRow.cells) other.removeAttribute('aria-sort');
    th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const rows = [...this.body.rows].filter(r => !r.classList.contains('tot'));
    const keyed = rows.map(row => ({ row, key: valueOf(row.cells[k]) }));
    keyed.sort((a, b) => compare(a.key, b.key) * (down ? -1 : 1));
    const last = this.body.querySelector('tr.tot');
    for (const { row } of keyed) this.body.insertBefore(row, last);
  }

  private filter(): void {
    const words = (this.find?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, all = 0;
    for (const row of this.body.rows) {
      if (row.classList.contains('tot')) { row.hidden = words.length > 0; continue; }
      const text = row.textContent?.toLowerCase() ?? '';
      row.hidden = !words.every(word => text.includes(word));
      all += 1;
      if (!row.hidden) shown += 1;
    }
    this.said.hidden = shown > 0;
    if (shown === 0) this.none(all);
  }

  private none(all: number): void {
    const clear = h('button', { type: 'button', class: 'linklike' }, t('grid.clear'));
    clear.addEventListener('click', () => { if (this.find) { this.find.value = ''; this.find.focus(); } this.filter(); });
    this.said.replaceChildren(h('b', {}, t('grid.none', { all })), clear);
  }

  // --- columns ---

  private get store(): string { return `grid:${this.getAttribute('name') ?? location.pathname}`; }
  private remembered(): number[] {
    try { return JSON.parse(localStorage.getItem(this.store) ?? '[]') as number[]; } catch { return []; }
  }

  private columns(): HTMLElement {
    const pop = h('div', { class: 'pop', role: 'group', 'aria-label': t('grid.columns') }, h('div', { class: 'cap' }, t('grid.columns')));
    [...this.headRow.cells].forEach((th, k) => {
      const name = th.textContent?.trim();
      if (!name) return;
      const box = h('input', { type: 'checkbox', 'data-col': k });
      box.checked = true;
      box.addEventListener('change', () => { this.choose(); });
      pop.append(h('label', { class: 'mi' }, box, name));
    });
    return h('details', { class: 'menu' }, h('summary', { class: 'btn sm ghost' }, icon('columns-3'), t('grid.columns')), pop);
  }

  private choose(): void {
    const boxes = [...this.querySelectorAll<HTMLInputElement>('[data-col]')];
    const off = boxes.filter(b => !b.checked).map(b => Number(b.dataset['col']));
    if (off.length === boxes.length) { this.hide(off.slice(1)); return; }
    localStorage.setItem(this.store, JSON.stringify(off));
    this.hide(off);
  }

  private hide(off: number[]): void {
    for (const row of this.table.rows)
      [...row.cells].forEach((c, k) => { if (row.cells.length === this.headRow.cells.length) c.hidden = off.includes(k); });
    for (const box of this.querySelectorAll<HTMLInputElement>('[data-col]')) box.checked = !off.includes(Number(box.dataset['col']));
  }
}

type Key = number | string | null;

function valueOf(td: HTMLTableCellElement | undefined): Key {
  const text = (td?.dataset['v'] ?? td?.textContent ?? '').trim();
  if (text === '' || text === '–' || text === '—') return null;
  const plain = text.replace(/[\s,£$€¥%]/g, '').replace('\u2212', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

/** Numbers before words, what is missing last. */
function compare(a: Key, b: Key): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return String(a).localeCompare(String(b), document.documentElement.lang, { numeric: true });
}
