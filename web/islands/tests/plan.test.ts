import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shifted } from '../src/gantt/columns';
import { DAY, isoDay, minutes } from '../src/format';
import { Plan, type PlanItem, type PlanJson } from '../src/gantt/model';
import { Scale } from '../src/gantt/scale';

const item = (id: string, wbs: string, start: string, finish: string, more: Partial<PlanItem> = {}): PlanItem => ({
  id, wbs, name: id, type: 'activity', start: `${start}T08:00`, finish: `${finish}T17:00`, totalFloat: 0, critical: false, percentComplete: 0, duration: 480, ...more,
});

const json: PlanJson = {
  version: 1, nonWorking: { weekdays: [6, 7], dates: ['2011-08-29'] }, dependencies: [{ id: 'l', from: 'a', to: 'b', type: 'fs' }, { id: 'x', from: 'a', to: 'gone', type: 'fs' }],
  items: [item('s', '1', '2011-08-22', '2011-09-02', { type: 'summary' }), item('a', '1.1', '2011-08-22', '2011-08-26', { critical: true }), item('b', '1.2', '2011-08-30', '2011-09-02', { critical: true }), item('c', '2', '2011-09-05', '2011-09-05')],
};

function plan(): Plan {
  const p = new Plan();
  p.load(structuredClone(json));
  return p;
}

const dayOf = (text: string): number => minutes(text)! / DAY;

test('Levels follow the outline codes, and the parent where the answer names it', () => {
  assert.deepEqual(plan().rows.map(r => r.level), [0, 1, 1, 0]);
  const p = new Plan();
  p.load({ ...structuredClone(json), items: json.items.map(i => ({ ...i, wbs: null, parent: i.id === 'a' ? 's' : null })) });
  assert.deepEqual(p.rows.map(r => r.level), [0, 1, 0, 0]);
});

test('A folded summary hides what is under it and nothing else', () => {
  const p = plan();
  p.folded.add('s');
  p.fold();
  assert.deepEqual([...p.shown], [0, 3]);
  assert.equal(p.place[1], -1);
  p.folded.clear();
  p.fold();
  assert.equal(p.shown.length, 4);
});

test('A link to an item that is not there is left out; between critical items it is critical', () => {
  assert.deepEqual(plan().links.map(l => l.critical), [true]);
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
