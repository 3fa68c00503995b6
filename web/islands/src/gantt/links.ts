// Links: orthogonal, one pixel; critical ones thicker, red and last. Only those whose rows meet the window are drawn.
import type { Link, Row } from './model';
import { isMilestone } from './model';
import { type View, firstPlace, lastPlace, middle, px } from './view';

interface Point { x: number; y: number }

export function drawLinks(ctx: CanvasRenderingContext2D, v: View): void {
  const first = firstPlace(v), last = lastPlace(v);
  const plain: Point[][] = [], critical: Point[][] = [];
  v.plan.eachLink(link => {
    const a = v.plan.place[link.from]!, b = v.plan.place[link.to]!;
    if (a < 0 || b < 0 || Math.max(a, b) < first || Math.min(a, b) > last) return;
    const points = route(v, link, a, b);
    if (points) (link.critical && v.on.critical ? critical : plain).push(points);
  });
  stroke(ctx, plain, v.paint.link, 1);
  stroke(ctx, critical, v.paint.late, 1.5);
  if (v.path) stroke(ctx, v.path.links.flatMap(link => drawn(v, link, first, last) ?? []), v.paint['accent-line'], 2.5);
}

/** A link of the driving chain, where a part of it can be seen. */
function drawn(v: View, link: Link, first: number, last: number): Point[][] | null {
  const a = v.plan.place[link.from]!, b = v.plan.place[link.to]!;
  if (a < 0 || b < 0 || Math.max(a, b) < first || Math.min(a, b) > last) return null;
  const points = route(v, link, a, b);
  return points ? [points] : null;
}

const edge = (v: View, row: Row, end: boolean): number | null => {
  const at = end ? row.finish : row.start;
  if (at === null) return null;
  return px(v, at) + (isMilestone(row) ? (end ? 6 : -6) : 0);
};

function route(v: View, link: Link, a: number, b: number): Point[] | null {
  const from = v.plan.rows[link.from]!, to = v.plan.rows[link.to]!;
  const type = link.type;
  const x1 = edge(v, from, type === 'fs' || type === 'ff'), x2 = edge(v, to, type === 'ff' || type === 'sf');
  if (x1 === null || x2 === null) return null;
  if (Math.max(x1, x2) < -40 && type !== 'fs') return null;
  const y1 = middle(v, a), y2 = middle(v, b), down = b > a;
  if (type === 'fs') return finishStart(x1, y1, x2, y2, down, isMilestone(to), v.rowHeight);
  if (type === 'ss') { const x = Math.min(x1, x2) - 7; return [{ x: x1, y: y1 }, { x, y: y1 }, { x, y: y2 }, { x: x2, y: y2 }]; }
  if (type === 'ff') { const x = Math.max(x1, x2) + 7; return [{ x: x1, y: y1 }, { x, y: y1 }, { x, y: y2 }, { x: x2, y: y2 }]; }
  const gap = y1 + (down ? 1 : -1) * v.rowHeight / 2;
  return [{ x: x1, y: y1 }, { x: x1 - 7, y: y1 }, { x: x1 - 7, y: gap }, { x: x2 + 7, y: gap }, { x: x2 + 7, y: y2 }, { x: x2, y: y2 }];
}

/** The common link: along, then down onto the successor's head; back around through the row's edge when it starts earlier. */
function finishStart(x1: number, y1: number, x2: number, y2: number, down: boolean, milestone: boolean, rowHeight: number): Point[] {
  const onto = Math.max(x2 + (milestone ? 6 : 3), x1 + 4);
  if (onto - x2 < 14) {
    const stop = y2 + (down ? -6 : 6);
    return [{ x: x1, y: y1 }, { x: onto, y: y1 }, { x: onto, y: stop }];
  }
  const gap = y1 + (down ? 1 : -1) * rowHeight / 2;
  return [{ x: x1, y: y1 }, { x: x1 + 5, y: y1 }, { x: x1 + 5, y: gap }, { x: x2 - 8, y: gap }, { x: x2 - 8, y: y2 }, { x: x2, y: y2 }];
}

function stroke(ctx: CanvasRenderingContext2D, all: Point[][], colour: string, width: number): void {
  if (all.length === 0) return;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (const points of all) {
    points.forEach((p, k) => { if (k) ctx.lineTo(p.x + 0.5, p.y + 0.5); else ctx.moveTo(p.x + 0.5, p.y + 0.5); });
  }
  ctx.stroke();
  ctx.beginPath();
  for (const points of all) arrow(ctx, points.at(-2)!, points.at(-1)!);
  ctx.fill();
}

function arrow(ctx: CanvasRenderingContext2D, from: Point, tip: Point): void {
  const dx = Math.sign(tip.x - from.x), dy = Math.sign(tip.y - from.y);
  const x = tip.x + 0.5, y = tip.y + 0.5;
  ctx.moveTo(x, y);
  ctx.lineTo(x - dx * 5 - dy * 3, y - dy * 5 - dx * 3);
  ctx.lineTo(x - dx * 5 + dy * 3, y - dy * 5 + dx * 3);
  ctx.closePath();
}
