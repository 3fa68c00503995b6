// <tandem-board project-id="…" [readonly] [may-add]> around the server's board; the board reads without it.
//   <div class="board" role="region" tabindex="0" aria-label>
//     <section class="bcol" data-column="in_progress" data-state="in_progress" data-limit="4" aria-label="In progress">   data-limit only with a WIP limit
//       <header><h2>In progress</h2><span class="wip">3 / 4</span></header>
//       <ol><li class="bc" data-id data-version data-order="17" tabindex="0">… <a href> …</li></ol>
// Moving a card (drag, M and arrows, or its menu) sends PATCH items/{id} {column}; cards of a column keep data-order.
import { Refused, get, onChange, redo, report, send, toast, undo } from './client';
import { askConflict, conflictOf } from './conflict';
import { h, icon, typing } from './dom';
import { offerAdding } from './boardadd';
import { BoardDrag } from './boarddrag';
import { onUndo } from './keys';
import { t } from './words';

export class TandemBoard extends HTMLElement {
  private readonly said = h('div', { class: 'vh', role: 'status', 'aria-live': 'polite' });
  private picked: { card: HTMLElement; home: HTMLElement; next: Element | null } | null = null;
  private busy = 0;
  private timer = 0;
  private stop: () => void = () => { /* not yet listening */ };

  connectedCallback(): void {
    this.append(this.said);
    this.dress();
    this.stop = onChange(c => { if (c.kind === 'plan' && c.id === this.getAttribute('project-id') ) this.later(); });
    this.addEventListener('keydown', e => { this.key(e); });
    if (this.hasAttribute('readonly')) return;
    this.addEventListener('pointerover', e => { const card = cardOf(e.target); if (card) this.menu(card); });
    this.addEventListener('focusin', e => { const card = cardOf(e.target); if (card) this.menu(card); });
    const project = this.getAttribute('project-id')!, undo = onUndo(() => { void this.undo(project); }, () => { void this.redo(project); }), live = this.stop;
    const drag = new BoardDrag(this, (card, column) => { void this.move(card, column); });
    this.stop = () => { live(); undo(); drag.stop(); };
  }

  disconnectedCallback(): void { this.stop(); }

  get columns(): HTMLElement[] { return [...this.querySelectorAll<HTMLElement>('.bcol')]; }

  /** Puts a card into a column at the place of its order. */
  place(card: HTMLElement, column: HTMLElement): void {
    const list = column.querySelector('ol')!, order = Number(card.dataset['order'] ?? 0);
    const next = [...list.querySelectorAll<HTMLElement>('.bc')].find(c => c !== card && Number(c.dataset['order'] ?? 0) > order);
    list.insertBefore(card, next ?? null);
    this.count();
  }

  private async move(card: HTMLElement, column: HTMLElement): Promise<void> {
    const home = card.closest<HTMLElement>('.bcol')!, before = card.nextElementSibling;
    if (home === column) return;
    this.place(card, column);
    card.focus();
    await this.save(card, column, () => { home.querySelector('ol')!.insertBefore(card, before); this.count(); });
  }

