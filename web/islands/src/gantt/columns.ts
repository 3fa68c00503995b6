// Columns of the grid: what each shows, and what its cell takes when edited.
import { DAY, duration, elapsed, hours, iso, lagText, minutes, parseDate, parseDuration, parseElapsed, tableDate } from '../format';
import { t } from '../words';
import type { Edits } from './edits';
import { type Link, type Plan, type Row, isMilestone, isSummary, ownerName } from './model';

export interface Column { key: Key; width: string; label: string; num: boolean; edit: boolean }

interface Spec { width: number; fields: string[]; num?: boolean; edit?: boolean; say: (plan: Plan, row: Row, year: number) => string }
const date = (field: string): Spec => ({ width: 84, fields: [field], num: true, say: (_, row, year) => tableDate(minutes(row.item[field] as string | null), year) });
const length = (field: string, width = 72): Spec => ({ width, fields: [field], num: true, say: (plan, row) => (row.item[field] === undefined || row.item[field] === null ? '' : duration(row.item[field] as number, plan.perDay)) });
const percent = (field: string): Spec => ({ width: 72, fields: [field], num: true, say: (_, row) => (typeof row.item[field] === 'number' ? `${Math.round(row.item[field] as number)}%` : '') });
const word = (field: string, width: number): Spec => ({ width, fields: [field], say: (_, row) => String(row.item[field] ?? '') });
const named = (field: string, prefix: string, width: number): Spec => ({ width, fields: [field], say: (_, row) => (row.item[field] ? t(`gantt.${prefix}.${String(row.item[field])}`) : '') });

/** Type and lag of a link as planners write them, `SS+2d`; nothing of one that only waits. */
const tail = (plan: Plan, link: Link, gap: string): string => (link.type === 'fs' && link.lag === 0 ? '' : gap + link.type.toUpperCase() + lagText(link.lag, link.lagUnit, plan.perDay));

/** Every column there is, in the order of the menu. */
const SPECS = {
  name: { width: 0, fields: [], edit: true, say: (_, row) => row.item.name },
  number: { ...word('number', 56), num: true },
  wbs: word('wbs', 72),
  code: word('code', 84),
  type: named('type', 'type', 96),
  state: named('state', 'stage', 96),
  start: { width: 70, fields: ['start'], num: true, edit: true, say: (_, row, year) => tableDate(row.start, year) },
  finish: { width: 70, fields: ['finish'], num: true, edit: true, say: (_, row, year) => tableDate(row.finish, year) },
  duration: { width: 62, fields: ['duration'], num: true, edit: true, say: (plan, row) => (row.item.duration === null ? '' : lengthOf(plan, row.item)) },
  float: { width: 62, fields: ['totalFloat'], num: true, say: (plan, row) => (row.item.percentComplete >= 100 ? '–' : duration(row.item.totalFloat, plan.perDay)) },
  freeFloat: length('freeFloat'),
  done: { width: 54, fields: ['percentComplete'], num: true, edit: true, say: (_, row) => `${Math.round(row.item.percentComplete)}%` },
  percentKind: named('percentKind', 'percent', 96),
  percentWork: percent('percentWork'), percentPhysical: percent('percentPhysical'),
  remaining: length('remaining'),
  taskType: named('taskType', 'task', 110),
  effortDriven: { width: 84, fields: ['effortDriven'], say: (_, row) => (row.item['effortDriven'] === null || row.item['effortDriven'] === undefined ? '' : t(`gantt.${row.item['effortDriven'] ? 'yes' : 'no'}`)) },
  work: { width: 72, fields: ['work'], num: true, edit: true, say: (_, row) => hours(row.item['work'] as number | null | undefined) },
  earlyStart: date('earlyStart'), earlyFinish: date('earlyFinish'), lateStart: date('lateStart'), lateFinish: date('lateFinish'),
  actualStart: date('actualStart'), actualFinish: date('actualFinish'),
  constraint: named('constraint', 'constraint', 120),
  constraintDate: date('constraintDate'),
  deadline: date('deadline'),
  due: date('due'),
  priority: named('priority', 'priority', 72),
  calendar: word('calendar', 110),
  resources: { width: 150, fields: ['resources'], say: (_, row) => ((row.item['resources'] as string[] | undefined) ?? []).join(', ') },
  baseStart: { ...date('baselineStart'), say: (_, row, year) => tableDate(row.baseStart, year) },
  base: { ...date('baselineFinish'), say: (_, row, year) => tableDate(row.baseFinish, year) },
  startVariance: length('startVariance', 84), finishVariance: length('finishVariance', 84), durationVariance: length('durationVariance', 84),
  before: { width: 150, fields: [], say: (plan, row) => plan.predecessors(row).map(l => `${plan.rows[l.from]!.item.wbs ?? plan.rows[l.from]!.item.name}${tail(plan, l, ' ')}`).join(', ') },
  owner: { width: 40, fields: ['owner'], say: (_, row) => ownerName(row.item) },
} satisfies Record<string, Spec>;
export type Key = keyof typeof SPECS;
const spec = (key: Key): Spec => SPECS[key];
export const KEYS = Object.keys(SPECS) as Key[];
export const USUAL: Record<'both' | 'table', Key[]> = {
  both: ['start', 'finish', 'duration', 'float', 'done', 'owner'],
  table: ['start', 'finish', 'duration', 'float', 'done', 'base', 'deadline', 'before', 'owner'],
};
export const isKey = (key: string): key is Key => key in SPECS;
export const labelOf = (key: Key): string => t(`gantt.col.${key}`);
export const fieldsOf = (keys: Key[]): string[] => keys.flatMap(key => spec(key).fields);
/** What a column is put in order by; null where it can't be. */
export const sortOf = (key: Key): string | null => (key === 'name' ? 'name' : spec(key).fields[0] ?? null);

