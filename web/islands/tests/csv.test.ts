import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell, csv } from '../src/csv';

test('A cell that a spreadsheet would run is guarded', () => {
  for (const text of ['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\tx']) assert.ok(cell(text).replace('"', '').startsWith("'"), text);
});

test('A plain number stays a number', () => {
  for (const text of ['-3', '-3.25', '682681', '0']) assert.equal(cell(text), text);
});

test('Commas, quotes and line ends are quoted', () => {
  assert.equal(csv([['a,b', 'say "x"', 'two\nlines', '圣诞']]), '"a,b","say ""x""","two\nlines",圣诞\r\n');
});
