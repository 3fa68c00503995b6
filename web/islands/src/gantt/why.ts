// Beside the chart: why the chosen row's dates are what they are, link by link back to what nothing else drives.
import { get, report } from '../client';
import { button, h } from '../dom';
import { DAY, duration, minutes, tableDate } from '../format';
import { t } from '../words';
import type { LinkType, Plan, Row } from './model';
import type { Chain } from './view';

/** GET /api/projects/{id}/items/{itemId}/path. */
interface Step {
  id: string; row: number; wbs: string; name: string; start: string; finish: string; driver: string; link: LinkType | null; lag: number | null; lagUnit: string | null;
  constraint: string | null; constraintDate: string | null; calendar: string; waits: number;
}
export interface WhyHost { readonly plan: Plan; readonly projectId: string; readonly year: number; select(row: Row): void; drawn(): void; closed(): void }

export class Why {
  readonly el = h('aside', { class: 'gwhy', 'aria-labelledby': 'gantt-why', hidden: true });
  chain: Chain | null = null;
  private readonly body = h('div', { class: 'gwhyb', role: 'status' });
  private shown = '';
  private waiting = 0;

  constructor(private readonly host: WhyHost) {
    this.el.append(h('header', {}, h('h2', { id: 'gantt-why' }, t('gantt.why')), h('span', { class: 'sp' }), button({ icon: 'x', label: t('close'), on: () => { this.close(); } })), this.body);
    this.el.addEventListener('keydown', e => { if (e.key === 'Escape') { e.stopPropagation(); this.close(); } });
  }

  get open(): boolean { return !this.el.hidden; }

  toggle(row: Row | undefined): void {
    if (this.open) { this.close(); return; }
    this.el.hidden = false;
    this.follow(row);
  }

  close(): void {
    this.el.hidden = true;
    this.chain = null;
    this.shown = '';
    this.host.closed();
  }

  /** The chosen row changed, or the plan did. */
  follow(row: Row | undefined): void {
    const key = `${row?.item.id ?? ''} ${this.host.plan.version}`;
    if (!this.open || key === this.shown) return;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => { this.shown = key; void this.read(row?.item.id ?? ''); }, 120);
  }

  private async read(id: string): Promise<void> {
    this.chain = null;
    if (!id) { this.body.replaceChildren(h('p', { class: 'muted' }, t('gantt.why.none'))); return; }
    try {
      const { data } = await get<{ drag: number; steps: Step[] }>(`/api/projects/${this.host.projectId}/items/${id}/path`);
      this.draw(data.steps, data.drag);
    } catch (e) { report(e); }
  }

  private draw(steps: Step[], drag: number): void {
    const { plan } = this.host;
    for (const step of steps) plan.stand(step.row, step);
    this.chain = {
      rows: new Set(steps.map(step => step.row)),
      links: steps.slice(0, -1).flatMap((step, k) => (step.link ? [{ id: '', from: steps[k + 1]!.row, to: step.row, type: step.link, critical: false, lag: 0, lagUnit: 'min' }] : [])),
    };
    const list = h('ol', { class: 'path' }, ...steps.map(step => this.step(step)));
    this.body.replaceChildren(...(steps.length === 0 ? [h('p', { class: 'muted' }, t('gantt.why.none'))] : [list]));
    if (drag > 0) this.body.append(h('p', { class: 'muted s' }, t('gantt.why.drag', { time: duration(drag, plan.perDay) })));
    this.host.drawn();
  }

  private step(step: Step): HTMLElement {
    const { year } = this.host, name = h('button', { type: 'button', class: 'link' }, `${step.wbs} ${step.name}`);
    name.addEventListener('click', () => { const row = this.host.plan.rows[step.row]; if (row) this.host.select(row); });
    return h('li', {}, name, h('span', { class: 's muted num' }, `${tableDate(minutes(step.start), year)} – ${tableDate(minutes(step.finish), year)}`), h('span', { class: 's' }, this.reason(step)));
  }

  private reason(step: Step): string {
    const { plan, year } = this.host;
    if (step.driver === 'link') return t('gantt.why.link', { link: t(`gantt.why.${step.link!}`) + lagOf(step, plan.perDay), calendar: step.calendar });
    if (step.driver === 'constraint') return t('gantt.why.constraint', { constraint: t(`gantt.constraint.${step.constraint!}`), date: tableDate(minutes(step.constraintDate), year) });
    return t(`gantt.why.${step.driver}`, { calendar: step.calendar });
  }
}

/** ` + 2 d`, ` − 50%`, or nothing. */
export function lagOf(step: { lag: number | null; lagUnit: string | null }, perDay: number): string {
  if (!step.lag) return '';
  const size = Math.abs(step.lag), percent = step.lagUnit === 'percent' || step.lagUnit === 'elapsed_percent';
  return ` ${step.lag > 0 ? '+' : '\u2212'} ${percent ? `${Math.round(size * 10) / 10}%` : duration(size, step.lagUnit === 'elapsed_min' ? DAY : perDay)}`;
}
