// Where rows come from: windows of GET plan/rows. Only rows near what is seen are asked for, one request at a time.
import { get } from '../client';
import type { Plan, RowsJson } from './model';

/** What decides which rows there are, and in which order. */
export interface Ask { text: string; critical: boolean; late: boolean; mine: boolean; state: string; owner: string; group: string; sort: string; baseline: string }
export const nothing = (): Ask => ({ text: '', critical: false, late: false, mine: false, state: '', owner: '', group: '', sort: '', baseline: '' });

/** Rows read with the outline, and up to how many rows a plan is read whole: then everything is at hand at once. */
const FIRST = 200, SMALL = 1000;
/** Fields that the chart, the marks and the edits rest on, whatever columns are shown. */
const ALWAYS = ['id', 'number', 'wbs', 'name', 'type', 'state', 'start', 'finish', 'totalFloat', 'critical', 'percentComplete', 'duration', 'elapsed', 'deadline', 'owner', 'parent', 'version', 'byRule', 'recurring', 'actualStart', 'baselineStart', 'baselineFinish'];

/** `0-3,7` of ascending or other numbers. */
export function ranges(rows: number[]): string {
  const parts: string[] = [];
  for (let k = 0; k < rows.length;) {
    let end = k;
    while (end + 1 < rows.length && rows[end + 1] === rows[end]! + 1) end++;
    parts.push(end === k ? String(rows[k]) : `${rows[k]}-${rows[end]}`);
    k = end + 1;
  }
  return parts.join(',');
}

export class Source {
  ask = nothing();
  private have = new Uint8Array(0);
  private era = 0;
  private busy = false;
  private next: number[] | null = null;
  private latest: Promise<number> = Promise.resolve(-1);

  constructor(private readonly plan: Plan, private readonly url: () => string, private readonly fields: () => string[], private readonly arrived: () => void) {}

  /** Reads the outline and the first rows; gives the row of an item that is asked for, −1 where there is none. */
  async open(at?: string): Promise<number> {
    const mine = this.latest = this.outline(at);
    let row = await mine;
    // somebody opened it anew meanwhile: what is shown is theirs
    for (let last: Promise<number> = mine; last !== this.latest;) { last = this.latest; const theirs = await last; if (!at) row = theirs; }
    return row;
  }

  private async outline(at?: string): Promise<number> {
    const era = ++this.era, around = this.plan.rows.length > 0;
    const { data } = await get<RowsJson>(this.address({ outline: true, links: true, from: 0, count: around ? 0 : FIRST, at }));
    if (era !== this.era) return -1;
    this.plan.load(data, this.ask.group !== '' || this.ask.sort !== '');
    this.have = new Uint8Array(this.plan.rows.length).fill(0);
    if (!around) this.take(data.view ? data.view.rows.slice(0, FIRST) : Array.from({ length: Math.min(FIRST, data.total) }, (_, k) => k), data);
    this.next = null;
    if (this.plan.total <= SMALL) await this.read(this.missing(0, this.plan.total - 1));
    else if ((data.at ?? -1) >= 0) await this.read([data.at!]);
    return data.at ?? -1;
  }

  /** Asks for what lies in these places and is not here. */
  want(first: number, last: number): void {
    const rows: number[] = [];
    for (let place = Math.max(0, first); place <= Math.min(last, this.plan.shown.length - 1); place++) {
      const index = this.plan.shown[place]!;
      if (index < this.plan.total && !this.have[index]) rows.push(index);
    }
    if (rows.length === 0) return;
    if (this.busy) { this.next = rows; return; }
    void this.read(rows).catch(() => { /* tried again at the next frame */ });
  }

  /** Sees that these rows are here. */
  async need(rows: number[]): Promise<void> { await this.read(rows.filter(index => index < this.plan.total && !this.have[index])); }

  private missing(from: number, to: number): number[] {
    const rows: number[] = [];
    for (let k = from; k <= to; k++) if (!this.have[k]) rows.push(k);
    return rows;
  }

  private async read(rows: number[]): Promise<void> {
    if (rows.length === 0) return;
    const era = this.era;
    this.busy = true;
    try {
      rows.sort((a, b) => a - b);
      const { data } = await get<RowsJson>(this.address({ links: true, rows: ranges(rows) }, true));
      if (era === this.era && data.version === this.plan.version) this.take(rows, data);
    } finally { this.busy = false; }
    const next = this.next;
    this.next = null;
    this.arrived();
    if (next) await this.read(next.filter(index => !this.have[index]));
  }

  private take(rows: number[], data: RowsJson): void {
    this.plan.fill(rows, data.columns);
    if (data.links) this.plan.addLinks(data.links);
    for (const row of rows) this.have[row] = 1;
  }

  private address(more: Record<string, unknown>, listed = false): string {
    const query = new URLSearchParams({ fields: [...new Set([...ALWAYS, ...this.fields()])].join(',') });
    const { baseline, ...filter } = this.ask;
    // rows that are named need no filter
    for (const [name, value] of Object.entries({ ...(listed ? {} : filter), baseline, ...more })) if (value !== '' && value !== false && value !== undefined) query.set(name, String(value));
    return `${this.url()}?${query.toString()}`;
  }
}
