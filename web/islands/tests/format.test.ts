import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, elapsed, minutes, parseDate, parseDuration, parseElapsed, sayDate, short, tableDate } from '../src/format';

const day = (text: string): number => minutes(text)!;

test('A duration is read in both languages and in several parts', () => {
  for (const [text, want] of [['3 d', 1440], ['2w', 4800], ['4h', 240], ['3 天', 1440], ['2 周 1 天', 5280], ['1d 4h', 720], ['2.5', 1200], ['0', 0], ['90 分钟', 90], ['1 个月', 9600]] as const)
    assert.equal(parseDuration(text), want, text);
});

test('What is no duration is refused, never guessed', () => {
  for (const text of ['', 'soon', '3 x', '-2d', '3d later', '天']) assert.equal(parseDuration(text), null, text);
});

test('A duration written and read again is the same', () => {
  for (const mins of [0, 60, 240, 480, 720, 4800, 9600]) assert.equal(parseDuration(duration(mins)), mins, duration(mins));
});

test('An elapsed duration counts days of 24 hours, and what is shown is read again', () => {
  assert.equal(elapsed(48960), '34 ed');
  assert.equal(elapsed(720), '12 eh');
  document.documentElement.lang = 'zh-CN';
  assert.equal(elapsed(48960), '34 日历日');
  for (const mins of [0, 90, 720, 48960]) assert.equal(parseElapsed(elapsed(mins)), mins, elapsed(mins));
  document.documentElement.lang = 'en';
  for (const mins of [0, 90, 720, 48960]) assert.equal(parseElapsed(elapsed(mins)), mins, elapsed(mins));
  for (const [text, want] of [['34ed', 48960], ['2 eweeks', 20160], ['34 个日历日', 48960], ['1.5 edays', 2160]] as const) assert.equal(parseElapsed(text), want, text);
  for (const text of ['34 d', '34', 'ed', '3 天', '-2 ed']) assert.equal(parseElapsed(text), null, text);
});

test('A date is read as people write it', () => {
  const from = day('2011-08-31');
  for (const [text, want] of [['2011-09-05', '2011-09-05'], ['9-5', '2011-09-05'], ['9月5日', '2011-09-05'], ['5 Sep', '2011-09-05'], ['5 September 2012', '2012-09-05'], ['+3d', '2011-09-03'], ['今天', '2011-08-31']] as const)
    assert.equal(parseDate(text, from, from), day(want), text);
  for (const text of ['13-40', '2011-02-30', 'someday', '']) assert.equal(parseDate(text, from, from), null, text);
});

test('Dates of another year say their year', () => {
  assert.equal(tableDate(day('2011-08-31'), 2011), '31 Aug');
  assert.equal(tableDate(day('2010-12-01'), 2011), '1 Dec 2010');
  document.documentElement.lang = 'zh-CN';
  assert.equal(tableDate(day('2011-08-31'), 2011), '08-31');
  assert.equal(sayDate(day('2010-12-01'), 2011), '2010年12月1日');
  assert.equal(short(682681), '68.27 万');
  document.documentElement.lang = 'en';
  assert.equal(short(682681), '682.7k');
  assert.equal(short(-1240000), '\u22121.24M');
});
