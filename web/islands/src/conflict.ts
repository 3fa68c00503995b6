// <tandem-conflict> — the note under a cell whose edit came second (412). Made by askConflict(); no attributes.
// Names who changed what and offers theirs or mine; nothing is overwritten silently. Esc keeps theirs.
import type { Problem } from './client';
import { h } from './dom';
import { t } from './words';

export interface Conflict { who: string; theirs: string; mine: string; field: string; when?: string }

/** Reads who and what from a 412's ProblemDetails. Fields used: `by` (name), `at`, `current` (the row as it stands). */
export function conflictOf(p: Problem, field: string, mine: string, show: (value: unknown) => string): Conflict {
  const current = (p['current'] ?? p['item'] ?? {}) as Record<string, unknown>;
  const who = p['by'] ?? p['changedBy'] ?? p['who'];
  return { who: typeof who === 'string' ? who : (who as { name?: string } | undefined)?.name ?? t('conflict.someone'), theirs: show(current[field]), mine, field };
}

export class TandemConflict extends HTMLElement {}

/** Opens the note under `anchor`; answers 'mine' or 'theirs'. */
export function askConflict(anchor: DOMRect, c: Conflict): Promise<'mine' | 'theirs'> {
  document.querySelector('tandem-conflict')?.remove();
  const note = document.createElement('tandem-conflict');
  const before = document.activeElement as HTMLElement | null;
  return new Promise(resolve => {
    const end = (choice: 'mine' | 'theirs') => (): void => { note.remove(); before?.focus(); resolve(choice); };
    const theirs = h('button', { type: 'button', class: 'btn sm' }, t('conflict.theirs'));
    const mine = h('button', { type: 'button', class: 'btn sm primary' }, t('conflict.mine'));
    theirs.addEventListener('click', end('theirs'));
    mine.addEventListener('click', end('mine'));
    note.addEventListener('keydown', e => { if (e.key === 'Escape') { e.stopPropagation(); end('theirs')(); } });
    const sentence = h('p', {}, h('b', {}, c.who), ' ', t('conflict.set', { field: t('field.' + c.field), theirs: c.theirs || '–', mine: c.mine }));
    note.append(h('div', { class: 'pop cfl', role: 'alertdialog', 'aria-label': t('conflict.title') }, sentence,
      h('div', { class: 'row end' }, theirs, mine)));
    document.body.append(note);
    place(note, anchor);
    mine.focus();
  });
}

function place(note: HTMLElement, anchor: DOMRect): void {
  const box = note.getBoundingClientRect();
  const below = anchor.bottom + 4 + box.height < innerHeight;
  note.style.left = `${Math.max(12, Math.min(anchor.left, innerWidth - box.width - 12))}px`;
  note.style.top = `${below ? anchor.bottom + 4 : Math.max(8, anchor.top - box.height - 4)}px`;
}
