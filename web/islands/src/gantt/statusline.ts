// The line under the plan: the chosen item, what drives it, and the plan in three numbers.
import { h } from '../dom';
import { tableDate } from '../format';
import { t } from '../words';
import { type Plan, type Row, isSummary } from './model';

const shown = new WeakMap<HTMLElement, string>();

export function statusLine(el: HTMLElement, plan: Plan, row: Row | undefined, year: number, savedAt: string): void {
  const key = `${row?.item.id ?? ''}|${row?.item.start ?? ''}|${row?.item.finish ?? ''}|${row?.item.name ?? ''}|${plan.version}|${plan.rows.length}|${savedAt}`;
  if (shown.get(el) === key) return;
  shown.set(el, key);
  const parts: Node[] = [];
  if (row) {
    parts.push(h('span', { class: 'clip' }, h('b', {}, `${row.item.wbs ?? ''} ${row.item.name}`.trim())));
    const by = isSummary(row) ? undefined : plan.driver(row);
    if (by) parts.push(h('span', { class: 'clip only-w' }, t('gantt.drivenby'), ' ', h('b', {}, `${by.item.wbs ?? ''} ${by.item.name}`.trim())));
    if (row.deadline !== null) parts.push(h('span', { class: 'only-w' }, t('gantt.deadlineof', { date: tableDate(row.deadline, year) })));
  }
  parts.push(h('span', { class: 'sp' }), h('span', {}, counts(plan)));
  if (savedAt) parts.push(h('span', { class: 'only-w' }, t('gantt.savedat', { time: savedAt })));
  el.replaceChildren(...parts);
}

function counts(plan: Plan): string {
  let items = 0, critical = 0, late = 0;
  for (const row of plan.rows) {
    if (isSummary(row)) continue;
    items++;
    if (row.item.percentComplete >= 100) continue;
    if (row.item.critical) critical++;
    if (row.deadline !== null && row.finish !== null && row.finish > row.deadline) late++;
  }
  return t('gantt.counts', { items, critical, late });
}
