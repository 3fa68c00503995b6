// One item's status as shape and words: done, late by so much, in progress, not started.
import { h, mark } from '../dom';
import { DAY, duration } from '../format';
import { t } from '../words';
import type { Plan, Row } from './model';

export function statusOf(plan: Plan, row: Row, today: number | null): HTMLElement {
  const { item } = row;
  if (item.percentComplete >= 100) return rag('ok', t('gantt.state.done'));
  const against = row.deadline ?? row.baseFinish;
  if (against !== null && row.finish !== null && row.finish > against) {
    const days = plan.workingDays(Math.floor(against / DAY) + 1, Math.floor(row.finish / DAY));
    if (days > 0) return rag(row.deadline !== null || item.critical ? 'late' : 'warn', t('gantt.late', { time: duration(days * plan.perDay, plan.perDay) }));
  }
  if (item.percentComplete > 0 || item.actualStart) return rag('info', `${Math.round(item.percentComplete)}%`);
  return today !== null && row.start !== null && row.start < today - DAY ? rag('warn', t('gantt.state.overdue')) : rag('idle', t('gantt.state.idle'));
}

const rag = (status: string, word: string): HTMLElement => h('span', { class: `rag st-${status}` }, mark(status), word);
