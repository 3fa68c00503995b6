// What lies under the pointer on the canvas.
import { isMilestone, isPending, isSummary } from './model';
import { HEAD, type View, middle, px } from './view';

export type Part = 'bar' | 'end' | 'dot' | 'row' | 'none';
export interface Hit { part: Part; row: number }

export function hit(v: View, x: number, y: number): Hit {
  if (y < HEAD) return { part: 'none', row: -1 };
  const place = Math.floor((y - HEAD + v.top) / v.rowHeight);
  const row = v.plan.at(place);
  if (!row) return { part: 'none', row: -1 };
  const index = row.index;
  if (row.start === null || row.finish === null || isSummary(row) || isPending(row)) return { part: 'row', row: index };
  const from = px(v, row.start), to = px(v, row.finish), dy = Math.abs(y - middle(v, place));
  if (dy > 9) return { part: 'row', row: index };
  if (Math.abs(x - (to + 9)) <= 5) return { part: 'dot', row: index };
  if (isMilestone(row)) return { part: Math.abs(x - to) <= 8 ? 'bar' : 'row', row: index };
  if (x >= Math.max(to - 5, from + 2) && x <= to + 3) return { part: 'end', row: index };
  return { part: x >= from - 3 && x <= to ? 'bar' : 'row', row: index };
}
