// What a reader chose for plans: how the chart looks stays in the browser; columns, groups, order and baseline go to the server, by person and project.
import { report, send } from '../client';
import { phone } from '../dom';
import { type Key, USUAL, isKey } from './columns';
import type { Zoom } from './scale';
import { type Ask, nothing } from './source';
import type { Toggles } from './view';

export interface Kept { zoom: Zoom; on: Toggles; table: boolean; grid: number }
const KEPT = 'tandem-gantt';

export function remembered(): Kept {
  const usual: Kept = { zoom: 'week', on: { critical: true, baseline: true, float: true }, table: phone(), grid: 612 };
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Kept>;
    if (phone()) delete kept.table;
    return { ...usual, ...kept };
  } catch { return usual; }
}

export function remember(kept: Kept): void { try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* private window: nothing is kept */ } }

/** GET|PUT /api/projects/{id}/plan/view. */
export interface ViewJson { gantt?: string[] | null; table?: string[] | null; widths?: Record<string, number> | null; group?: string | null; sort?: string | null; baseline?: string | null }

export class Chosen {
  readonly columns: Record<'both' | 'table', Key[]>;
  /** Pixels by column, where people made it wider or narrower. */
  readonly widths: Record<string, number>;
  private waiting = 0;

  constructor(json: ViewJson, private readonly url: string) {
    this.columns = { both: json.gantt?.filter(isKey) ?? USUAL.both, table: json.table?.filter(isKey) ?? USUAL.table };
    this.widths = { ...json.widths };
    this.first = { ...nothing(), group: json.group ?? '', sort: json.sort ?? '', baseline: json.baseline ?? '' };
  }

  readonly first: Ask;

  widen(key: Key, width: number | null): void { if (width === null) delete this.widths[key]; else this.widths[key] = width; }

  /** Sends what is chosen once the hand rests; a look at the past keeps nothing. */
  save(ask: Ask): void {
    clearTimeout(this.waiting);
    const same = (mode: 'both' | 'table'): Key[] | null => (this.columns[mode].join() === USUAL[mode].join() ? null : this.columns[mode]);
    const body: ViewJson = { gantt: same('both'), table: same('table'), widths: Object.keys(this.widths).length ? this.widths : null, group: ask.group || null, sort: ask.sort || null, baseline: ask.baseline || null };
    this.waiting = window.setTimeout(() => { void send('PUT', this.url, body).catch(report); }, 400);
  }
}
