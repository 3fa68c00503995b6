// Bars of the shown rows: baseline ghost, float, bar with its done part, summary bracket, milestone, deadline, words.
import { DAY, duration, tableDate } from '../format';
import { t } from '../words';
import { type Row, isMilestone, isPending, isSummary } from './model';
import { type View, firstPlace, lastPlace, middle, px } from './view';

export const BAR = 11;

/** Words beside bars, drawn after the links so that they read over them. */
export type Words = () => void;

export function drawBars(ctx: CanvasRenderingContext2D, v: View): Words[] {
  const words: Words[] = [];
  for (let place = firstPlace(v); place <= lastPlace(v); place++) {
    const row = v.plan.at(place)!;
    const y = Math.round(middle(v, place));
    if (v.on.baseline) baseline(ctx, v, row, y);
    if (row.start === null || row.finish === null || isPending(row)) continue;
    if (isMilestone(row)) milestone(ctx, v, row, y, words);
    else if (isSummary(row)) bracket(ctx, v, row, y);
    else bar(ctx, v, row, y, words);
    if (v.path?.rows.has(row.index)) onPath(ctx, v, row, y);
    if (row.deadline !== null) deadline(ctx, v, row, y);
  }
  return words;
}

function bar(ctx: CanvasRenderingContext2D, v: View, row: Row, y: number, words: Words[]): void {
  const x = px(v, row.start!), end = Math.max(x + 3, px(v, row.finish!));
  if (end < -200 || x > v.width + 50) return;
  const critical = v.on.critical && row.item.critical, p = v.paint;
  if (v.on.float && row.item.totalFloat && row.item.totalFloat > 0 && row.item.percentComplete < 100) float(ctx, v, row, end, y);
  const top = y - BAR / 2 - 0.5;
  ctx.fillStyle = critical ? p['bar-crit'] : p.bar;
  round(ctx, x, top, end - x, BAR);
  const done = Math.round((end - x) * Math.min(100, row.item.percentComplete) / 100);
  if (done > 0) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(x, top, done, BAR);
    ctx.clip();
    ctx.fillStyle = critical ? p['bar-crit-done'] : p['bar-done'];
    round(ctx, x, top, end - x, BAR);
    ctx.restore();
  }
  words.push(() => { word(ctx, v, row, end, y); });
}

/** A frame round what stands on the driving chain of the chosen row. */
function onPath(ctx: CanvasRenderingContext2D, v: View, row: Row, y: number): void {
  const x = px(v, isMilestone(row) ? row.finish! : row.start!) - (isMilestone(row) ? 8 : 0), end = isMilestone(row) ? x + 16 : Math.max(x + 3, px(v, row.finish!));
  ctx.strokeStyle = v.paint['accent-line'];
  ctx.lineWidth = 2;
  ctx.strokeRect(x - 2, y - BAR / 2 - 2.5, end - x + 4, BAR + 4);
}

/** Late against its deadline or, while unfinished, against the baseline: said in words beside the bar. */
function word(ctx: CanvasRenderingContext2D, v: View, row: Row, end: number, y: number): void {
  const against = row.deadline ?? row.baseFinish;
  if (against === null || row.item.percentComplete >= 100 || (row.deadline === null && !(v.on.baseline && row.item.critical && row.item.percentComplete > 0))) return;
  const days = v.plan.workingDays(Math.floor(against / DAY) + 1, Math.floor(row.finish! / DAY));
  if (row.finish! > against && days > 0) label(ctx, v, t('gantt.late', { time: duration(days * v.plan.perDay, v.plan.perDay) }), end + 12, y, v.paint['late-text']);
}

function float(ctx: CanvasRenderingContext2D, v: View, row: Row, end: number, y: number): void {
  const days = row.item.totalFloat! / v.plan.perDay;
  const last = v.plan.addWorking(Math.floor(row.finish! / DAY) + 1, Math.max(1, Math.round(days)));
  const stop = Math.max(end + 4, px(v, last * DAY + 1020));
  ctx.strokeStyle = v.paint['bar-float'];
  ctx.lineWidth = 1.5;
  ctx.setLineDash([1.5, 2.5]);
  ctx.beginPath();
  ctx.moveTo(end + 1, y);
  ctx.lineTo(stop, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(stop, y - 3);
  ctx.lineTo(stop, y + 3);
  ctx.stroke();
}

function baseline(ctx: CanvasRenderingContext2D, v: View, row: Row, y: number): void {
  if (row.baseStart === null || row.baseFinish === null || isSummary(row)) return;
  const x = px(v, row.baseStart);
  if (isMilestone(row)) {
    ctx.strokeStyle = v.paint['bar-float'];
    ctx.lineWidth = 1.4;
    diamond(ctx, px(v, row.baseFinish), y, 6);
    ctx.stroke();
    return;
  }
  ctx.fillStyle = v.paint['bar-base'];
  round(ctx, x, y + BAR / 2 + 1, Math.max(3, px(v, row.baseFinish) - x), 4, 1);
}

function bracket(ctx: CanvasRenderingContext2D, v: View, row: Row, y: number): void {
  const x = px(v, row.start!), end = Math.max(x + 8, px(v, row.finish!));
  ctx.fillStyle = v.paint['bar-summary'];
  ctx.beginPath();
  ctx.moveTo(x, y - 4);
  ctx.lineTo(end, y - 4);
  ctx.lineTo(end, y + 4);
  ctx.lineTo(end - 5, y);
  ctx.lineTo(x + 5, y);
  ctx.lineTo(x, y + 4);
  ctx.closePath();
  ctx.fill();
}

function milestone(ctx: CanvasRenderingContext2D, v: View, row: Row, y: number, words: Words[]): void {
  const x = px(v, row.finish!), critical = v.on.critical && row.item.critical;
  if (x < -150 || x > v.width + 50) return;
  ctx.fillStyle = critical ? v.paint['bar-crit-done'] : v.paint['bar-summary'];
  diamond(ctx, x, y, 7);
  ctx.fill();
  const gap = row.deadline !== null && row.deadline >= row.finish! ? px(v, row.deadline) + 10 : x + 12;
  words.push(() => { label(ctx, v, tableDate(row.finish, v.year), gap, y, critical ? v.paint['late-text'] : v.paint['text-2']); });
}

function deadline(ctx: CanvasRenderingContext2D, v: View, row: Row, y: number): void {
  const x = px(v, row.deadline!) + 0.5;
  ctx.strokeStyle = row.finish! > row.deadline! ? v.paint.late : v.paint.text;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, y + 6);
  ctx.lineTo(x, y - 5);
  ctx.moveTo(x - 3.5, y - 2);
  ctx.lineTo(x, y - 6);
  ctx.lineTo(x + 3.5, y - 2);
  ctx.stroke();
}

/** Text on a patch of the surface, so that it reads over lines. */
export function label(ctx: CanvasRenderingContext2D, v: View, text: string, x: number, y: number, colour: string): void {
  ctx.font = v.paint.font;
  ctx.textBaseline = 'middle';
  ctx.globalAlpha = 0.88;
  ctx.fillStyle = v.paint.surface;
  ctx.fillRect(x - 2, y - 8, ctx.measureText(text).width + 4, 16);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y + 0.5);
}

export function round(ctx: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, r = 2): void {
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, r);
  ctx.fill();
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
}
