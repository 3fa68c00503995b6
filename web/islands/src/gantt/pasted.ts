// Rows of a spreadsheet as items of a plan: which column is what, and what of it can be read.
import { DAY, isoDay, parseDate, parseDuration, parseElapsed } from '../format';

/** Fields that a pasted column can set, with the headings they are known by (small letters). */
const NAMES: Record<string, string[]> = {
  number: ['no.', 'no', 'number', 'id', '编号', '序号', 'number'],
  name: ['name', 'task name', 'activity name', 'task', '名称', '任务名称', '任务', '活动名称'],
  duration: ['dur.', 'duration', '工期', '持续时间'],
  start: ['start', 'start date', '开始', '开始时间', '开始日期'],
  finish: ['finish', 'end', 'finish date', 'end date', '完成', '完成时间', '结束', '结束日期', '完成日期'],
  percentComplete: ['done', '% complete', 'percent complete', 'done %', '完成百分比', '完成度', '已完成'],
  deadline: ['deadline', '截止日期', '期限', '截止'],
  due: ['due', 'due date', '到期', '到期日'],
  owner: ['owner', 'responsible', '负责人', '所有者'],
  predecessors: ['predecessors', 'predecessor', 'after', 'depends on', '前置任务', '紧前任务', '前置'],
};
/** Columns of the plan's grid that have a field of the same sense under another name. */
export const OF_GRID: Record<string, string> = { done: 'percentComplete', before: 'predecessors' };

export interface PastedRow { number?: number; name?: string; duration?: number; elapsed?: boolean; start?: string; finish?: string; percentComplete?: number; deadline?: string; due?: string; owner?: string; predecessors?: string }
export interface Unread { row: number; column: string; text: string }
/** `lines` are the rows' places in the table, its heading counted. */
export interface Pasted { rows: PastedRow[]; lines: number[]; unread: Unread[]; ignored: string[] }
export interface Reading { perDay: number; today: number; label(key: string): string }

/** `columns` are the grid's, name first: what a table without a heading row is taken for. */
export function readPasted(table: string[][], columns: string[], how: Reading): Pasted {
  const first = table[0] ?? [], heading = first.map(text => fieldOf(text, how));
  const headed = heading.includes('name') || (heading.includes('number') && heading.filter(Boolean).length > 1);
  const fields = headed ? heading : columns.map(key => OF_GRID[key] ?? (key in NAMES ? key : null));
  const pasted: Pasted = { rows: [], lines: [], unread: [], ignored: headed ? first.filter((text, k) => text !== '' && !heading[k]) : [] };
  table.slice(headed ? 1 : 0).forEach((cells, k) => {
    const row: PastedRow = {};
    cells.forEach((text, at) => {
      const field = fields[at];
      if (!field || text === '') return;
      if (!put(row, field, text, how)) pasted.unread.push({ row: k + (headed ? 2 : 1), column: headed ? first[at]! : how.label(columns[at]!), text });
    });
    if (Object.keys(row).length === 0) return;
    pasted.rows.push(row);
    pasted.lines.push(k + (headed ? 2 : 1));
  });
  return pasted;
}

function fieldOf(text: string, how: Reading): string | null {
  const clean = text.trim().toLowerCase();
  for (const [field, names] of Object.entries(NAMES)) {
    const key = Object.entries(OF_GRID).find(([, of]) => of === field)?.[0] ?? field;
    if (names.includes(clean) || clean === how.label(key).toLowerCase()) return field;
  }
  return null;
}

function put(row: PastedRow, field: string, text: string, how: Reading): boolean {
  if (field === 'name') { row.name = text; return text.length <= 200; }
  if (field === 'number') { row.number = Number(text); return /^\d+$/.test(text); }
  if (field === 'owner' || field === 'predecessors') { row[field] = text; return true; }
  if (field === 'percentComplete') return percent(row, text);
  if (field === 'duration') return length(row, text, how.perDay);
  // a time after the date is the plan's own
  const at = parseDate(text.replace(/[T ]\d{1,2}:\d{2}(:\d{2})?$/, ''), how.today, how.today);
  if (at === null) return false;
  row[field as 'start' | 'finish' | 'deadline' | 'due'] = isoDay(Math.floor(at / DAY) * DAY);
  return true;
}

function percent(row: PastedRow, text: string): boolean {
  const value = Number(text.replace('%', '').replace(',', '.'));
  if (!(value >= 0 && value <= 100)) return false;
  row.percentComplete = value;
  return true;
}

function length(row: PastedRow, text: string, perDay: number): boolean {
  const round = parseElapsed(text), value = round ?? parseDuration(text.replace(/^(\d+),(\d+)/, '$1.$2').replace(/\?$/, ''), perDay);
  if (value === null) return false;
  row.duration = value;
  if (round !== null) row.elapsed = true;
  return true;
}
