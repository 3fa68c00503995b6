// The two menus of the plan's tools: which rows are shown and in which order, and which columns and baseline.
import { get } from '../client';
import { button, h, icon } from '../dom';
import type { IconName } from '../icons';
import { t } from '../words';
import { KEYS, type Key, USUAL, labelOf, sortOf } from './columns';
import { type Ask, nothing } from './source';

export interface MenuHost {
  readonly ask: Ask; readonly chosen: Key[]; readonly mode: 'both' | 'table'; readonly projectId: string;
  readonly widths: Record<string, number>;
  show(ask: Partial<Ask>): void; choose(keys: Key[]): void; widen(key: Key, width: number | null): void;
}
interface BaselineJson { number: number; name: string | null; takenAt: string | null }
const STATES = ['backlog', 'ready', 'in_progress', 'review', 'done'];

export class Menus {
  readonly filter: HTMLDetailsElement;
  readonly columns: HTMLDetailsElement;
  private readonly text: HTMLInputElement;
  private readonly count = h('span', { class: 'count', hidden: true });
  private readonly rows: HTMLElement;
  private readonly cols = h('div', { class: 'gcolpick' });
  private readonly base = h('select', { class: 'in sm' });
  private typing = 0;

  constructor(private readonly host: MenuHost, private readonly people: { id: string; name: string }[]) {
    this.text = h('input', { class: 'in sm', type: 'search', 'aria-label': t('gantt.filter.text'), placeholder: t('gantt.filter.text') });
    this.text.addEventListener('input', () => { clearTimeout(this.typing); this.typing = window.setTimeout(() => { host.show({ text: this.text.value.trim() }); }, 250); });
    this.rows = h('div', { class: 'gmenu' });
    this.filter = menu('list-filter', 'filter', this.rows, this.count);
    this.filter.addEventListener('toggle', () => { if (this.filter.open) this.fillRows(); });
    this.columns = menu('columns-3', 'columns', h('div', { class: 'gmenu' }, this.cols, field('gantt.baseline', this.base), button({ text: t('gantt.columns.usual'), on: () => { for (const key of KEYS) if (host.widths[key]) host.widen(key, null); host.choose(USUAL[host.mode]); this.fillColumns(); } })));
    this.columns.addEventListener('toggle', () => { if (this.columns.open) { this.fillColumns(); void this.fillBaselines(); } });
    this.base.addEventListener('change', () => { host.show({ baseline: this.base.value }); });
  }

  /** Says how much is filtered, on the button. */
  mark(): void {
    const { ask } = this.host, n = [ask.text, ask.critical, ask.late, ask.mine, ask.state, ask.owner].filter(Boolean).length;
    this.count.hidden = n === 0;
    this.count.textContent = n ? String(n) : '';
  }

  open(name: 'filter' | 'columns'): void {
    const which = this[name];
    which.open = true;
    // filled when the toggle is told, after this
    setTimeout(() => { which.querySelector<HTMLElement>('.pop input, .pop select')?.focus(); }, 30);
  }

  private fillRows(): void {
    const { ask, host } = { ask: this.host.ask, host: this.host };
    this.text.value = ask.text;
    const check = (name: 'critical' | 'late' | 'mine'): HTMLElement => {
      const box = h('input', { type: 'checkbox', checked: ask[name] });
      box.addEventListener('change', () => { host.show({ [name]: box.checked }); });
      return h('label', { class: 'check' }, box, t(`gantt.filter.${name}`));
    };
    const pick = (name: 'state' | 'owner' | 'group' | 'sort', label: string, options: [string, string][]): HTMLElement => {
      const select = h('select', { class: 'in sm' }, ...options.map(([value, said]) => h('option', { value, selected: ask[name] === value }, said)));
      select.addEventListener('change', () => { host.show({ [name]: select.value }); });
      return field(label, select);
    };
    const sorts = KEYS.flatMap(key => { const by = sortOf(key); return by ? [[by, labelOf(key)], [`-${by}`, `${labelOf(key)} ↓`]] as [string, string][] : []; });
    const clear = button({ text: t('gantt.filter.clear'), on: () => { host.show({ ...nothing(), baseline: ask.baseline }); this.fillRows(); } });
    this.rows.replaceChildren(this.text, check('critical'), check('late'), check('mine'),
      pick('state', 'gantt.col.state', [['', t('gantt.filter.any')], ...STATES.map(state => [state, t(`gantt.stage.${state}`)] as [string, string])]),
      pick('owner', 'gantt.col.owner', [['', t('gantt.filter.any')], ['none', t('gantt.noowner')], ...this.people.map(person => [person.id, person.name] as [string, string])]),
      pick('group', 'gantt.group', [['', t('gantt.group.outline')], ['state', t('gantt.col.state')], ['owner', t('gantt.col.owner')]]),
      pick('sort', 'gantt.sort', [['', t('gantt.group.outline')], ...sorts]), clear);
  }

  private fillColumns(): void {
    const chosen = this.host.chosen;
    this.cols.replaceChildren(...KEYS.filter(key => key !== 'name').map(key => {
      const box = h('input', { type: 'checkbox', checked: chosen.includes(key) });
      box.addEventListener('change', () => { this.host.choose(box.checked ? [...this.host.chosen, key] : this.host.chosen.filter(other => other !== key)); });
      return h('label', { class: 'check' }, box, labelOf(key));
    }));
  }

  private async fillBaselines(): Promise<void> {
    const { data } = await get<{ items: BaselineJson[] }>(`/api/projects/${this.host.projectId}/baselines`);
    const options: [string, string][] = [['', t('gantt.baseline.usual')], ['none', t('gantt.baseline.none')], ...data.items.map(b => [String(b.number), b.name ?? t('gantt.baseline.file', { n: b.number })] as [string, string])];
    this.base.replaceChildren(...options.map(([value, said]) => h('option', { value, selected: value === this.host.ask.baseline }, said)));
  }
}

const field = (label: string, control: HTMLElement): HTMLElement => h('label', { class: 'gfield' }, h('span', {}, t(label)), control);

function menu(mark: IconName, name: string, content: HTMLElement, ...more: Node[]): HTMLDetailsElement {
  return h('details', { class: 'menu' }, h('summary', { class: 'btn sm', role: 'button', 'aria-label': t(`gantt.${name}`), title: t(`gantt.${name}.key`) }, icon(mark), ...more), h('div', { class: 'pop', role: 'group', 'aria-label': t(`gantt.${name}`) }, content));
}
