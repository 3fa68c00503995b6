// What is drawn over a plot: unit, targets and floors, the data-through hairline, milestones and releases, names at the lines' ends.
import type uPlot from 'uplot';
import { t } from '../words';
import { type Chart, colourOf } from './data';
import type { Look } from './look';
import { lastComplete } from './plot';

export function drawOver(u: uPlot, chart: Chart, look: Look): void {
  const { ctx } = u, r = devicePixelRatio, { json } = chart;
  ctx.save();
  ctx.scale(r, r);
  const box = { left: u.bbox.left / r, top: u.bbox.top / r, width: u.bbox.width / r, height: u.bbox.height / r };
  const x = (at: number): number => Math.round(box.left + u.valToPos(at, 'x')), y = (v: number): number => Math.round(box.top + u.valToPos(v, 'y')) + 0.5;
  ctx.textBaseline = 'alphabetic';
  if (json.unit) words(ctx, json.unit, 4, json.marks?.length ? box.top - 24 : box.top - 6, look.small, look.text3, look.surface);
  let last = -Infinity, taken = 0;
  for (const line of [...json.lines ?? []].sort((a, b) => b.value - a.value)) {
    stroke(ctx, look.text2, 1.5, [8, 4], [[box.left, y(line.value)], [box.left + box.width, y(line.value)]]);
    const said = `${line.label} ${chart.value(line.value)}`;
    ctx.font = look.font;
    // beside the words of a line close above it
    const place = y(line.value) - 5, wide = ctx.measureText(said).width;
    taken = place < last + 14 ? taken + 14 : 0;
    last = place;
    words(ctx, said, box.left + box.width - taken - wide - 2, place, look.font, look.text2, look.surface);
    taken += wide;
  }
  through(ctx, chart, look, box, x);
  marks(ctx, chart, look, box, x);
  partial(ctx, u, chart, look, x, y);
  ctx.restore();
}

interface Box { left: number; top: number; width: number; height: number }

function through(ctx: CanvasRenderingContext2D, chart: Chart, look: Look, box: Box, x: (at: number) => number): void {
  const at = chart.json.forecast && chart.json.dataThrough ? chart.place(chart.json.dataThrough) : null;
  if (at === null) return;
  stroke(ctx, look.line, 1, [], [[x(at) + 0.5, box.top], [x(at) + 0.5, box.top + box.height]]);
  ctx.font = look.font;
  const said = t('chart.forecast'), room = box.left + box.width - x(at);
  if (room > ctx.measureText(said).width + 12) words(ctx, said, x(at) + 6, box.top + 12, look.font, look.text3, look.surface);
}

/** At most two rows of labels; the rest are counted. */
function marks(ctx: CanvasRenderingContext2D, chart: Chart, look: Look, box: Box, x: (at: number) => number): void {
  const ends = [-Infinity, -Infinity];
  let hidden = 0;
  const placed = (chart.json.marks ?? []).map(m => ({ m, at: chart.place(m.at) })).filter((p): p is { m: typeof p.m; at: number } => p.at !== null).sort((a, b) => a.at - b.at);
  for (const { m, at } of placed) {
    const px = x(at);
    stroke(ctx, look.text3, 1, [2, 3], [[px + 0.5, box.top - 4], [px + 0.5, box.top + box.height]]);
    ctx.font = look.font;
    const wide = ctx.measureText(m.label).width + 14, left = px + wide > box.left + box.width ? px - wide : px;
    const row = ends.findIndex(end => left > end + 8);
    if (row < 0) { hidden++; continue; }
    ends[row] = left + wide + 6;
    const py = box.top - 10 - row * 15;
    shape(ctx, m.kind, px, py - 4, look);
    words(ctx, m.label, left < px ? left - 2 : px + 9, py, look.font, look.text2, look.surface);
  }
  if (hidden) words(ctx, t('chart.more', { n: hidden }), box.left, box.top - 10, look.font, look.text3, look.surface);
}

