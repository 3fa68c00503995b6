import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, shifted } from '../src/gantt/columns';
import { moved } from '../src/gantt/heads';
import { DAY, isoDay, minutes } from '../src/format';
import { type Outline, Plan, type PlanItem, type RowsJson, isPending } from '../src/gantt/model';
import { Scale } from '../src/gantt/scale';
import { ranges } from '../src/gantt/source';

const item = (id: string, wbs: string, start: string, finish: string, more: Partial<PlanItem> = {}): PlanItem => ({
  id, wbs, name: id, type: 'activity', start: `${start}T08:00`, finish: `${finish}T17:00`, totalFloat: 0, critical: false, percentComplete: 0, duration: 480, ...more,
});

const items = [item('s', '1', '2011-08-22', '2011-09-02', { type: 'summary' }), item('a', '1.1', '2011-08-22', '2011-08-26', { critical: true }), item('b', '1.2', '2011-08-30', '2011-09-02', { critical: true }), item('c', '2', '2011-09-05', '2011-09-05')];
const outline: Outline = { nonWorking: { weekdays: [6, 7], dates: ['2011-08-29'] }, numberSteps: [1, 1, 1, 3], levels: [0, 1, 1, 0], from: '2011-08-22T08:00', to: '2011-09-05T17:00', items: 3, critical: 2, late: 0 };
const columns = (some: PlanItem[]): Record<string, unknown[]> => Object.fromEntries(Object.keys(some[0]!).map(field => [field, some.map(one => one[field])]));
const answer = (more: Partial<RowsJson> = {}): RowsJson => ({ version: 1, total: 4, columns: {}, outline, ...more });

function plan(): Plan {
  const p = new Plan();
  p.load(answer());
  p.fill([0, 1, 2, 3], columns(items));
  p.addLinks({ id: ['l'], from: [1], to: [2], type: ['fs'], lag: [0], lagUnit: ['min'], critical: [true], ends: [] });
  return p;
}

const dayOf = (text: string): number => minutes(text)! / DAY;

test('Levels and parents follow the outline, before and after the rows are here', () => {
  const p = new Plan();
  p.load(answer());
  assert.deepEqual(p.rows.map(r => [r.level, r.parent, r.key]), [[0, -1, 1], [1, 0, 2], [1, 0, 3], [0, -1, 6]]);
  assert.ok(p.rows.every(isPending));
  p.fill([1, 2], columns([items[1]!, items[2]!]));
  assert.deepEqual(p.rows.map(isPending), [true, false, false, true]);
  assert.equal(p.find('b')?.index, 2);
});

test('A folded summary hides what is under it and nothing else', () => {
  const p = plan();
  p.folded.add(1);
  p.fold();
  assert.deepEqual([...p.shown], [0, 3]);
  assert.equal(p.place[1], -1);
  p.folded.clear();
  p.fold();
  assert.equal(p.shown.length, 4);
});

test('A plan read again shows what rows were until they are here, by their numbers', () => {
  const p = plan();
  p.load(answer({ version: 2, total: 3, outline: { ...outline, numberSteps: [1, 2, 3], levels: [0, 1, 0] } }));
  assert.deepEqual(p.rows.map(r => r.item.id), ['s', 'b', 'c']);
  assert.equal(p.find('c')?.index, 2);
});

test('Groups are heads with their rows below, and fold', () => {
  const p = new Plan();
  p.load(answer({ view: { matches: 3, rows: [3, 1, 2], groups: [{ key: 'ready', name: null, count: 1 }, { key: 'done', name: null, count: 2 }] } }), true);
  assert.deepEqual([...p.shown], [4, 3, 5, 1, 2]);
  assert.deepEqual([...p.shown].map(k => p.rows[k]!.level), [0, 1, 0, 1, 1]);
  p.folded.add('group:done');
  p.fold();
  assert.deepEqual([...p.shown], [4, 3, 5]);
});

test('A link to a row that is not here is known, and a row that stands at its end by name', () => {
  const p = new Plan();
  p.load(answer());
  p.fill([2], columns([items[2]!]));
  p.addLinks({ id: ['l'], from: [1], to: [2], type: ['fs'], lag: [0], lagUnit: ['min'], critical: [true], ends: [{ row: 1, wbs: '1.1', name: 'a', start: '2011-08-22T08:00', finish: '2011-08-26T17:00' }] });
  assert.equal(p.driver(p.rows[2]!)?.item.name, 'a');
  assert.ok(isPending(p.rows[1]!));
});

test('Rows are asked for as ranges', () => {
  assert.equal(ranges([0, 1, 2, 7, 9, 10]), '0-2,7,9-10');
  assert.equal(ranges([]), '');
});

test('Weekends and holidays do not count as working days', () => {
  const p = plan();
  assert.equal(p.isWorking(dayOf('2011-08-27')), false);
  assert.equal(p.isWorking(dayOf('2011-08-29')), false);
  assert.equal(p.workingDays(dayOf('2011-08-26'), dayOf('2011-08-30')), 2);
  assert.equal(p.addWorking(dayOf('2011-08-26'), 2), dayOf('2011-08-30'));
});

test('A bar moved over a weekend keeps its working length', () => {
  const p = plan(), moved = shifted(p, p.find('a')!, dayOf('2011-08-24'));
  assert.equal(isoDay(moved.start), '2011-08-24');
  assert.equal(isoDay(moved.finish), '2011-08-31');
});

test('A pixel and its time are the same place at every zoom', () => {
  const p = plan(), scale = new Scale();
  for (const zoom of ['day', 'week', 'month', 'quarter'] as const) {
    scale.fit(zoom, p.from, p.to, 600);
    assert.ok(Math.abs(scale.at(scale.x(p.from)) - p.from) < 1e-6);
    const { upper, lower } = scale.ticks(0, 600);
    assert.ok(upper.length > 0 && lower.length > 0 && lower.every((tick, k) => k === 0 || tick.x > lower[k - 1]!.x));
  }
});

test('Columns stand in the order chosen, as wide as they were made, and a moved one where it was let go', () => {
  assert.deepEqual(columnsOf('both', ['done', 'start', 'duration'], false, { start: 120 }).map(c => `${c.key} ${c.width}`), ['name minmax(200px,1fr)', 'done 54px', 'start 120px', 'duration 62px']);
  assert.deepEqual([moved(['a', 'b', 'c', 'd'], 0, 2), moved(['a', 'b', 'c', 'd'], 3, 1), moved(['a', 'b'], 1, 1)], [['b', 'c', 'a', 'd'], ['a', 'd', 'b', 'c'], ['a', 'b']]);
});
