// <tandem-palette> — search or jump; added by the script. Opens on Ctrl K or a click on `.find` / `[data-palette]`.
// Finds the rail's pages at once and asks GET /api/search?q= → {items:[{kind, name, detail?, href}]} for the rest
// (kinds: project, work-item, signal, rule, metric, product, page). ↑ ↓ choose, Enter opens, Ctrl Enter in a new tab.
import { get } from './client';
import { h, icon } from './dom';
import type { IconName } from './icons';
import { t } from './words';

interface Hit { kind: string; name: string; href: string; detail?: string | null }
const kindIcons: Record<string, IconName> = { project: 'folder', 'work-item': 'square-check-big', signal: 'radio', rule: 'list-checks', metric: 'gauge', product: 'package', page: 'arrow-right' };

export class TandemPalette extends HTMLElement {
  private dialog: HTMLDialogElement | null = null;
  private input!: HTMLInputElement;
  private list!: HTMLElement;
  private hits: Hit[] = [];
  private at = 0;
  private asked: AbortController | null = null;

  private readonly key = (e: KeyboardEvent): void => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); this.open(); }
  };
  private readonly clicked = (e: Event): void => { if ((e.target as Element).closest('.find, [data-palette]')) { e.preventDefault(); this.open(); } };

  connectedCallback(): void {
    document.addEventListener('keydown', this.key);
    document.addEventListener('click', this.clicked);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.key);
    document.removeEventListener('click', this.clicked);
  }

  private open(): void {
    if (this.dialog?.open) return;
    this.input = h('input', { id: 'tandem-find', autocomplete: 'off', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'tandem-hits', 'aria-autocomplete': 'list' });
    this.list = h('div', { class: 'hits', id: 'tandem-hits', role: 'listbox', 'aria-label': t('palette.results') });
    this.dialog = h('dialog', { class: 'pal pop', 'aria-label': t('palette.title') },
      h('div', { class: 'palin' }, icon('search', ''), h('label', { class: 'vh', for: 'tandem-find' }, t('palette.title')), this.input, h('kbd', {}, 'Esc')),
      h('hr'), this.list, h('hr'), h('div', { class: 'cap' }, t('palette.hint')));
    this.input.placeholder = t('palette.title');
    this.input.addEventListener('input', () => { void this.search(); });
    this.dialog.addEventListener('keydown', e => { this.move(e); });
    this.dialog.addEventListener('click', e => { if (e.target === this.dialog) this.dialog?.close(); });
    this.dialog.addEventListener('close', () => { this.dialog?.remove(); this.dialog = null; });
    this.append(this.dialog);
    this.dialog.showModal();
    void this.search();
  }

  private pages(q: string): Hit[] {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('.rail li > a')];
    return links.map(a => ({ kind: 'page', name: a.querySelector('.clip')?.textContent?.trim() ?? a.textContent?.trim() ?? '', href: a.href }))
      .filter(hit => hit.name.toLowerCase().includes(q.toLowerCase()));
  }

  private async search(): Promise<void> {
    const q = this.input.value.trim();
    this.asked?.abort();
    this.show(this.pages(q), q);
    if (q.length < 2) return;
    this.asked = new AbortController();
    try {
      const { data } = await get<{ items: Hit[] }>(`/api/search?q=${encodeURIComponent(q)}`, { signal: this.asked.signal });
      this.show([...data.items, ...this.pages(q)], q);
    } catch { /* the rail's pages stay; search is a convenience and says nothing when it is away */ }
  }

  private show(hits: Hit[], q: string): void {
    this.hits = hits;
    this.at = 0;
    const rows: Node[] = [];
    let kind = '';
    hits.forEach((hit, k) => {
      if (hit.kind !== kind) rows.push(h('div', { class: 'cap', role: 'presentation' }, t(`palette.kind.${hit.kind}`)));
      kind = hit.kind;
      const row = h('button', { type: 'button', class: 'mi', role: 'option', id: `tandem-hit-${k}`, tabindex: '-1' }, icon(kindIcons[hit.kind] ?? 'arrow-right'), marked(hit.name, q), h('span', { class: 's muted clip grow' }, hit.detail));
      row.addEventListener('click', e => { this.go(k, e.ctrlKey || e.metaKey); });
      rows.push(row);
    });
    if (hits.length === 0) rows.push(h('div', { class: 'cap' }, t('palette.none', { q })));
    this.list.replaceChildren(...rows);
    this.select(0);
  }

  private select(at: number): void {
    if (this.hits.length) this.at = (at + this.hits.length) % this.hits.length;
    this.list.querySelectorAll('[role=option]').forEach((row, k) => {
      row.setAttribute('aria-selected', String(k === this.at));
      if (k === this.at) row.scrollIntoView({ block: 'nearest' });
    });
    this.input.setAttribute('aria-activedescendant', `tandem-hit-${this.at}`);
  }

  private move(e: KeyboardEvent): void {
    if (e.key === 'ArrowDown') this.select(this.at + 1);
    else if (e.key === 'ArrowUp') this.select(this.at - 1);
    else if (e.key === 'Enter') this.go(this.at, e.ctrlKey || e.metaKey);
    else return;
    e.preventDefault();
  }

  private go(at: number, tab: boolean): void {
    const hit = this.hits[at];
    if (!hit) return;
    if (tab) open(hit.href, '_blank', 'noopener');
    else { this.dialog?.close(); location.href = hit.href; }
  }
}

/** The title with the sought part marked. */
function marked(title: string, q: string): HTMLElement {
  const at = q ? title.toLowerCase().indexOf(q.toLowerCase()) : -1;
  return at < 0 ? h('span', { class: 'clip' }, title)
    : h('span', { class: 'clip' }, title.slice(0, at), h('b', {}, title.slice(at, at + q.length)), title.slice(at + q.length));
}