  private async save(card: HTMLElement, column: HTMLElement, back: () => void): Promise<void> {
    const project = this.getAttribute('project-id')!, url = `/api/projects/${project}/items/${card.dataset['id']}`;
    const key = column.dataset['column']!, name = column.getAttribute('aria-label') ?? key;
    this.busy++;
    try {
      const etag = card.dataset['version'] ? `"${card.dataset['version']}"` : (await get(url)).etag;
      const { etag: fresh } = await send('PATCH', url, { column: key }, { etag });
      if (fresh) card.dataset['version'] = fresh.replaceAll(/W\/|"/g, '');
      toast({ text: t('board.moved', { name: titleOf(card), state: name }), run: () => { void this.undo(project); } });
    } catch (e) {
      if (e instanceof Refused && e.status === 412) await this.conflict(card, url, name, e, () => this.save(card, column, back), back);
      else { back(); report(e); }
    } finally { this.busy--; }
  }

  private async conflict(card: HTMLElement, url: string, mine: string, e: Refused, again: () => Promise<void>, back: () => void): Promise<void> {
    const fresh = await get<Record<string, unknown>>(url);
    card.dataset['version'] = (fresh.etag ?? '').replaceAll(/W\/|"/g, '');
    const theirs = this.columns.find(c => c.dataset['column'] === fresh.data['column']) ?? this.columns.find(c => c.dataset['state'] === fresh.data['state']);
    const choice = await askConflict(card.getBoundingClientRect(), conflictOf(e.problem, 'state', mine, () => theirs?.getAttribute('aria-label') ?? ''));
    if (choice === 'mine') { await again(); return; }
    back();
    if (theirs) this.place(card, theirs);
  }

  private async undo(project: string): Promise<void> {
    try { await undo(project); await this.refetch(); toast({ text: t('gantt.undone'), undone: true, action: t('redo'), run: () => { void this.redo(project); } }); } catch (e) { report(e); }
  }

  private async redo(project: string): Promise<void> {
    try { await redo(project); await this.refetch(); toast({ text: t('gantt.redone'), run: () => { void this.undo(project); } }); } catch (e) { report(e); }
  }

  /** Not while a card is held or being saved. */
  private later(): void {
    clearTimeout(this.timer);
    if (this.busy > 0 || this.picked || this.querySelector('.ghost, .menu[open], .adding')) this.timer = window.setTimeout(() => { this.later(); }, 500);
    else void this.refetch();
  }

  /** The page again, and its columns in place of these. */
  private async refetch(): Promise<void> {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    const fresh = page.querySelector('tandem-board .board'), old = this.querySelector('.board');
    if (!fresh || !old) return;
    const focus = (document.activeElement as HTMLElement | null)?.dataset['id'];
    old.replaceChildren(...fresh.childNodes);
    this.dress();
    if (focus) this.querySelector<HTMLElement>(`.bc[data-id="${CSS.escape(focus)}"]`)?.focus();
  }

  private dress(): void {
    this.count();
    const project = this.getAttribute('project-id')!;
    if (this.hasAttribute('may-add')) offerAdding(this.columns, project, () => this.refetch(), () => { void this.undo(project); });
  }

  /** Writes each head's count and says when a limit is passed. */
  private count(): void {
    for (const column of this.columns) {
      const wip = column.querySelector('.wip'), limit = Number(column.dataset['limit'] ?? 0);
      const n = column.querySelectorAll('.bc').length + Number(column.dataset['hidden'] ?? 0), over = limit > 0 && n > limit;
      column.classList.toggle('over', over);
      if (wip) wip.replaceChildren(...(over ? [icon('triangle-alert')] : []), limit ? t(over ? 'board.over' : 'board.of', { n, limit }) : String(n));
    }
  }

  // --- keys and menu ---

  private key(e: KeyboardEvent): void {
    const card = cardOf(e.target);
    if (!card || typing(e) || e.ctrlKey || e.altKey || e.metaKey || (e.target as Element).closest('.menu')) return;
    const done = this.picked ? this.carry(e.key) : this.walk(card, e.key);
    if (done) { e.preventDefault(); e.stopPropagation(); }
  }

  private walk(card: HTMLElement, key: string): boolean {
    const column = card.closest<HTMLElement>('.bcol')!, cards = [...column.querySelectorAll<HTMLElement>('.bc')], at = cards.indexOf(card);
    if (key === 'ArrowDown' || key === 'ArrowUp') cards[at + (key === 'ArrowDown' ? 1 : -1)]?.focus();
    else if (key === 'ArrowRight' || key === 'ArrowLeft') this.beside(column, key === 'ArrowRight' ? 1 : -1, at);
    else if (key === 'Enter') card.querySelector<HTMLElement>('a[href]')?.click();
    else if (key.toLowerCase() === 'm' && !this.hasAttribute('readonly')) this.pick(card);
    else return false;
    return true;
  }

  private beside(column: HTMLElement, by: number, at: number): void {
    for (let k = this.columns.indexOf(column) + by; k >= 0 && k < this.columns.length; k += by) {
      const cards = this.columns[k]!.querySelectorAll<HTMLElement>('.bc');
      if (cards.length) { cards[Math.min(at, cards.length - 1)]!.focus(); return; }
    }
  }

  private pick(card: HTMLElement): void {
    this.picked = { card, home: card.closest<HTMLElement>('.bcol')!, next: card.nextElementSibling };
    card.classList.add('picked');
    this.said.textContent = t('board.picked', { name: titleOf(card) });
  }

  private carry(key: string): boolean {
    const { card, home, next } = this.picked!, columns = this.columns, here = card.closest<HTMLElement>('.bcol')!;
    const to = columns[columns.indexOf(here) + (key === 'ArrowRight' ? 1 : -1)];
    if ((key === 'ArrowRight' || key === 'ArrowLeft') && to) {
      this.place(card, to);
      card.focus();
      card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      this.said.textContent = to.getAttribute('aria-label');
    } else if (key === 'Enter' || key === 'Escape') {
      const back = (): void => { home.querySelector('ol')!.insertBefore(card, next); this.count(); card.focus(); };
      card.classList.remove('picked');
      this.picked = null;
      if (key === 'Escape') back();
      else if (here !== home) void this.save(card, here, back);
    }
    return true;
  }

  /** "Move to…" of a card, made when a pointer or the focus comes near. */
  private menu(card: HTMLElement): void {
    if (card.querySelector('.mv') || card.classList.contains('drag')) return;
    const pop = h('div', { class: 'pop' }, h('div', { class: 'cap' }, t('board.moveto')));
    const menu = h('details', { class: 'menu mv' }, h('summary', { class: 'btn sm icon ghost', role: 'button', 'aria-label': t('board.movecard', { name: titleOf(card) }) }, icon('ellipsis')), pop);
    for (const column of this.columns) {
      const go = h('button', { type: 'button', class: 'mi' }, column.getAttribute('aria-label'));
      go.addEventListener('click', () => { menu.open = false; void this.move(card, column); });
      pop.append(go);
    }
    card.append(menu);
  }
}

export const cardOf = (target: EventTarget | null): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>('.bc') : null);
export const titleOf = (card: HTMLElement): string => card.querySelector('.ti')?.textContent?.trim() ?? '';

customElements.define('tandem-board', TandemBoard);
