// One frame: days, row lines, selection, bars, links, today, what is under the hand, and the two-line head.
import { DAY } from '../format';
import { BAR, drawBars, round } from './bars';
import { drawLinks } from './links';
import { HEAD, type View, firstPlace, lastPlace, middle, px } from './view';

export function draw(ctx: CanvasRenderingContext2D, v: View): void {
  ctx.fillStyle = v.paint.surface;
  ctx.fillRect(0, 0, v.width, v.height);
  const { upper, lower } = v.scale.ticks(v.left - 40, v.left + v.width);
  shade(ctx, v);
  bands(ctx, v);
  lines(ctx, v, lower.map(tick => Math.round(tick.x - v.left)));
  const words = drawBars(ctx, v);
  drawLinks(ctx, v);
  for (const say of words) say();
  if (v.ghost) hand(ctx, v);
  else if (v.hover >= 0 && !v.readonly) handles(ctx, v);
  if (v.today !== null) todayLine(ctx, v);
  head(ctx, v, upper.map(k => ({ ...k, x: Math.round(k.x - v.left) })), lower.map(k => ({ ...k, x: Math.round(k.x - v.left) })));
}

function bands(ctx: CanvasRenderingContext2D, v: View): void {
  const place = v.selected >= 0 ? v.plan.place[v.selected]! : -1;
  if (place < 0) return;
  ctx.fillStyle = v.paint.selected;
  ctx.fillRect(0, middle(v, place) - v.rowHeight / 2, v.width, v.rowHeight);
}

/** Days off, where a day is wide enough to tell. */
function shade(ctx: CanvasRenderingContext2D, v: View): void {
  if (v.scale.perDay < 3) return;
  ctx.fillStyle = v.paint.sunken;
  ctx.globalAlpha = 0.8;
  const last = v.scale.day(v.left + v.width);
  for (let day = v.scale.day(v.left); day <= last; day++) {
    if (v.plan.isWorking(day)) continue;
    let n = 1;
    while (!v.plan.isWorking(day + n) && n < 40) n++;
    const x = v.scale.x(day * DAY) - v.left;
    ctx.fillRect(x, HEAD, n * v.scale.perDay, v.height - HEAD);
    day += n - 1;
  }
  ctx.globalAlpha = 1;
}

function lines(ctx: CanvasRenderingContext2D, v: View, xs: number[]): void {
  ctx.strokeStyle = v.paint.grid;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const x of xs) { ctx.moveTo(x + 0.5, HEAD); ctx.lineTo(x + 0.5, v.height); }
  ctx.stroke();
  ctx.strokeStyle = v.paint.line;
  ctx.beginPath();
  for (let place = firstPlace(v); place <= lastPlace(v); place++) {
    const y = Math.round(middle(v, place) + v.rowHeight / 2) - 0.5;
    ctx.moveTo(0, y);
    ctx.lineTo(v.width, y);
  }
  ctx.stroke();
}

/** The end to pull and the dot to link from, on the bar under the pointer. */
function handles(ctx: CanvasRenderingContext2D, v: View): void {
  const row = v.plan.rows[v.hover]!, place = v.plan.place[v.hover]!;
  if (place < 0 || row.finish === null || row.item.type === 'summary' || row.children > 0) return;
  const x = px(v, row.finish), y = Math.round(middle(v, place));
  ctx.fillStyle = v.paint.surface;
  ctx.strokeStyle = v.paint['accent-line'];
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.arc(x + 9, y, 3.5, 0, 7);
  ctx.fill();
  ctx.stroke();
  if (row.item.type === 'milestone') return;
  ctx.fillStyle = v.paint['accent-line'];
  ctx.fillRect(x - 2, y - 6, 2, 11);
}

function hand(ctx: CanvasRenderingContext2D, v: View): void {
  const g = v.ghost!, row = v.plan.rows[g.row]!, place = v.plan.place[g.row]!;
  if (place < 0) return;
  const y = Math.round(middle(v, place));
  ctx.strokeStyle = v.paint['accent-line'];
  if (g.to) {
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.moveTo(px(v, row.finish!) + 9, y);
    ctx.lineTo(g.to.x, g.to.y);
    ctx.stroke();
    return;
  }
  const x = px(v, g.start), w = Math.max(4, px(v, g.finish) - x), top = y - BAR / 2 - 0.5;
  ctx.fillStyle = v.paint.bar;
  round(ctx, x, top - 1, w, BAR + 2);
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.setLineDash([3, 2]);
  ctx.lineWidth = 1;
  const old = px(v, row.start!);
  ctx.strokeRect(old + 0.5, top + 0.5, Math.max(3, px(v, row.finish!) - old), BAR - 1);
  ctx.setLineDash([]);
}

function todayLine(ctx: CanvasRenderingContext2D, v: View): void {
  const x = px(v, v.today!);
  if (x < 0 || x > v.width) return;
  ctx.strokeStyle = v.paint.today;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x + 0.5, HEAD - 4);
  ctx.lineTo(x + 0.5, v.height);
  ctx.stroke();
}

interface At { x: number; label: string }

function head(ctx: CanvasRenderingContext2D, v: View, upper: At[], lower: At[]): void {
  const p = v.paint;
  ctx.fillStyle = p.rail;
  ctx.fillRect(0, 0, v.width, HEAD);
  ctx.textBaseline = 'alphabetic';
  ctx.font = p.strong;
  ctx.fillStyle = p.text;
  ctx.strokeStyle = p['line-strong'];
  ctx.lineWidth = 1;
  ctx.beginPath();
  upper.forEach((tick, k) => {
    const next = upper[k + 1]?.x ?? Infinity;
    if (ctx.measureText(tick.label).width + 12 < next - Math.max(0, tick.x)) ctx.fillText(tick.label, Math.max(6, tick.x + 6), 17);
    if (tick.x > 0) { ctx.moveTo(tick.x + 0.5, 4); ctx.lineTo(tick.x + 0.5, 24); }
  });
  ctx.stroke();
  ctx.font = p.small;
  ctx.fillStyle = p['text-3'];
  for (const tick of lower) ctx.fillText(tick.label, tick.x + 4, 39);
  ctx.strokeStyle = p.line;
  ctx.beginPath();
  ctx.moveTo(0, HEAD - 0.5);
  ctx.lineTo(v.width, HEAD - 0.5);
  ctx.stroke();
  if (v.today !== null) flag(ctx, v);
}

function flag(ctx: CanvasRenderingContext2D, v: View): void {
  const x = px(v, v.today!);
  if (x < -30 || x > v.width + 30) return;
  ctx.font = v.paint.small;
  const w = ctx.measureText(v.todayWord).width + 8;
  ctx.fillStyle = v.paint.accent;
  round(ctx, x - w / 2, 27, w, 17, 3);
  ctx.fillStyle = v.paint['text-on-solid'];
  ctx.fillText(v.todayWord, x - w / 2 + 4, 39);
}
