// The JSON of a chart, as the page renders it into <script type="application/json"> inside <tandem-chart>.
//   x          periods in order, the forecast's included: dates (first day of the period) or names
//   interval   "day" | "week" | "month" | "name": how x reads
//   unit       said once, over the axis ("people", "units a week")
//   format     "number" (default) | "money" with `currency` | "percent" (values are shares, 0.339) | "ratio"
//   series     at most 8: {label, kind: "line" | "bar" | "area", values (null = gap), color? 1–8, compared? dotted grey}
//   partial    index of the period that is not complete: a dashed outline or hollow point, named in progress
//   forecast   {series? index, median, lo80?, hi80?, lo95?, hi95?}: arrays as long as x, null before the forecast
//   dataThrough a date: the hairline from which the forecast begins
//   marks      [{at: date or name, kind: "milestone" | "release" | "signal" | "note", label}]: dotted verticals
//   lines      [{value, label}]: targets and floors
//   stacked    bars stand on each other, those below zero under it
//   zero       false lets a line's axis leave zero (never bars)
import { exact, minutes, monthName, sayDate, shortMonth, short, symbol, tableDate, yearOf } from '../format';
import { chinese, t } from '../words';

type Values = (number | null)[];
export interface Series { label: string; kind?: 'line' | 'bar' | 'area'; values: Values; color?: number; compared?: boolean }
export interface Forecast { series?: number; median: Values; lo80?: Values; hi80?: Values; lo95?: Values; hi95?: Values }
export interface Mark { at: string; kind: 'milestone' | 'release' | 'signal' | 'note'; label: string }
export interface ChartJson {
  x: string[]; interval?: 'day' | 'week' | 'month' | 'name'; unit?: string; format?: 'number' | 'money' | 'percent' | 'ratio'; currency?: string; decimals?: number;
  series: Series[]; partial?: number | null; forecast?: Forecast | null; dataThrough?: string | null; marks?: Mark[] | null; lines?: { value: number; label: string }[] | null; zero?: boolean; stacked?: boolean;
}

/** Dashes that tell series apart without colour. */
export const DASHES: number[][] = [[], [6, 3], [2, 3], [8, 3, 2, 3], [], [4, 2], [1, 3], [10, 4]];
export const colourOf = (s: Series, k: number): number => s.color ?? (k % 8) + 1;

export class Chart {
  constructor(readonly json: ChartJson) {}

  get interval(): string { return this.json.interval ?? (/^\d{4}-\d\d-\d\d/.test(this.json.x[0] ?? '') ? 'day' : 'name'); }
  get kind(): 'bar' | 'line' { return this.json.series.some(s => s.kind === 'bar') ? 'bar' : 'line'; }
  get partial(): number { return this.json.partial ?? -1; }

  /** Short, under the axis; `before` is the period labelled before it. A year is said where it begins. */
  tick(k: number, before: number | undefined): string {
    const at = minutes(this.json.x[k]);
    if (at === null || this.interval === 'name') return this.json.x[k] ?? '';
    const last = before === undefined ? null : minutes(this.json.x[before]), turns = last === null || yearOf(last) !== yearOf(at);
    if (this.interval !== 'month') return tableDate(at, turns ? this.year : yearOf(at));
    return turns ? (chinese() ? monthName(at, true) : `${shortMonth(at)} ${yearOf(at)}`) : shortMonth(at);
  }

  /** In full, in the tip and the table. */
  period(k: number): string {
    const at = minutes(this.json.x[k]);
    if (at === null || this.interval === 'name') return this.json.x[k] ?? '';
    if (this.interval === 'month') return monthName(at, true);
    return this.interval === 'week' ? t('chart.week', { date: sayDate(at, this.year) }) : sayDate(at, this.year);
  }

  get year(): number { return yearOf(minutes(this.json.dataThrough ?? this.json.x.at(-1)) ?? 0); }

  axis(v: number): string {
    const { format, currency } = this.json;
    return format === 'percent' ? `${Number((v * 100).toFixed(1))}%` : format === 'money' ? symbol(currency) + short(v) : short(v);
  }

  value(v: number | null | undefined): string {
    if (v === null || v === undefined) return '–';
    const { format, currency, decimals } = this.json;
    if (format === 'percent') return `${(v * 100).toFixed(decimals ?? 1)}%`.replace('-', '\u2212');
    return format === 'money' ? symbol(currency) + exact(v, decimals) : exact(v, decimals);
  }

  /** Where a date falls among the periods, between two of them when it is inside one. */
  place(at: string): number | null {
    const named = this.json.x.indexOf(at);
    if (named >= 0 || this.interval === 'name') return named < 0 ? null : named;
    const m = minutes(at);
    if (m === null) return null;
    const xs = this.json.x.map(x => minutes(x)!);
    if (m < xs[0]!) return null;
    for (let k = 1; k < xs.length; k++) if (m < xs[k]!) return k - 1 + (m - xs[k - 1]!) / (xs[k]! - xs[k - 1]!);
    const step = xs.length > 1 ? xs.at(-1)! - xs.at(-2)! : 1440;
    const beyond = (m - xs.at(-1)!) / step;
    return beyond <= 1 ? xs.length - 1 + beyond : null;
  }

  /** Where a stacked bar of series k begins: the end of the bars of its sign before it. */
  foot(k: number, j: number, sign: number): number {
    return this.json.series.slice(0, k).reduce((sum, s) => { const v = s.kind === 'bar' ? s.values[j] ?? 0 : 0; return v * sign > 0 ? sum + v : sum; }, 0);
  }

  /** Bottom and top of the axis and its step: round numbers; zero for bars and counts. */
  range(): { min: number; max: number; step: number } {
    const f = this.json.forecast;
    const all = [...this.json.series.map(s => s.values), f?.median, f?.lo80, f?.hi80, f?.lo95, f?.hi95].flatMap(v => v ?? []).filter((v): v is number => v !== null);
    if (this.json.stacked) all.push(...this.json.x.flatMap((_, j) => [this.foot(this.json.series.length, j, 1), this.foot(this.json.series.length, j, -1)]));
    all.push(...(this.json.lines ?? []).map(l => l.value));
    const high = Math.max(0, ...all), low = Math.min(...all, high);
    const zero = this.kind === 'bar' || this.json.zero !== false;
    const from = zero ? Math.min(0, low) : low - (high - low) * 0.1;
    const step = nice((high - from || 1) / 5);
    const min = Math.floor(from / step) * step;
    return { min, max: Math.max(min + step, Math.ceil(high / step) * step), step };
  }
}

function nice(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough)), unit = rough / power;
  return (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 2.5 ? 2.5 : unit <= 5 ? 5 : 10) * power;
}
