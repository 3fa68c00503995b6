// Rows to a spreadsheet and back: Ctrl C and Ctrl V on the tree. What a paste will do is shown first.
import { Refused, report, send, toast } from '../client';
import { button, h } from '../dom';
import { exact } from '../format';
import { t } from '../words';
import { type Key, copied, labelOf } from './columns';
import { OF_GRID, type Pasted, type PastedRow, readPasted } from './pasted';
import type { Plan, Row } from './model';
import { parseTsv, toTsv } from './tsv';

export interface ClipHost {
  readonly plan: Plan; readonly projectId: string; readonly today: number | null; readonly readonly: boolean; readonly chosen: Key[];
  marked: Row[]; selected: number; reload(select?: string): Promise<void>; undo(): void;
}
interface Wrong { row: number; field: string | null; message: string }
const SHOWN = 8;

export class Clipboard {
  constructor(private readonly host: ClipHost, private readonly tree: HTMLElement) {
    tree.addEventListener('copy', e => { this.copy(e); });
    tree.addEventListener('paste', e => { this.paste(e); });
  }

  private copy(e: ClipboardEvent): void {
    const { plan, marked, selected, chosen } = this.host, rows = (marked.length > 1 ? [...marked] : [plan.rows[selected]!]).filter(row => row?.item.id);
    if (rows.length === 0 || e.target instanceof HTMLInputElement) return;
    const keys: Key[] = ['number', 'name', ...chosen.filter(key => key !== 'number' && key !== 'name')];
    rows.sort((a, b) => plan.place[a.index]! - plan.place[b.index]!);
    e.clipboardData?.setData('text/plain', toTsv([keys.map(labelOf), ...rows.map(row => keys.map(key => copied(plan, row, key)))]));
    e.preventDefault();
    toast({ text: t('gantt.copied', { n: exact(rows.length) }) });
  }

  private paste(e: ClipboardEvent): void {
    if (this.host.readonly || e.target instanceof HTMLInputElement) return;
    const { plan, today, chosen } = this.host;
    const read = readPasted(parseTsv(e.clipboardData?.getData('text/plain') ?? ''), ['name', ...chosen], { perDay: plan.perDay, today: today ?? plan.from, label: key => labelOf(key as Key) });
    e.preventDefault();
    if (read.rows.length === 0) toast({ text: t('gantt.paste.nothing') }); else this.ask(read);
  }

  /** Says what will be made and changed, and what could not be read, before anything is sent. */
  private ask(read: Pasted): void {
    const made = read.rows.filter(row => row.number === undefined).length;
    const fields = [...new Set(read.rows.flatMap(row => Object.keys(row)))].filter(field => field !== 'elapsed');
    const go = button({ text: t('gantt.paste.do'), cls: 'primary', on: () => { void this.send(read, dialog, said); } }), no = button({ text: t('cancel'), on: () => { dialog.close(); } });
    go.disabled = read.unread.length > 0;
    const said = h('div', { role: 'alert' });
    const table = h('table', { class: 't' }, h('thead', {}, h('tr', {}, ...fields.map(field => h('th', {}, this.label(field))))),
      h('tbody', {}, ...read.rows.slice(0, SHOWN).map(row => h('tr', {}, ...fields.map(field => h('td', {}, this.value(row, field)))))));
    const dialog: HTMLDialogElement = h('dialog', { class: 'dlg gpaste', 'aria-label': t('gantt.paste') }, h('header', {}, t('gantt.paste')),
      h('div', { class: 'pad' }, h('p', {}, t('gantt.paste.what', { made: exact(made), changed: exact(read.rows.length - made) })),
        h('div', { class: 'twrap', tabindex: '0', role: 'group', 'aria-label': t('gantt.paste') }, table),
        read.rows.length > SHOWN && h('p', { class: 'muted s' }, t('gantt.paste.more', { n: exact(read.rows.length - SHOWN) })), ...this.unread(read), said),
      h('footer', {}, no, go));
    dialog.addEventListener('close', () => { dialog.remove(); this.tree.focus(); });
    document.body.append(dialog);
    dialog.showModal();
    (go.disabled ? no : go).focus();
  }

  private unread(read: Pasted): HTMLElement[] {
    const notes = read.unread.slice(0, 20).map(cell => t('gantt.paste.cell', { row: cell.row, column: cell.column, text: cell.text }));
    if (read.unread.length) notes.push(t('gantt.paste.unread'));
    if (read.unread.length > 20) notes.push(t('gantt.paste.more', { n: exact(read.unread.length - 20) }));
    if (read.ignored.length) notes.push(t('gantt.paste.columns', { names: read.ignored.join(', ') }));
    return notes.length ? [h('div', { class: 'note st-warn' }, h('ul', {}, ...notes.map(note => h('li', {}, note))))] : [];
  }

  private label(field: string): string { return labelOf((Object.entries(OF_GRID).find(([, of]) => of === field)?.[0] ?? field) as Key); }

  private value(row: PastedRow, field: string): string {
    const value = row[field as keyof PastedRow];
    return value === undefined ? '' : field === 'duration' ? t('gantt.paste.minutes', { n: exact(Number(value)) }) : String(value);
  }

  private async send({ rows, lines }: Pasted, dialog: HTMLDialogElement, said: HTMLElement): Promise<void> {
    const { plan, selected, projectId } = this.host;
    try {
      const { data } = await send<{ made: number; changed: number }>('POST', `/api/projects/${projectId}/items:paste`, { after: plan.rows[selected]?.item.id || null, rows });
      dialog.close();
      await this.host.reload();
      toast({ text: t('gantt.pasted', { made: exact(data.made), changed: exact(data.changed) }), run: () => { this.host.undo(); } });
    } catch (e) {
      const wrong = e instanceof Refused ? e.problem['rows'] as Wrong[] | undefined : undefined;
      if (!wrong) { dialog.close(); report(e); return; }
      said.replaceChildren(h('div', { class: 'note st-late' }, h('ul', {}, ...wrong.slice(0, 20).map(one => h('li', {}, t('gantt.paste.row', { row: lines[one.row] ?? one.row + 1, name: [rows[one.row]?.name, one.field && this.label(one.field)].filter(Boolean).join(', '), message: one.message }))))));
    }
  }
}
