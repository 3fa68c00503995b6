// "+" in a column's head: a card is named in place, Enter makes it in that column, Escape leaves it.
import { report, send, toast } from './client';
import { h, icon } from './dom';
import { t } from './words';

/** Gives each column its button, once; `made` shows the column anew. */
export function offerAdding(columns: HTMLElement[], project: string, made: () => Promise<void>, undo: () => void): void {
  for (const column of columns) {
    const head = column.querySelector('header');
    if (!head || head.querySelector('.add')) continue;
    const add = h('button', { type: 'button', class: 'btn sm icon ghost add', 'aria-label': t('board.add', { state: column.getAttribute('aria-label') ?? '' }) }, icon('plus'));
    add.addEventListener('click', () => { name(column, add, project, made, undo); });
    head.append(h('span', { class: 'sp' }), add);
  }
}

function name(column: HTMLElement, add: HTMLElement, project: string, made: () => Promise<void>, undo: () => void): void {
  const list = column.querySelector('ol')!, open = list.querySelector<HTMLInputElement>('.adding input');
  if (open) { open.focus(); return; }
  const field = h('input', { class: 'in sm', maxlength: '200', 'aria-label': t('board.name'), placeholder: t('board.name') });
  const line = h('li', { class: 'adding' }, field);
  const leave = (): void => { line.remove(); add.focus(); };
  field.addEventListener('keydown', e => {
    e.stopPropagation();
    if (e.key === 'Escape') leave();
    if (e.key === 'Enter' && field.value.trim()) { e.preventDefault(); void make(field, column, project, made, undo); }
  });
  field.addEventListener('blur', () => { if (!field.value.trim()) line.remove(); });
  list.prepend(line);
  field.focus();
}

async function make(field: HTMLInputElement, column: HTMLElement, project: string, made: () => Promise<void>, undo: () => void): Promise<void> {
  const said = field.value.trim(), key = column.dataset['column']!;
  field.disabled = true;
  try {
    await send('POST', `/api/projects/${project}/items`, { name: said, column: key });
    await made();
    toast({ text: t('board.added', { name: said, state: column.getAttribute('aria-label') ?? key }), run: undo });
  } catch (e) {
    // what was typed stays
    field.disabled = false;
    field.focus();
    report(e);
  }
}
