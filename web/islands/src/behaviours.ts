// Behaviours that plain markup asks for by attributes; everything still works as a page without them.
//   details.menu                     closes on Esc, on a click elsewhere, and when one opens another
//   <button data-dialog="ID">        opens <dialog class="dlg" id="ID">; [data-close] inside closes it
//   <button data-copy="#ID" | data-copy-text="…">   copies text (secrets shown once)
//   <button data-theme-set="light|dark|auto">, <button data-density-set="dense|normal|roomy">   kept in a cookie
//   <form data-confirm="ID">         asks by the dialog ID before it is sent; a submit button inside the dialog sends it
//   <button data-rail>               shows the rail over the page on a phone
//   <select data-submit>, <input data-submit>       sends its form when changed
import { toast } from './client';
import { button, h, phone } from './dom';
import { t } from './words';

const on = (type: string, selector: string, run: (el: HTMLElement, e: Event) => void): void =>
  document.addEventListener(type, e => {
    const el = (e.target as Element | null)?.closest?.<HTMLElement>(selector);
    if (el) run(el, e);
  });

function cookie(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
}

function setLook(name: 'theme' | 'density', value: string): void {
  cookie(name, value);
  if (value === 'auto' || value === 'normal') delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
  for (const el of document.querySelectorAll<HTMLElement>(`[data-${name}-set]`))
    el.setAttribute('aria-pressed', String(el.dataset[`${name}Set`] === value));
  document.dispatchEvent(new CustomEvent('tandem:look'));
}

export async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  toast({ text: t('copied') });
}

/** Sets an opened menu by its button, out of any box that scrolls; above it where there is no room below. */
function float(menu: HTMLDetailsElement): void {
  const pop = menu.querySelector<HTMLElement>(':scope > .pop'), anchor = menu.querySelector('summary')!.getBoundingClientRect();
  if (!pop) return;
  pop.style.position = 'fixed';
  pop.style.inset = 'auto';
  const box = pop.getBoundingClientRect(), start = menu.classList.contains('start') ? anchor.left : anchor.right - box.width;
  pop.style.left = `${Math.max(8, Math.min(start, innerWidth - box.width - 8))}px`;
  pop.style.top = `${anchor.bottom + 4 + box.height > innerHeight && anchor.top > box.height + 8 ? anchor.top - box.height - 4 : anchor.bottom + 4}px`;
}

function menus(): void {
  const close = (except?: Element | null): void => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) if (menu !== except) menu.open = false;
  };
  document.addEventListener('click', e => close((e.target as Element).closest('details.menu')));
  document.addEventListener('toggle', e => { if (e.target instanceof HTMLDetailsElement && e.target.matches('.menu[open]')) float(e.target); }, true);
  document.addEventListener('scroll', e => { if (!(e.target as Element).closest?.('.pop')) close(); }, true);
  document.addEventListener('keydown', e => {
    const open = document.querySelector<HTMLDetailsElement>('details.menu[open]');
    if (e.key !== 'Escape' || !open) return;
    open.open = false;
    open.querySelector('summary')?.focus();
  });
}

function dialogs(): void {
  on('click', '[data-dialog]', el => {
    const dialog = document.getElementById(el.dataset['dialog'] ?? '');
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  });
  on('click', 'dialog [data-close]', el => el.closest('dialog')?.close());
  on('click', 'dialog.dlg', (el, e) => { if (e.target === el) (el as HTMLDialogElement).close(); });
  on('submit', 'form[data-confirm]', (form, e) => {
    const dialog = document.getElementById(form.dataset['confirm'] ?? '');
    if (!(dialog instanceof HTMLDialogElement)) return;
    e.preventDefault();
    dialog.returnValue = '';
    dialog.addEventListener('close', () => { if (dialog.returnValue === 'yes') (form as HTMLFormElement).submit(); }, { once: true });
    dialog.showModal();
  });
}

/** On a phone the answer comes first: a question's form (`.qb`) folds under its head and opens by Edit. */
function questions(): void {
  if (!phone()) return;
  for (const form of document.querySelectorAll<HTMLElement>('.ins > form.qb')) {
    const edit = button({ text: t('question.edit'), on: () => { edit.setAttribute('aria-expanded', String(!form.classList.toggle('folded'))); } });
    edit.setAttribute('aria-expanded', 'false');
    form.querySelector('header')?.append(h('span', { class: 'sp' }), edit);
    form.classList.toggle('folded', !form.querySelector('.err, [aria-invalid=true]'));
  }
}

/** Tabs that scroll show the current one. */
function tabs(): void {
  for (const tab of document.querySelectorAll<HTMLElement>('.tabs > [aria-current]')) {
    const bar = tab.parentElement!, at = tab.getBoundingClientRect(), room = bar.getBoundingClientRect();
    if (at.right > room.right) bar.scrollLeft += at.left - room.left - (room.width - at.width) / 2;
  }
}

export function behaviours(): void {
  questions();
  tabs();
  menus();
  dialogs();
  on('click', '[data-copy], [data-copy-text]', el => {
    const from = el.dataset['copy'] ? document.querySelector(el.dataset['copy']) : null;
    const text = el.dataset['copyText'] ?? (from instanceof HTMLInputElement ? from.value : from?.textContent?.trim()) ?? '';
    void copy(text);
  });
  on('click', '[data-theme-set]', el => setLook('theme', el.dataset['themeSet'] ?? 'auto'));
  on('click', '[data-density-set]', el => setLook('density', el.dataset['densitySet'] ?? 'normal'));
  document.addEventListener('click', e => {
    const open = !!(e.target as Element).closest('[data-rail]') && !document.body.classList.contains('rail-open');
    document.body.classList.toggle('rail-open', open || (document.body.classList.contains('rail-open') && !!(e.target as Element).closest('.rail') && !(e.target as Element).closest('a')));
  });
  on('change', '[data-submit]', el => (el as HTMLInputElement).form?.requestSubmit());
}
