// The line under the plan: the chosen item, what drives it, and the plan in three numbers.
import { h } from '../dom';
import { exact, tableDate } from '../format';
import { t } from '../words';
import { type Plan, type Row, isHead, isSummary } from './model';

const shown = new WeakMap<HTMLElement, string>();

export function statusLine(el: HTMLElement, plan: Plan, row: Row | undefined, year: number, savedAt: string): void {
  const key = `${row?.item.id ?? ''}|${row?.item.start ?? ''}|${row?.item.finish ?? ''}|${row?.item.name ?? ''}|${plan.version}|${plan.rows.length}|${plan.matches ?? ''}|${savedAt}`;
  if (shown.get(el) === key) return;
  shown.set(el, key);
  const parts: Node[] = [];
  if (row && !isHead(row)) {
    parts.push(h('span', { class: 'clip' }, h('b', {}, `${row.item.wbs ?? ''} ${row.item.name}`.trim())));
    const by = isSummary(row) ? undefined : plan.driver(row);
    if (by) parts.push(h('span', { class: 'clip only-w' }, t('gantt.drivenby'), ' ', h('b', {}, `${by.item.wbs ?? ''} ${by.item.name}`.trim())));
    if (row.deadline !== null) parts.push(h('span', { class: 'only-w' }, t('gantt.deadlineof', { date: tableDate(row.deadline, year) })));
  }
  parts.push(h('span', { class: 'sp' }), h('span', {}, counts(plan)));
  if (savedAt) parts.push(h('span', { class: 'only-w' }, t('gantt.savedat', { time: savedAt })));
  el.replaceChildren(...parts);
}

const counts = ({ counts: { items, critical, late }, matches }: Plan): string =>
  t('gantt.counts', { items: exact(items), critical: exact(critical), late: exact(late) }) + (matches === null ? '' : ` · ${t('gantt.matches', { n: exact(matches) })}`);
