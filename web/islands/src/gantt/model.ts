// The plan as rows: the tree of the whole, and of the rows only those that were needed so far. What is not here yet stands as a row without values.
import { DAY, minutes } from '../format';

export interface PlanItem {
  id: string; number?: number; wbs: string | null; name: string; type: 'summary' | 'activity' | 'milestone' | 'loe'; state?: string;
  start: string | null; finish: string | null; totalFloat: number | null; critical: boolean; percentComplete: number;
  duration: number | null; elapsed?: boolean; deadline?: string | null; owner?: { id: string; name: string } | null; baselineStart?: string | null; baselineFinish?: string | null;
  parent?: string | null; version?: number; byRule?: boolean; recurring?: boolean; actualStart?: string | null; [field: string]: unknown;
}
export interface Outline {
  mode?: string; minutesPerDay?: number; nonWorking?: { weekdays?: number[]; dates?: string[] }; numberSteps: number[]; levels: number[];
  dataDate?: string | null; from: string; to: string; items: number; critical: number; late: number;
}
export interface Shown { matches: number; rows: number[]; groups: { key: string | null; name: string | null; count: number }[] }
export interface LinksJson {
  id: string[]; from: number[]; to: number[]; type: LinkType[]; lag: number[]; lagUnit: string[]; critical: boolean[];
  ends: { row: number; wbs: string; name: string; start: string; finish: string }[];
}
/** GET /api/projects/{id}/plan/rows. */
export interface RowsJson { version: number; total: number; columns: Record<string, unknown[]>; outline?: Outline | null; view?: Shown | null; links?: LinksJson | null; at?: number | null }

export type LinkType = 'fs' | 'ss' | 'ff' | 'sf';
export interface Row {
  item: PlanItem; index: number; level: number; parent: number; children: number; key: number | string;
  start: number | null; finish: number | null; baseStart: number | null; baseFinish: number | null; deadline: number | null;
}
export interface Link { id: string; from: number; to: number; type: LinkType; critical: boolean; lag: number; lagUnit: string }

const PENDING: PlanItem = { id: '', wbs: null, name: '', type: 'activity', start: null, finish: null, totalFloat: null, critical: false, percentComplete: 0, duration: null };

export class Plan {
  /** All rows in the outline's order, then the heads of groups. */
  rows: Row[] = [];
  version = 0;
  total = 0;
  perDay = 480;
  from = 0;
  to = 0;
  counts = { items: 0, critical: 0, late: 0 };
  /** Rows that a filter left; null where nothing filters. */
  matches: number | null = null;
  /** Rows stand in the outline's order: they can be moved in it. */
  outlined = true;
  /** Row indexes that are shown, and for every row its place among them or −1. */
  shown: Int32Array = new Int32Array(0);
  place: Int32Array = new Int32Array(0);
  readonly folded = new Set<number | string>();
  private order: number[] | null = null;
  private byId = new Map<string, number>();
  private linkById = new Map<string, Link>();
  private linksTo = new Map<number, Link[]>();
  private weekdays = new Set([6, 7]);
  private holidays = new Set<number>();

  /** Takes a new outline in. Rows known by number show what they were until they are read again; `flat` says that they stand in an order or in groups of their own. */
  load(json: RowsJson, flat = false): void {
    const outline = json.outline!, known = new Map(this.rows.filter(row => row.item.id).map(row => [row.key, row]));
    this.version = json.version;
    this.total = json.total;
    this.perDay = outline.minutesPerDay ?? 480;
    this.weekdays = new Set(outline.nonWorking?.weekdays ?? [6, 7]);
    this.holidays = new Set((outline.nonWorking?.dates ?? []).map(d => minutes(d)! / DAY));
    this.counts = { items: outline.items, critical: outline.critical, late: outline.late };
    this.from = minutes(outline.from)!;
    this.to = Math.max(minutes(outline.to)!, this.from + 30 * DAY);
    this.byId = new Map();
    this.linkById = new Map();
    this.linksTo = new Map();
    let number = 0;
    this.rows = outline.levels.map((level, index) => {
      number += outline.numberSteps[index]!;
      const old = known.get(number);
      if (old) this.byId.set(old.item.id, index);
      return old ? { ...old, index, level, parent: -1, children: 0 } : { ...blank(index, number), level };
    });
    this.tree(outline.levels);
    this.outlined = !flat;
    this.view(json.view ?? null);
    this.fold();
  }

  find(id: string): Row | undefined {
    const at = this.byId.get(id);
    return at === undefined ? undefined : this.rows[at];
  }

  /** Puts rows that were read into their places. */
  fill(rows: ArrayLike<number>, columns: Record<string, unknown[]>): void {
    const fields = Object.entries(columns);
    for (let k = 0; k < rows.length; k++) {
      const item: PlanItem = { ...PENDING };
      for (const [field, values] of fields) item[field] = values[k];
      this.put(this.rows[rows[k]!]!, item);
    }
  }

