// The plan as rows: what GET /api/projects/{id}/plan answers, with times as minutes, levels, folding and links by row.
import { DAY, minutes } from '../format';

export interface Baseline { number?: number; start: string | null; finish: string | null }
export interface PlanItem {
  id: string; wbs: string | null; name: string; type: 'summary' | 'activity' | 'milestone' | 'loe'; state?: string;
  start: string | null; finish: string | null; totalFloat: number | null; critical: boolean; percentComplete: number;
  duration: number | null; elapsed?: boolean; deadline?: string | null; owner?: string | { name: string } | null; baselines?: Baseline[] | null;
  parent?: string | null; version?: number; key?: string | null; byRule?: boolean; actualStart?: string | null; calendar?: string | null;
}
export interface PlanDependency { id: string; from: string; to: string; type: 'fs' | 'ss' | 'ff' | 'sf'; lag?: number }
export interface PlanJson {
  mode?: string; version: number; dataDate?: string | null; projectStart?: string | null; projectFinish?: string | null;
  items: PlanItem[]; dependencies: PlanDependency[];
  /** Working minutes of a day (480 when left out) and what is shaded: ISO weekdays (6, 7 when left out) and dates. */
  minutesPerDay?: number; nonWorking?: { weekdays?: number[]; dates?: string[] };
}

export interface Row {
  item: PlanItem; index: number; level: number; parent: number; children: number;
  start: number | null; finish: number | null; baseStart: number | null; baseFinish: number | null; deadline: number | null;
}
export interface Link { dep: PlanDependency; from: number; to: number; critical: boolean }

export class Plan {
  rows: Row[] = [];
  links: Link[] = [];
  version = 0;
  perDay = 480;
  from = 0;
  to = 0;
  /** Row indexes that are shown, and for every row its place among them or −1. */
  shown: Int32Array = new Int32Array(0);
  place: Int32Array = new Int32Array(0);
  readonly folded = new Set<string>();
  private byId = new Map<string, number>();
  private weekdays = new Set([6, 7]);
  private holidays = new Set<number>();

  load(json: PlanJson): void {
    this.version = json.version;
    this.perDay = json.minutesPerDay ?? 480;
    this.weekdays = new Set(json.nonWorking?.weekdays ?? [6, 7]);
    this.holidays = new Set((json.nonWorking?.dates ?? []).map(d => minutes(d)! / DAY));
    this.byId = new Map(json.items.map((item, k) => [item.id, k]));
    this.rows = json.items.map((item, index) => rowOf(item, index));
    this.outline();
    this.links = json.dependencies.flatMap(dep => {
      const from = this.byId.get(dep.from), to = this.byId.get(dep.to);
      return from === undefined || to === undefined ? [] : [{ dep, from, to, critical: false }];
    });
    this.span(minutes(json.projectStart), minutes(json.projectFinish));
    this.marks();
    this.fold();
  }

  find(id: string): Row | undefined {
    const at = this.byId.get(id);
    return at === undefined ? undefined : this.rows[at];
  }

  /** Puts an answer's new values into a row. */
  set(item: Partial<PlanItem> & { id: string }): void {
    const at = this.byId.get(item.id);
    if (at === undefined) return;
    const old = this.rows[at]!;
    const row = rowOf({ ...old.item, ...item }, at);
    this.rows[at] = { ...row, level: old.level, parent: old.parent, children: old.children };
  }

  /** Critical links join two critical rows. Call after rows changed. */
  marks(): void {
    for (const link of this.links) link.critical = this.rows[link.from]!.item.critical && this.rows[link.to]!.item.critical;
  }

  fold(): void {
    const shown = new Int32Array(this.rows.length);
    this.place = new Int32Array(this.rows.length).fill(-1);
    let n = 0;
    for (const row of this.rows) {
      const up = row.parent;
      if (up >= 0 && (this.place[up]! < 0 || this.folded.has(this.rows[up]!.item.id))) continue;
      this.place[row.index] = n;
      shown[n++] = row.index;
    }
    this.shown = shown.subarray(0, n);
  }

  at(place: number): Row | undefined {
    const index = this.shown[place];
    return index === undefined ? undefined : this.rows[index];
  }

  isWorking(day: number): boolean {
    const weekday = (((day + 3) % 7) + 7) % 7 + 1; // 1970-01-01 was a Thursday (4)
    return !this.weekdays.has(weekday) && !this.holidays.has(day);
  }

  /** The next working day at or after a day; at most a year ahead. */
  nextWorking(day: number): number {
    for (let k = 0; k < 366 && !this.isWorking(day); k++) day++;
    return day;
  }

  /** Working days from one day to another, both counted. */
  workingDays(from: number, to: number): number {
    let n = 0;
    for (let day = from; day <= to && day - from < 20000; day++) if (this.isWorking(day)) n++;
    return n;
  }

  /** The day on which the n-th working day from a day (counted as the first) falls. */
  addWorking(from: number, n: number): number {
    let day = this.nextWorking(from);
    for (let left = n - 1; left > 0; left--) day = this.nextWorking(day + 1);
    return day;
  }

  predecessors = (row: Row): Link[] => this.links.filter(l => l.to === row.index);

  /** Predecessor that sets this row's start: the one that ends last. */
  driver(row: Row): Row | undefined {
    let best: Row | undefined;
    for (const link of this.predecessors(row)) {
      const from = this.rows[link.from]!;
      if (from.finish !== null && (!best || from.finish > (best.finish ?? 0))) best = from;
    }
    return best;
  }

  private outline(): void {
    const byWbs = new Map<string, number>();
    for (const row of this.rows) {
      row.parent = this.parentOf(row, byWbs);
      row.level = row.parent < 0 ? 0 : this.rows[row.parent]!.level + 1;
      if (row.parent >= 0) this.rows[row.parent]!.children++;
      if (row.item.wbs) byWbs.set(row.item.wbs, row.index);
    }
  }

  private parentOf(row: Row, byWbs: Map<string, number>): number {
    if (row.item.parent !== undefined) return row.item.parent === null ? -1 : this.byId.get(row.item.parent) ?? -1;
    let code = row.item.wbs ?? '';
    while (code.includes('.')) {
      code = code.slice(0, code.lastIndexOf('.'));
      const up = byWbs.get(code);
      if (up !== undefined) return up;
    }
    return -1;
  }

  private span(from: number | null, to: number | null): void {
    let a = from ?? Infinity, b = to ?? -Infinity;
    for (const row of this.rows) {
      a = Math.min(a, row.start ?? Infinity, row.baseStart ?? Infinity);
      b = Math.max(b, row.finish ?? -Infinity, row.baseFinish ?? -Infinity, row.deadline ?? -Infinity);
    }
    this.from = Number.isFinite(a) ? a : 0;
    this.to = Number.isFinite(b) ? b : this.from + 30 * DAY;
  }
}

function rowOf(item: PlanItem, index: number): Row {
  const base = item.baselines?.[0];
  return {
    item, index, level: 0, parent: -1, children: 0, start: minutes(item.start), finish: minutes(item.finish),
    baseStart: minutes(base?.start), baseFinish: minutes(base?.finish), deadline: minutes(item.deadline),
  };
}

export const ownerName = (item: PlanItem): string => (typeof item.owner === 'string' ? item.owner : item.owner?.name ?? '');
export const isMilestone = (row: Row): boolean => row.item.type === 'milestone';
export const isSummary = (row: Row): boolean => row.item.type === 'summary' || row.children > 0;
