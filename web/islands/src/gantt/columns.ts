// Columns of the grid: what each shows, and what its cell takes when edited.
import { DAY, duration, elapsed, iso, parseDate, parseDuration, parseElapsed, tableDate } from '../format';
import { t } from '../words';
import type { Edits } from './edits';
import { type Plan, type Row, isMilestone, isSummary, ownerName } from './model';

export type Key = 'name' | 'start' | 'finish' | 'duration' | 'float' | 'done' | 'owner' | 'deadline' | 'base' | 'before';
export interface Column { key: Key; width: string; label: string; num: boolean; edit: boolean }

const column = (key: Key, width: string, num = true, edit = false): Column => ({ key, width, label: t(`gantt.col.${key}`), num, edit });

export const columnsOf = (mode: 'both' | 'table' | 'phone' | 'name'): Column[] => {
  const name = column('name', 'minmax(0,1fr)', false, true);
  if (mode === 'phone' || mode === 'name') return [name];
  const usual = [name, column('start', '70px', true, true), column('finish', '70px', true, true), column('duration', '62px', true, true),
    column('float', '62px'), column('done', '54px', true, true), column('owner', '40px', false)];
  if (mode === 'both') return usual;
  return [...usual.slice(0, 6), column('base', '84px'), column('deadline', '84px'), column('before', '150px', false), column('owner', '150px', false)];
};

export function text(plan: Plan, row: Row, key: Key, year: number): string {
  const { item } = row;
  switch (key) {
    case 'name': return item.name;
    case 'start': return tableDate(row.start, year);
    case 'finish': return tableDate(row.finish, year);
    case 'duration': return lengthOf(plan, item);
    case 'float': return item.percentComplete >= 100 ? '–' : duration(item.totalFloat, plan.perDay);
    case 'done': return `${Math.round(item.percentComplete)}%`;
    case 'owner': return ownerName(item);
    case 'deadline': return tableDate(row.deadline, year);
    case 'base': return tableDate(row.baseFinish, year);
    case 'before': return plan.predecessors(row).map(l => `${plan.rows[l.from]!.item.wbs ?? plan.rows[l.from]!.item.name}${l.dep.type === 'fs' ? '' : ` ${l.dep.type.toUpperCase()}`}`).join(', ');
  }
}

/** Red only for late or critical, amber for little float. */
export function tone(plan: Plan, row: Row, key: Key): string {
  const { item } = row;
  if (item.percentComplete >= 100 || (key !== 'float' && key !== 'finish')) return '';
  if (key === 'finish') return item.critical || (row.deadline !== null && row.finish !== null && row.finish > row.deadline) ? (isSummary(row) ? '' : 'late') : '';
  if (isSummary(row)) return '';
  return item.critical || (item.totalFloat ?? 1) <= 0 ? 'late' : item.totalFloat! <= plan.perDay ? 'warn' : '';
}

export const canEdit = (row: Row, key: Key): boolean =>
  key === 'name' || (!isSummary(row) && (key === 'start' || key === 'done' || ((key === 'duration' || key === 'finish') && !isMilestone(row))));

/** What an input starts with: the exact value, not the short look. */
export const raw = (plan: Plan, row: Row, key: Key, year: number): string =>
  key === 'done' ? String(Math.round(row.item.percentComplete)) : text(plan, row, key, year);

/** Sends the edit; false when the text cannot be read, and then nothing is sent. */
export function commit(edits: Edits, plan: Plan, row: Row, key: Key, value: string, year: number, today: number): boolean {
  const name = row.item.name;
  if (key === 'name') {
    const clean = value.trim();
    if (!clean || clean.length > 200) return false;
    void edits.patch(row, { name: clean }, { name: clean }, t('gantt.said.name', { name: clean }));
    return true;
  }
  if (key === 'duration') {
    const round = parseElapsed(value) ?? (row.item.elapsed && /^\s*\d/.test(value) && !/[^\d.\s]/.test(value) ? parseDuration(value, DAY) : null);
    const mins = round ?? parseDuration(value, plan.perDay);
    if (mins === null) return false;
    setDuration(edits, plan, row, mins, round !== null);
    return true;
  }
  if (key === 'done') {
    const percent = Number(value.replace('%', ''));
    if (value.trim() === '' || !(percent >= 0 && percent <= 100)) return false;
    void edits.patch(row, { percentComplete: percent }, { percentComplete: percent }, t('gantt.said.done', { name, percent }));
    return true;
  }
  const day = parseDate(value, (key === 'start' ? row.start : row.finish) ?? today, today);
  if (day === null) return false;
  if (key === 'start') setStart(edits, plan, row, day / DAY, year);
  else setFinish(edits, plan, row, day + (row.finish! - Math.floor(row.finish! / DAY) * DAY));
  return true;
}

/** An item's duration as its unit has it. */
export const lengthOf = (plan: Plan, item: { duration: number | null; elapsed?: boolean }): string =>
  item.elapsed ? elapsed(item.duration) : duration(item.duration, plan.perDay);

/** Moves a bar to a day (the next working one), keeping its time of day and its working length. */
export function setStart(edits: Edits, plan: Plan, row: Row, day: number, year: number): void {
  const to = plan.nextWorking(day);
  const moved = shifted(plan, row, to);
  void edits.patch(row, { start: iso(moved.start) }, { start: iso(moved.start), finish: iso(moved.finish) }, t('gantt.said.start', { name: row.item.name, date: tableDate(moved.start, year) }));
}

export function shifted(plan: Plan, row: Row, day: number): { start: number; finish: number } {
  const first = Math.floor(row.start! / DAY), last = Math.floor(row.finish! / DAY);
  if (row.item.elapsed) return { start: row.start! + (day - first) * DAY, finish: row.finish! + (day - first) * DAY };
  const length = isMilestone(row) ? 1 : Math.max(1, plan.workingDays(first, last));
  return { start: day * DAY + (row.start! - first * DAY), finish: plan.addWorking(day, length) * DAY + (row.finish! - last * DAY) };
}

/** Pulls the end of a bar to a moment. */
export function setFinish(edits: Edits, plan: Plan, row: Row, finish: number): void {
  if (row.item.elapsed) setDuration(edits, plan, row, Math.max(60, finish - row.start!), true);
  else setDuration(edits, plan, row, Math.max(1, plan.workingDays(Math.floor(row.start! / DAY), Math.floor(finish / DAY))) * plan.perDay, false);
}

/** Minutes of working time, or round the clock. */
export function setDuration(edits: Edits, plan: Plan, row: Row, mins: number, round = !!row.item.elapsed): void {
  const first = Math.floor(row.start! / DAY), days = Math.max(1, Math.ceil(mins / plan.perDay));
  const finish = round ? row.start! + mins : plan.addWorking(first, days) * DAY + (row.finish! - Math.floor(row.finish! / DAY) * DAY);
  const change = { duration: mins, ...(round === !!row.item.elapsed ? {} : { elapsed: round }) };
  void edits.patch(row, change, { ...change, finish: iso(finish) }, t('gantt.said.duration', { name: row.item.name, time: lengthOf(plan, { duration: mins, elapsed: round }) }));
}
