// <tandem-toast> — one a page, added by the script when the page has none. Shows what client.ts's toast() says:
// something done, with Undo for ten seconds; or what was refused, until closed. No attributes.
import type { Toast } from './client';
import { button, h, icon } from './dom';
import { t } from './words';

export class TandemToast extends HTMLElement {
  private readonly show = (e: Event): void => { this.add((e as CustomEvent<Toast>).detail); };

  connectedCallback(): void {
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', t('toast.region'));
    document.addEventListener('tandem:toast', this.show);
  }

  disconnectedCallback(): void { document.removeEventListener('tandem:toast', this.show); }

  private add(o: Toast): void {
    const seconds = o.seconds ?? (o.run ? 10 : 5);
    const left = h('span', { class: 'num s muted' });
    const el = h('div', { class: 'toast', role: o.status === 'late' ? 'alert' : 'status' },
      icon(o.status === 'late' ? 'circle-alert' : o.status === 'warn' ? 'triangle-alert' : 'circle-check'),
      h('span', {}, o.text));
    const close = (): void => { clearInterval(timer); el.remove(); };
    if (o.run) el.append(button({ text: o.action ?? t('undo'), cls: 'ghost', on: () => { close(); o.run?.(); } }), left);
    el.append(button({ icon: 'x', label: t('close'), on: close }));
    const timer = this.countdown(el, left, seconds, !!o.run, close);
    // Undo takes back the last edit, so only the last toast may offer it.
    if (o.run || o.undone) for (const old of this.querySelectorAll('[data-undo]')) old.remove();
    if (o.run) el.dataset['undo'] = '';
    while (this.childElementCount > 3) this.firstElementChild?.remove();
    this.append(el);
  }

  /** The clock stands still while the pointer or the focus is on the toast. */
  private countdown(el: HTMLElement, left: HTMLElement, seconds: number, shown: boolean, close: () => void): number {
    if (seconds === 0) return 0;
    const say = (): void => { if (shown) left.textContent = t('seconds', { n: seconds }); };
    say();
    return window.setInterval(() => {
      if (el.matches(':hover, :focus-within')) return;
      seconds -= 1;
      if (seconds <= 0) close(); else say();
    }, 1000);
  }
}
