// Dates, durations and numbers as the glossary writes them in both languages. Wall-clock times are minutes since
// 1970-01-01T00:00 of the project's own clock: no zone is ever applied.
import { chinese } from './words';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
export const DAY = 1440;

/** `2011-08-15T08:00` or `2011-08-15` → minutes; null stays null. */
export function minutes(text: string | null | undefined): number | null {
  if (!text) return null;
  const at = Date.parse(`${text.length === 10 ? `${text}T00:00` : text.slice(0, 19)}Z`);
  return Number.isNaN(at) ? null : at / 60000;
}

export const iso = (at: number): string => new Date(at * 60000).toISOString().slice(0, 16);
export const isoDay = (at: number): string => iso(at).slice(0, 10);
export const yearOf = (at: number): number => new Date(at * 60000).getUTCFullYear();

const parts = (at: number): { y: number; m: number; d: number } => {
  const date = new Date(at * 60000);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth(), d: date.getUTCDate() };
};
const two = (n: number): string => String(n).padStart(2, '0');

/** A date in a table: `31 Aug`, `08-31`; of another year `1 Dec 2010`, `2010-12-01`. */
export function tableDate(at: number | null, year: number): string {
  if (at === null) return '';
  const { y, m, d } = parts(at);
  if (chinese()) return y === year ? `${two(m + 1)}-${two(d)}` : `${y}-${two(m + 1)}-${two(d)}`;
  return y === year ? `${d} ${MONTHS[m]}` : `${d} ${MONTHS[m]} ${y}`;
}

/** A date in a sentence: `31 Aug`, `8月31日`. */
export function sayDate(at: number, year: number): string {
  const { y, m, d } = parts(at);
  if (!chinese()) return tableDate(at, year);
  return y === year ? `${m + 1}月${d}日` : `${y}年${m + 1}月${d}日`;
}

export const monthName = (at: number, withYear: boolean): string => {
  const { y, m } = parts(at);
  return chinese() ? (withYear ? `${y}年${m + 1}月` : `${m + 1}月`) : withYear ? `${LONG[m]} ${y}` : LONG[m]!;
};
export const shortMonth = (at: number): string => (chinese() ? `${parts(at).m + 1}月` : MONTHS[parts(at).m]!);
export const dayNumber = (at: number): string => two(parts(at).d);
export const quarter = (at: number): string => `Q${Math.floor(parts(at).m / 3) + 1}`;

const trim = (n: number): string => String(Math.round(n * 100) / 100).replace('-', '\u2212');

/** Working minutes → `3 d`, `4 h`, `3 天`. */
export function duration(mins: number | null | undefined, perDay = 480): string {
  if (mins === null || mins === undefined) return '–';
  const hours = mins !== 0 && Math.abs(mins) < perDay;
  const value = trim(hours ? mins / 60 : mins / perDay);
  return chinese() ? `${value} ${hours ? '小时' : '天'}` : `${value} ${hours ? 'h' : 'd'}`;
}

/** Minutes of work → `40 h`, `40 小时`. */
export const hours = (mins: number | null | undefined): string => (mins === null || mins === undefined ? '' : `${trim(mins / 60)} ${chinese() ? '小时' : 'h'}`);

/** Minutes round the clock → `34 ed`, `12 eh`, `34 日历日` (the units of Microsoft Project). */
export function elapsed(mins: number | null | undefined): string {
  if (mins === null || mins === undefined) return '–';
  const hours = mins !== 0 && Math.abs(mins) < DAY;
  const value = trim(hours ? mins / 60 : mins / DAY);
  return chinese() ? `${value} ${hours ? '日历时' : '日历日'}` : `${value} ${hours ? 'eh' : 'ed'}`;
}

/** A lag as planners write it in any language: `+2d`, `-4h`, `+1ed`, `+50%`; nothing of none. */
export function lagText(lag: number, unit: string, perDay = 480): string {
  if (lag === 0) return '';
  const size = Math.abs(lag), round = unit === 'elapsed_min', day = round ? DAY : perDay;
  const text = unit.endsWith('percent') ? `${size}${unit === 'percent' ? '%' : 'e%'}` : size % day === 0 ? `${size / day}${round ? 'ed' : 'd'}` : size % 60 === 0 ? `${size / 60}${round ? 'eh' : 'h'}` : `${size}${round ? 'em' : 'm'}`;
  return (lag < 0 ? '-' : '+') + text;
}

const ROUND: Record<string, number> = {
  em: 1, emin: 1, 日历分: 1, eh: 60, ehr: 60, ehour: 60, ehours: 60, 日历时: 60, 日历小时: 60, ed: DAY, eday: DAY, edays: DAY, 日历日: DAY, 日历天: DAY, ew: 7 * DAY, ewk: 7 * DAY, eweek: 7 * DAY, eweeks: 7 * DAY, 日历周: 7 * DAY,
};

