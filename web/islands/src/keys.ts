// Keys that hold on every page; `?` shows them. Nothing needs a chord to be possible: each has a link or button.
//   G then a letter   the rail link with data-go="letter"       C   the page's [data-new] control
//   Ctrl K            the palette                                ?   this help
import { h, typing } from './dom';
import { t } from './words';

const groups: [string, [string, string][]][] = [
  ['any', [['Ctrl K', 'search'], ['G T', 'today'], ['G P', 'plan'], ['G B', 'board'], ['G D', 'dashboard'], ['G S', 'signals'], ['C', 'new'], ['Ctrl Z', 'undo'], ['Ctrl Y', 'redo'], ['Esc', 'back']]],
  ['plan', [['↑ ↓', 'row'], ['← →', 'fold'], ['Enter', 'open'], ['F2', 'edit'], ['Alt ← →', 'indent'], ['Alt ↑ ↓', 'move'], ['Ins', 'insert'], ['L', 'link'], ['Shift L', 'unlink'], ['[ ]', 'shift'], ['Shift [ ]', 'stretch'], ['+ −', 'zoom'], ['T', 'gotoday'], ['Del', 'delete'], ['W', 'why'], ['F', 'filter'], ['V', 'columns'], ['O', 'foldall'], ['Alt ⇧ ← →', 'head'], ['Ctrl C', 'copy'], ['Ctrl V', 'paste']]],
  ['board', [['← → ↑ ↓', 'card'], ['M', 'pick'], ['Enter', 'open']]],
  ['signals', [['J K', 'row'], ['A', 'accept'], ['S', 'snooze'], ['X', 'dismiss']]],
  ['chart', [['← →', 'point'], ['V', 'table']]],
];

function help(): void {
  const list = h('dl', { class: 'keys' });
  for (const [group, keys] of groups) {
    list.append(h('h3', {}, t(`keys.${group}`)));
    for (const [key, what] of keys) list.append(h('dt', {}, ...key.split(' ').flatMap(k => [h('kbd', {}, k), ' '])), h('dd', {}, t(`keys.${group}.${what}`)));
  }
  const done = h('button', { type: 'button', class: 'btn' }, t('close'));
  const dialog = h('dialog', { class: 'dlg', 'aria-label': t('keys.title') }, h('header', {}, t('keys.title')), h('div', { class: 'pad' }, list), h('footer', {}, done));
  done.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  list.closest('.pad')!.scrollTop = 0;
}

let waiting = 0;

/** G was pressed and its letter is awaited: an island's own letters stand back. */
export const inChord = (): boolean => waiting > 0 && Date.now() - waiting < 1500;

/** Ctrl Z, and Ctrl Shift Z or Ctrl Y to do again, anywhere on the page, except while typing; the answer stops it. */
export function onUndo(undo: () => void, redo: () => void): () => void {
  const key = (e: KeyboardEvent): void => {
    const pressed = e.key.toLowerCase(), again = pressed === 'y' || (pressed === 'z' && e.shiftKey);
    if (!(e.ctrlKey || e.metaKey) || e.altKey || !(again || pressed === 'z') || typing(e) || e.defaultPrevented) return;
    e.preventDefault();
    (again ? redo : undo)();
  };
  document.addEventListener('keydown', key);
  return () => { document.removeEventListener('keydown', key); };
}

export function pageKeys(): void {
  document.addEventListener('keydown', e => {
    if (e.defaultPrevented || typing(e) || e.ctrlKey || e.metaKey || e.altKey || document.querySelector('dialog[open]')) return;
    const key = e.key.toLowerCase();
    if (inChord()) {
      waiting = 0;
      const link = document.querySelector<HTMLAnchorElement>(`.rail a[data-go="${CSS.escape(key)}"]`);
      if (link) { e.preventDefault(); link.click(); }
    } else if (key === 'g') waiting = Date.now();
    else if (key === '?') { e.preventDefault(); help(); }
    else if (key === 'c') document.querySelector<HTMLElement>('[data-new]')?.click();
  });
  document.addEventListener('click', e => { if ((e.target as Element).closest('[data-keys-help]')) help(); });
}
