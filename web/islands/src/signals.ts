// <tandem-signals> around the table of signals: J and K go from row to row (tr[data-signal]), A, S and X press what the
// row marks with data-act="a|s|x" (accept, snooze, dismiss with its reason). Each is a button as well.
import { typing } from './dom';

export class TandemSignals extends HTMLElement {
  private readonly pressed = (e: KeyboardEvent): void => {
    if (e.defaultPrevented || typing(e) || e.ctrlKey || e.metaKey || e.altKey || document.querySelector('dialog[open]')) return;
    const key = e.key.toLowerCase();
    if (key === 'j' || key === 'k') this.step(key === 'j' ? 1 : -1);
    else if ((key === 'a' || key === 's' || key === 'x') && this.current) this.press(key);
    else return;
    e.preventDefault();
  };

  connectedCallback(): void { document.addEventListener('keydown', this.pressed); }
  disconnectedCallback(): void { document.removeEventListener('keydown', this.pressed); }

  private get rows(): HTMLElement[] { return [...this.querySelectorAll<HTMLElement>('tr[data-signal]:not([hidden])')]; }
  private get current(): HTMLElement | undefined { return this.rows.find(row => row.getAttribute('aria-selected') === 'true'); }

  private step(by: 1 | -1): void {
    const rows = this.rows, at = this.current ? rows.indexOf(this.current) : by === 1 ? -1 : 0;
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    for (const row of rows) row.toggleAttribute('aria-selected', false);
    next?.setAttribute('aria-selected', 'true');
    next?.querySelector<HTMLElement>('a')?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  private press(act: string): void {
    const what = this.current?.querySelector<HTMLElement>(`[data-act="${act}"]`);
    what?.click();
    if (act === 'x') this.current?.querySelector<HTMLElement>('details[open] input')?.focus();
  }
}
