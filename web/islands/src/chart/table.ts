// The same numbers as a table, for when the page did not render one itself.
import { h } from '../dom';
import { t } from '../words';
import type { Chart } from './data';

export function tableOf(chart: Chart, name: string): HTMLElement {
  const { series, forecast, x, unit } = chart.json;
  const lo = forecast?.lo80 ?? forecast?.lo95, hi = forecast?.hi80 ?? forecast?.hi95;
  const cells: { label: string; values: (number | null)[] | undefined }[] = [...series.map(s => ({ label: s.label, values: s.values }))];
  if (forecast) cells.push({ label: t('chart.median'), values: forecast.median });
  if (lo && hi) cells.push({ label: t('chart.low', { n: forecast?.lo80 ? 80 : 95 }), values: lo }, { label: t('chart.high', { n: forecast?.lo80 ? 80 : 95 }), values: hi });
  const head = h('tr', {}, h('th', { scope: 'col' }, t('chart.period')), ...cells.map(c => h('th', { scope: 'col', class: 'num' }, c.label)));
  const body = x.map((at, k) => h('tr', {},
    h('th', { scope: 'row', 'data-v': at }, chart.period(k), k === chart.partial && h('span', { class: 'muted' }, ` ${t('chart.partial')}`)),
    ...cells.map(c => { const v = c.values?.[k] ?? null; return h('td', { class: 'num', 'data-v': v ?? '' }, chart.value(v)); })));
  return h('div', { class: 'twrap', tabindex: '0', role: 'group', 'aria-label': `${name}${unit ? `, ${unit}` : ''}` },
    h('table', { class: 't' }, h('thead', {}, head), h('tbody', {}, ...body.reverse())));
}
