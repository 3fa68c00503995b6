// From time to pixels: four zoom steps, their ticks, and the shaded days.
import { DAY, dayNumber, monthName, quarter, shortMonth, yearOf } from '../format';

export const ZOOMS = ['day', 'week', 'month', 'quarter'] as const;
export type Zoom = typeof ZOOMS[number];
const PX_PER_DAY: Record<Zoom, number> = { day: 32, week: 38 / 7, month: 2.1, quarter: 0.72 };

export interface Tick { x: number; label: string }

export class Scale {
  origin = 0;
  width = 0;
  perDay = PX_PER_DAY.week;
  zoom: Zoom = 'week';

  /** Sets the span: starts on a Monday (or a month) a little before, leaves room after. */
  fit(zoom: Zoom, from: number, to: number, least: number): void {
    this.zoom = zoom;
    this.perDay = PX_PER_DAY[zoom];
    const lead = zoom === 'day' ? 3 : zoom === 'week' ? 7 : 20;
    const day = Math.floor(from / DAY) - lead;
    this.origin = (zoom === 'day' || zoom === 'week' ? monday(day) : month(day * DAY) / DAY) * DAY;
    const tail = 180 / this.perDay;
    this.width = Math.max(least, Math.ceil(((to - this.origin) / DAY + tail) * this.perDay));
  }

  x(at: number): number { return ((at - this.origin) / DAY) * this.perDay; }
  at(x: number): number { return this.origin + (x / this.perDay) * DAY; }
  day(x: number): number { return Math.floor(this.at(x) / DAY); }

  /** Upper ticks (months or years) and lower ticks (days, weeks, months, quarters) between two pixels. */
  ticks(left: number, right: number): { upper: Tick[]; lower: Tick[] } {
    const years = this.zoom === 'month' || this.zoom === 'quarter';
    const upper = years
      ? steps(this.at(left), this.at(right), year, at => String(yearOf(at)), 12)
      : named(steps(this.at(left), this.at(right), month, at => monthName(at, false), 1));
    const lower = this.zoom === 'day' ? steps(this.at(left), this.at(right), at => Math.floor(at / DAY) * DAY, dayNumber, 0, DAY)
      : this.zoom === 'week' ? steps(this.at(left), this.at(right), at => monday(Math.floor(at / DAY)) * DAY, dayNumber, 0, 7 * DAY)
        : this.zoom === 'month' ? steps(this.at(left), this.at(right), month, shortMonth, 1)
          : steps(this.at(left), this.at(right), quarterStart, quarter, 3);
    const place = (s: Step): Tick => ({ x: this.x(s.at), label: s.label });
    return { upper: upper.map(place), lower: lower.map(place) };
  }
}

interface Step { at: number; label: string }

function steps(from: number, to: number, floor: (at: number) => number, label: (at: number) => string, months: number, size = 0): Step[] {
  const out: Step[] = [];
  for (let at = floor(from); at <= to && out.length < 2000; at = months ? addMonths(at, months) : at + size) out.push({ at, label: label(at) });
  return out;
}

/** The first month in sight and every January say the year. */
const named = (months: Step[]): Step[] => months.map((s, k) => (k < 2 || new Date(s.at * 60000).getUTCMonth() === 0 ? { at: s.at, label: monthName(s.at, true) } : s));

const monday = (day: number): number => day - (((day + 3) % 7) + 7) % 7;
const month = (at: number): number => { const d = new Date(at * 60000); return Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), 1) / 60000; };
const year = (at: number): number => Date.UTC(yearOf(at), 0, 1) / 60000;
const quarterStart = (at: number): number => { const d = new Date(at * 60000); return Date.UTC(d.getUTCFullYear(), Math.floor(d.getUTCMonth() / 3) * 3, 1) / 60000; };
const addMonths = (at: number, n: number): number => { const d = new Date(at * 60000); return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n, 1) / 60000; };
