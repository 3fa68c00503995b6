import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chart } from '../src/chart/data';

const weeks = ['2011-08-08', '2011-08-15', '2011-08-22', '2011-08-29'];

test('Bars and counts start at zero, the top is a round number', () => {
  const { min, max, step } = new Chart({ x: weeks, series: [{ label: 'a', kind: 'bar', values: [226, 276, 301, 62] }] }).range();
  assert.equal(min, 0);
  assert.ok(max >= 301 && max % step === 0 && max / step <= 8);
});

test('Stacked bars reach as far up and down as their sums', () => {
  const chart = new Chart({ x: weeks, stacked: true, series: [[100, 50, 80, 10], [200, 150, 90, 0], [-70, -400, 0, 0]].map((values, k) => ({ label: String(k), kind: 'bar' as const, values })) });
  const { min, max } = chart.range();
  assert.ok(max >= 300 && max < 500 && min <= -400, `${min} ${max}`);
  assert.deepEqual([chart.foot(0, 0, 1), chart.foot(1, 0, 1), chart.foot(2, 0, -1), chart.foot(3, 1, -1)], [0, 100, 0, -400]);
});

test('The band of a forecast fits into the axis', () => {
  const { max } = new Chart({ x: weeks, series: [{ label: 'a', values: [10, 11, null, null] }], forecast: { median: [null, null, 12, 13], hi95: [null, null, 30, 41] } }).range();
  assert.ok(max >= 41);
});

test('A date between two periods is placed between them, one outside is left out', () => {
  const chart = new Chart({ x: weeks, interval: 'week', series: [] });
  assert.equal(chart.place('2011-08-15'), 1);
  assert.ok(Math.abs(chart.place('2011-08-18')! - (1 + 3 / 7)) < 1e-9);
  assert.equal(chart.place('2011-07-01'), null);
  assert.equal(chart.place('2012-01-01'), null);
});

test('Money and shares are written exactly in the table, shortly on the axis', () => {
  const money = new Chart({ x: weeks, format: 'money', currency: 'GBP', series: [] }), share = new Chart({ x: weeks, format: 'percent', series: [] });
  assert.equal(money.value(682680.51), '£682,680.51');
  assert.equal(money.axis(682680.51), '£682.7k');
  assert.equal(share.value(0.3391), '33.9%');
  assert.equal(share.value(null), '–');
});