function shape(ctx: CanvasRenderingContext2D, kind: string, x: number, y: number, look: Look): void {
  ctx.fillStyle = kind === 'release' ? look.ok : look.text;
  ctx.beginPath();
  if (kind === 'release') { ctx.moveTo(x, y - 4); ctx.lineTo(x + 4.5, y + 4); ctx.lineTo(x - 4.5, y + 4); } else if (kind === 'milestone') { ctx.moveTo(x, y - 5); ctx.lineTo(x + 5, y); ctx.lineTo(x, y + 5); ctx.lineTo(x - 5, y); } else ctx.arc(x, y, 3.5, 0, 7);
  ctx.fill();
}

/** The period in progress is named where there is room. */
function partial(ctx: CanvasRenderingContext2D, u: uPlot, chart: Chart, look: Look, x: (at: number) => number, y: (v: number) => number): void {
  const k = chart.partial, v = chart.json.series[0]?.values[k];
  if (k < 0 || v === null || v === undefined || u.width < 420) return;
  const said = t('chart.partial');
  ctx.font = look.small;
  const wide = ctx.measureText(said).width;
  // narrow bars: the legend names it
  if (chart.kind === 'bar' && wide > 1.3 * Math.abs(u.valToPos(1, 'x') - u.valToPos(0, 'x'))) return;
  const room = u.bbox.left / devicePixelRatio + u.bbox.width / devicePixelRatio + 14, beside = x(k) + 8 + wide > room ? x(k) - wide - 8 : x(k) + 8;
  words(ctx, said, chart.kind === 'bar' ? Math.min(x(k) - wide / 2, room - wide) : beside, chart.kind === 'bar' ? y(v) - 5 : y(v) + 4, look.small, look.text3, look.surface);
}

/** Room at the right for the names of two to four lines; none where the legend serves. */
export function labelRoom(chart: Chart, look: Look, width: number): number {
  const named = direct(chart, width);
  return named ? Math.min(150, Math.max(...chart.json.series.map(s => look.measure(s.label) * 1.1)) + 14) : 0;
}

const direct = (chart: Chart, width: number): boolean => chart.kind === 'line' && !chart.json.forecast && width > 560 && chart.json.series.length >= 2 && chart.json.series.length <= 4;

export function endLabels(u: uPlot, chart: Chart, look: Look, room: number): void {
  if (!room) return;
  const { ctx } = u, r = devicePixelRatio;
  const ends = chart.json.series.map((s, k) => ({ s, k, last: lastComplete(chart, s) })).filter(e => e.last >= 0)
    .map(e => ({ ...e, x: u.bbox.left / r + u.valToPos(e.last, 'x') + 7, y: u.bbox.top / r + u.valToPos(e.s.values[e.last]!, 'y') + 4 })).sort((a, b) => a.x - b.x || a.y - b.y);
  // lines that end together are named one below the other
  for (let k = 1; k < ends.length; k++) if (ends[k]!.last === ends[k - 1]!.last) ends[k]!.y = Math.max(ends[k]!.y, ends[k - 1]!.y + 14);
  ctx.save();
  ctx.scale(r, r);
  for (const e of ends) words(ctx, e.s.label, e.x, e.y, look.font, e.s.compared ? look.text3 : look.series[colourOf(e.s, e.k) - 1]!, look.surface);
  ctx.restore();
}

function words(ctx: CanvasRenderingContext2D, said: string, x: number, y: number, font: string, colour: string, halo: string): void {
  ctx.font = font;
  ctx.textAlign = 'left';
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = halo;
  ctx.strokeText(said, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(said, x, y);
}

function stroke(ctx: CanvasRenderingContext2D, colour: string, width: number, dash: number[], points: [number, number][]): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  points.forEach(([x, y], k) => { if (k) ctx.lineTo(x, y); else ctx.moveTo(x, y); });
  ctx.stroke();
  ctx.setLineDash([]);
}