/** `34 ed`, `34 日历日` → minutes round the clock; null when it is no such duration. */
export function parseElapsed(text: string): number | null {
  const m = /^(\d+(?:\.\d+)?)\s*(?:个)?\s*([a-z]+|日历(?:小时|[日天时分周]))$/.exec(text.trim().toLowerCase());
  const size = m ? ROUND[m[2]!] : undefined;
  return m && size ? Math.round(Number(m[1]) * size) : null;
}

const UNITS: Record<string, (perDay: number) => number> = {
  m: () => 1, min: () => 1, 分: () => 1, 分钟: () => 1,
  h: () => 60, hr: () => 60, hour: () => 60, hours: () => 60, 小时: () => 60, 时: () => 60,
  d: p => p, day: p => p, days: p => p, 天: p => p, 日: p => p, 工作日: p => p,
  w: p => 5 * p, wk: p => 5 * p, week: p => 5 * p, weeks: p => 5 * p, 周: p => 5 * p, 星期: p => 5 * p,
  mo: p => 20 * p, month: p => 20 * p, months: p => 20 * p, 月: p => 20 * p, 个月: p => 20 * p,
};

/** `3d 2w 4h`, `3 天`, `2.5`(days) → working minutes; null when it is no duration. */
export function parseDuration(text: string, perDay = 480): number | null {
  const clean = text.trim().toLowerCase().replace(/[，,、]/g, ' ');
  if (/^\d+(\.\d+)?$/.test(clean)) return Math.round(Number(clean) * perDay);
  let sum = 0, rest = clean;
  for (const [all, number, unit] of clean.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+|个月|工作日|小时|分钟|星期|[天日周月时分])/g)) {
    const size = UNITS[unit!];
    if (!size) return null;
    sum += Number(number) * size(perDay);
    rest = rest.replace(all, '');
  }
  return rest.trim() === '' && clean !== '' ? Math.round(sum) : null;
}

/** `2011-09-05`, `9-5`, `9/5`, `5 Sep`, `9月5日`, `+3d` (from `from`) → minutes at 00:00; null when it is no date. */
export function parseDate(text: string, from: number, today: number): number | null {
  const s = text.trim();
  const year = yearOf(from);
  const of = (y: number, m: number, d: number): number | null => {
    const at = Date.UTC(y, m - 1, d) / 60000;
    return m >= 1 && m <= 12 && parts(at).d === d ? at : null;
  };
  let m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(s);
  if (m) return of(Number(m[1]), Number(m[2]), Number(m[3]));
  m = /^(\d{1,2})[-/月](\d{1,2})日?$/.exec(s);
  if (m) return of(year, Number(m[1]), Number(m[2]));
  m = /^(\d{1,2})\s+([a-z]{3})[a-z]*(?:\s+(\d{4}))?$/i.exec(s);
  if (m) return of(m[3] ? Number(m[3]) : year, MONTHS.findIndex(name => name.toLowerCase() === m![2]!.toLowerCase()) + 1, Number(m[1]));
  m = /^([+-]\d+)\s*(?:d|天)?$/i.exec(s);
  if (m) return Math.floor(from / DAY) * DAY + Number(m[1]) * DAY;
  if (/^(today|今天)$/i.test(s)) return Math.floor(today / DAY) * DAY;
  if (/^(tomorrow|明天)$/i.test(s)) return (Math.floor(today / DAY) + 1) * DAY;
  return null;
}

// --- numbers -------------------------------------------------------------------------------------------------------

const symbols: Record<string, string> = { GBP: '£', EUR: '€', USD: '$', CNY: '¥', JPY: '¥' };
export const symbol = (currency?: string | null): string => (currency ? symbols[currency] ?? `${currency} ` : '');

const sign = (v: number, text: string): string => (v < 0 ? `\u2212${text}` : text);
const few = (v: number, decimals: number): string => String(Number(v.toFixed(decimals)));

/** Exact: 24,310 or 24,310.25. */
export const exact = (v: number, decimals?: number): string => sign(v, Math.abs(v).toLocaleString('en', { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 2 }));

/** On axes and tiles: 24k, 1.2M; 2.4 万, 1.2 亿. */
export function short(v: number): string {
  const a = Math.abs(v);
  if (chinese()) return sign(v, a >= 1e8 ? `${few(a / 1e8, 2)} 亿` : a >= 1e4 ? `${few(a / 1e4, 2)} 万` : few(a, a < 10 ? 2 : 1));
  return sign(v, a >= 1e6 ? `${few(a / 1e6, 2)}M` : a >= 1e4 ? `${few(a / 1e3, 1)}k` : a >= 1000 ? a.toLocaleString('en') : few(a, a < 10 ? 2 : 1));
}
