import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, lagText, minutes } from '../src/format';
import { readPasted } from '../src/gantt/pasted';
import { parseTsv, toTsv } from '../src/gantt/tsv';

const how = { perDay: 480, today: minutes('2011-09-01')!, label: (key: string): string => ({ number: 'No.', name: 'Name', duration: 'Dur.', start: 'Start', finish: 'Finish', done: 'Done' })[key] ?? key };

test('What goes out to a spreadsheet comes back as it was', () => {
  const rows = [['Name', 'Note'], ['Tab\there', 'a "word"'], ['Two\nlines', ''], ['=1+1', '-2'], ['@x', '-2a']];
  assert.deepEqual(parseTsv(toTsv(rows)), rows);
});

test('A cell that a spreadsheet would run has an apostrophe on the way out', () => {
  assert.equal(toTsv([['=cmd()', '+1', '-x', '-5', '@a', 'plain']]), "'=cmd()\t'+1\t'-x\t-5\t'@a\tplain");
});

test('An inch mark within a cell is no quote', () => {
  assert.deepEqual(parseTsv('Pipe 3"\t2d\r\n\r\n'), [['Pipe 3"', '2d']]);
});

test('A table with a heading row is read by its headings, in either language, and names what it leaves', () => {
  const read = readPasted([['No.', '任务名称', 'Duration', 'Start', 'Colour'], ['3', 'Walls', '2,5 d', '2011-09-05 08:00', 'red'], ['', 'Roof', '1w', '9/12', '']], ['name'], how);
  assert.deepEqual(read.rows, [{ number: 3, name: 'Walls', duration: 1200, start: '2011-09-05' }, { name: 'Roof', duration: 2400, start: '2011-09-12' }]);
  assert.deepEqual(read.ignored, ['Colour']);
});

test('A table without headings is taken for the columns that are shown', () => {
  assert.deepEqual(readPasted([['Walls', '2011-09-05', '2011-09-07', '40%']], ['name', 'start', 'finish', 'done'], how).rows, [{ name: 'Walls', start: '2011-09-05', finish: '2011-09-07', percentComplete: 40 }]);
});

test('A cell that cannot be read is told by row and column and never guessed', () => {
  const read = readPasted([['Name', 'Start', 'Done'], ['Walls', 'soon', '120%'], ['Roof', '', '']], ['name'], how);
  assert.deepEqual(read.unread, [{ row: 2, column: 'Start', text: 'soon' }, { row: 2, column: 'Done', text: '120%' }]);
  assert.deepEqual(read.rows, [{ name: 'Walls' }, { name: 'Roof' }]);
});

test('An elapsed duration stays one', () => {
  assert.deepEqual(readPasted([['Dry', '3 ed']], ['name', 'duration'], how).rows, [{ name: 'Dry', duration: 3 * DAY, elapsed: true }]);
});

test('Owner and predecessors come as they are written, and the places of rows are known', () => {
  const read = readPasted([['Name', '负责人', 'Predecessors'], ['', '', ''], ['Roof', 'Ann', '12FS+2d; A1020']], ['name'], how);
  assert.deepEqual(read.rows, [{ name: 'Roof', owner: 'Ann', predecessors: '12FS+2d; A1020' }]);
  assert.deepEqual(read.lines, [3]);
});

test('A lag is written as planners read it in any language', () => {
  assert.deepEqual([[960, 'min'], [-240, 'min'], [45, 'min'], [DAY, 'elapsed_min'], [50, 'percent'], [0, 'min']].map(([lag, unit]) => lagText(lag as number, unit as string)), ['+2d', '-4h', '+45m', '+1ed', '+50%', '']);
});
