// A chart as uPlot series: one x step a period; complete values solid, the period in progress hollow, the forecast dashed with its bands.
import uPlot from 'uplot';
import { type Chart, DASHES, type Series, colourOf } from './data';
import { drawOver, endLabels, labelRoom } from './over';
import type { Look } from './look';

export function plot(chart: Chart, look: Look, width: number, height: number, host: HTMLElement, moved: (u: uPlot) => void): uPlot {
  const { json } = chart, n = json.x.length, range = chart.range();
  const data: uPlot.AlignedData = [json.x.map((_, k) => k)];
  const series: uPlot.Series[] = [{}], bands: uPlot.Band[] = [];
  const add = (values: (number | null)[], s: uPlot.Series): number => { (data as unknown[]).push(values); return series.push(s) - 1; };
  forecastSeries(chart, look, add, bands);
  const bars = json.stacked ? 1 : json.series.filter(s => s.kind === 'bar').length;
  let bar = 0;
  json.series.forEach((s, k) => {
    if (s.kind === 'bar') barSeries(chart, look, s, k, json.stacked ? 0 : bar++, bars, add);
    else lineSeries(chart, look, s, k, add);
  });
  const pad = chart.kind === 'bar' ? 0.6 : 0.25, every = Math.max(1, Math.ceil(n / Math.max(2, Math.floor((width - 60) / 72))));
  const room = labelRoom(chart, look, width);
  return new uPlot({
    width, height, padding: [json.marks?.length ? 36 : json.unit ? 26 : 10, Math.max(16, room), 0, 0], series, bands,
    legend: { show: false }, cursor: { drag: { x: false, y: false }, y: false, points: { show: false } },
    scales: { x: { time: false, range: () => [-pad, n - 1 + pad] }, y: { range: () => [range.min, range.max] } },
    axes: [
      { stroke: look.text3, font: look.small, grid: { show: false }, ticks: { show: false }, size: 26, gap: 6, splits: () => Array.from({ length: n }, (_, k) => k).filter(k => k % every === 0), values: (_u, at) => at.map((k, j) => chart.tick(k, at[j - 1])) },
      { stroke: look.text3, font: look.small, grid: { stroke: look.grid, width: 1 }, ticks: { show: false }, size: axisRoom(chart, range, look), gap: 6, splits: () => steps(range), values: (_u, at) => at.map(v => chart.axis(v)) },
    ],
    hooks: { draw: [u => { drawOver(u, chart, look); endLabels(u, chart, look, room); }], setCursor: [moved] },
  }, data, host);
}

type Add = (values: (number | null)[], s: uPlot.Series) => number;

function forecastSeries(chart: Chart, look: Look, add: Add, bands: uPlot.Band[]): void {
  const f = chart.json.forecast;
  if (!f) return;
  const s = chart.json.series[f.series ?? 0], colour = look.series[s ? colourOf(s, f.series ?? 0) - 1 : 0]!;
  // Joined to the last complete value, so that the eye sees where it begins.
  const last = s ? lastComplete(chart, s) : -1, joins = s?.kind !== 'bar' && last >= 0 && f.median[last + 1] !== null;
  const from = (v: (number | null)[]): (number | null)[] => v.map((value, k) => (joins && k === last ? s!.values[last]! : value));
  for (const [lo, hi, fill] of [[f.lo95, f.hi95, look.band2], [f.lo80, f.hi80, look.band]] as const) {
    if (!lo || !hi) continue;
    const a = add(from(hi), { stroke: 'transparent', points: { show: false } }), b = add(from(lo), { stroke: 'transparent', points: { show: false } });
    bands.push({ series: [a, b], fill });
  }
  add(from(f.median), { stroke: colour, width: 2, dash: [5, 4], points: { show: false } });
}

export const lastComplete = (chart: Chart, s: Series): number => {
  for (let k = s.values.length - 1; k >= 0; k--) if (s.values[k] !== null && k !== chart.partial) return k;
  return -1;
};

function lineSeries(chart: Chart, look: Look, s: Series, k: number, add: Add): void {
  const colour = s.compared ? look.text3 : look.series[colourOf(s, k) - 1]!;
  const few = chart.json.x.length <= 40;
  add(s.values.map((v, j) => (j === chart.partial ? null : v)), {
    stroke: colour, width: s.compared ? 1.5 : 2, dash: s.compared ? [1.5, 3] : DASHES[k % 8]!, ...(s.kind === 'area' ? { fill: look.band } : {}),
    points: { show: few && !s.compared && k === 0, size: 5, fill: colour, stroke: colour },
  });
  if (chart.partial >= 0 && s.values[chart.partial] !== null && s.values[chart.partial] !== undefined)
    add(s.values.map((v, j) => (j === chart.partial ? v : null)), { stroke: colour, width: 0, points: { show: true, size: 7, width: 1.5, fill: look.surface, stroke: colour } });
}

function barSeries(chart: Chart, look: Look, s: Series, k: number, bar: number, bars: number, add: Add): void {
  const colour = look.series[colourOf(s, k) - 1]!;
  const path = (only: (j: number) => boolean): uPlot.Series.PathBuilder => (u, at) => {
    const p = new Path2D(), values = u.data[at]!, unit = Math.abs(u.valToPos(1, 'x', true) - u.valToPos(0, 'x', true));
    const width = Math.min(unit * 0.66, 64 * devicePixelRatio) / bars;
    values.forEach((v, j) => {
      if (v === null || v === undefined || !only(j)) return;
      const foot = chart.json.stacked ? chart.foot(k, j, Math.sign(v)) : 0, zero = u.valToPos(foot, 'y', true);
      const x = u.valToPos(j, 'x', true) - (width * bars) / 2 + bar * width, y = u.valToPos(foot + v, 'y', true);
      p.rect(Math.round(x) + 0.5, Math.min(y, zero), Math.max(1, Math.round(width - (bars > 1 ? 2 : 0))), Math.abs(zero - y));
    });
    return { stroke: p, fill: p, clip: null, band: null, gaps: null, flags: 0 } as unknown as uPlot.Series.Paths;
  };
  add(s.values, { stroke: colour, width: 0, fill: colour, paths: path(j => j !== chart.partial), points: { show: false } });
  if (chart.partial >= 0) add(s.values, { stroke: colour, width: 1.5, dash: [4, 3], paths: path(j => j === chart.partial), points: { show: false } });
}

function steps(r: { min: number; max: number; step: number }): number[] {
  const all: number[] = [];
  for (let v = r.min; v <= r.max + r.step / 1e6; v += r.step) all.push(Math.abs(v) < r.step / 1e6 ? 0 : v);
  return all;
}

function axisRoom(chart: Chart, range: { min: number; max: number; step: number }, look: Look): number {
  return Math.max(30, ...steps(range).map(v => look.measure(chart.axis(v)))) + 12;
}