  addLinks(json: LinksJson): void {
    json.id.forEach((id, k) => {
      if (this.linkById.has(id)) return;
      const link: Link = { id, from: json.from[k]!, to: json.to[k]!, type: json.type[k]!, critical: json.critical[k]!, lag: json.lag[k]!, lagUnit: json.lagUnit[k]! };
      this.linkById.set(id, link);
      const into = this.linksTo.get(link.to);
      if (into) into.push(link); else this.linksTo.set(link.to, [link]);
    });
    for (const end of json.ends) this.stand(end.row, end);
  }

  /** What is known of a row that is not here: enough to draw a link to it and to name it. */
  stand(index: number, end: { wbs: string; name: string; start: string; finish: string }): void {
    const row = this.rows[index];
    if (row && !row.item.id) Object.assign(row, { item: { ...PENDING, wbs: end.wbs, name: end.name }, start: minutes(end.start), finish: minutes(end.finish) });
  }

  /** Puts an answer's new values into a row. */
  set(item: Partial<PlanItem> & { id: string }): void {
    const row = this.find(item.id);
    if (row) this.put(row, { ...row.item, ...item });
  }

  get links(): Link[] { return [...this.linkById.values()]; }
  eachLink(run: (link: Link) => void): void { this.linkById.forEach(run); }

  /** Critical links join two critical rows. Call after rows changed. */
  marks(): void {
    this.eachLink(link => {
      const from = this.rows[link.from]!.item, to = this.rows[link.to]!.item;
      if (from.id && to.id) link.critical = from.critical && to.critical;
    });
  }

  fold(): void {
    const count = this.order?.length ?? this.rows.length, shown = new Int32Array(count);
    this.place = new Int32Array(this.rows.length).fill(-1);
    let n = 0;
    for (let k = 0; k < count; k++) {
      const row = this.rows[this.order ? this.order[k]! : k]!, up = row.parent;
      if (up >= 0 && (this.place[up]! < 0 || this.folded.has(this.rows[up]!.key))) continue;
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

  predecessors = (row: Row): Link[] => this.linksTo.get(row.index) ?? [];

  /** Predecessor that sets this row's start: the one that ends last. */
  driver(row: Row): Row | undefined {
    let best: Row | undefined;
    for (const link of this.predecessors(row)) {
      const from = this.rows[link.from]!;
      if (from.finish !== null && (!best || from.finish > (best.finish ?? 0))) best = from;
    }
    return best;
  }

  private put(row: Row, item: PlanItem): void {
    Object.assign(row, { item, start: minutes(item.start), finish: minutes(item.finish), baseStart: minutes(item.baselineStart), baseFinish: minutes(item.baselineFinish), deadline: minutes(item.deadline) });
    this.byId.set(item.id, row.index);
  }

  private tree(levels: number[]): void {
    const open: number[] = [];
    levels.forEach((level, index) => {
      const up = level > 0 ? open[level - 1]! : -1, row = this.rows[index]!;
      open[level] = index;
      row.parent = up;
      if (up >= 0) this.rows[up]!.children++;
    });
  }

  /** Rows in another order, or under heads of groups: then the tree is the groups'. */
  private view(view: Shown | null): void {
    this.matches = view?.matches ?? null;
    this.order = view?.rows ?? null;
    if (!view || this.outlined) return;
    for (const row of this.rows) Object.assign(row, { level: 0, parent: -1, children: 0 });
    if (view.groups.length) this.group(view);
  }

  private group(view: Shown): void {
    const order: number[] = [];
    let at = 0;
    for (const group of view.groups) {
      const head: Row = { ...blank(this.rows.length, `group:${group.key ?? ''}`), children: group.count, item: { ...PENDING, type: 'summary', name: group.name ?? '', state: group.key ?? '', group: group.key ?? '' } };
      this.rows.push(head);
      order.push(head.index);
      for (const index of view.rows.slice(at, at += group.count)) {
        Object.assign(this.rows[index]!, { level: 1, parent: head.index });
        order.push(index);
      }
    }
    this.order = order;
  }
}

const blank = (index: number, key: number | string): Row => ({ item: PENDING, index, key, level: 0, parent: -1, children: 0, start: null, finish: null, baseStart: null, baseFinish: null, deadline: null });

/** A row that is no item: the head of a group. */
export const isHead = (row: Row): boolean => typeof row.key === 'string';
/** A row whose values are not here yet. */
export const isPending = (row: Row): boolean => !row.item.id && !isHead(row);
export const ownerName = (item: PlanItem): string => item.owner?.name ?? '';
export const isMilestone = (row: Row): boolean => row.item.type === 'milestone';
export const isSummary = (row: Row): boolean => row.item.type === 'summary' || row.children > 0;