/** The name first, then what was chosen, in its order and as wide as it was made. Names keep room: what does not fit is reached sideways. */
export const columnsOf = (mode: 'both' | 'table' | 'phone' | 'name', chosen: Key[], years: boolean, widths: Record<string, number>): Column[] => {
  const column = (key: Key, width: string): Column => ({ key, width, label: labelOf(key), num: !!spec(key).num, edit: !!spec(key).edit });
  const name = column('name', mode === 'both' || mode === 'table' ? 'minmax(200px,1fr)' : 'minmax(0,1fr)');
  if (mode === 'phone' || mode === 'name') return [name];
  // a date of another year says its year
  const width = (key: Key): number => (years && (key === 'start' || key === 'finish') ? 92 : spec(key).width);
  const usual = (key: Key): number => (key === 'owner' && mode === 'table' ? 150 : mode === 'table' ? Math.max(84, width(key)) : width(key));
  return [name, ...chosen.filter(key => key !== 'name').map(key => column(key, `${widths[key] ?? usual(key)}px`))];
};

export const text = (plan: Plan, row: Row, key: Key, year: number): string => (row.item.id ? spec(key).say(plan, row, year) : '');

const DAYS: Partial<Record<Key, string>> = { base: 'baselineFinish', baseStart: 'baselineStart' };
/** A cell for a spreadsheet: dates as ISO writes them, predecessors by number. */
export function copied(plan: Plan, row: Row, key: Key): string {
  if (key === 'before') return plan.predecessors(row).map(l => `${plan.rows[l.from]!.key}${tail(plan, l, '')}`).join('; ');
  const value = row.item[DAYS[key] ?? key];
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : text(plan, row, key, 0);
}

/** Red only for late or critical, amber for little float. */
export function tone(plan: Plan, row: Row, key: Key): string {
  const { item } = row;
  if (!item.id || item.percentComplete >= 100) return '';
  if (key.endsWith('Variance')) return (item[key] as number | null ?? 0) > 0 ? 'warn' : '';
  if (key !== 'float' && key !== 'finish') return '';
  if (key === 'finish') return item.critical || (row.deadline !== null && row.finish !== null && row.finish > row.deadline) ? (isSummary(row) ? '' : 'late') : '';
  if (isSummary(row)) return '';
  return item.critical || (item.totalFloat ?? 1) <= 0 ? 'late' : item.totalFloat! <= plan.perDay ? 'warn' : '';
}

export const canEdit = (row: Row, key: Key): boolean => row.item.id !== '' &&
  (key === 'name' || (!isSummary(row) && (key === 'start' || key === 'done' || (key === 'work' && typeof row.item['work'] === 'number') || ((key === 'duration' || key === 'finish') && !isMilestone(row)))));

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
  if (key === 'work') {
    const work = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 60 : parseDuration(value, plan.perDay);
    if (work === null) return false;
    void edits.patch(row, { work: Math.round(work) }, { work: Math.round(work) }, t('gantt.said.work', { name, time: hours(Math.round(work)) }));
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
