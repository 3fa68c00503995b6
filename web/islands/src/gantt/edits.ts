// What a hand changes, as calls of the public API: shown at once, taken back when refused, asked when someone was faster.
import { type Problem, Refused, report, redo, send, toast, undo } from '../client';
import { askConflict, conflictOf } from '../conflict';
import { duration, elapsed, hours, minutes, tableDate } from '../format';
import { t } from '../words';
import type { Plan, PlanItem, Row } from './model';

export interface EditHost {
  readonly plan: Plan;
  readonly projectId: string;
  readonly year: number;
  refresh(): void;
  reload(select?: string): Promise<void>;
  need(rows: number[]): Promise<void>;
  anchor(row: Row): DOMRect;
  saved(): void;
}

interface Moved { id: string; start: string; finish: string; totalFloat: number | null }
interface Answer { item?: PlanItem; moved?: Moved[]; planVersion?: number }
type Change = Partial<Record<'name' | 'duration' | 'elapsed' | 'work' | 'start' | 'deadline' | 'percentComplete' | 'state' | 'parent' | 'after', unknown>>;

export class Edits {
  private readonly etags = new Map<string, string>();
  private settling = 0;

  constructor(private readonly host: EditHost) {}

  forget(): void { this.etags.clear(); }

  /** Sends a merge patch of one item; `local` is what to show meanwhile. */
  async patch(row: Row, change: Change, local: Partial<PlanItem>, said: string, reshape = false): Promise<void> {
    const before = { ...row.item }, field = Object.keys(change)[0]!;
    this.host.plan.set({ ...local, id: before.id });
    this.host.refresh();
    try {
      await this.settle(await this.send(before, change), said, reshape ? before.id : null);
    } catch (e) {
      this.host.plan.set(before);
      this.host.refresh();
      if (e instanceof Refused && e.status === 412) await this.conflict(before, change, field, e.problem, said, reshape);
      else report(e);
    }
  }

  async link(from: string, to: string): Promise<void> {
    await this.post('dependencies', { from, to, type: 'fs', lag: 0, lagUnit: 'min' }, t('gantt.linked'));
  }

  async unlink(row: Row): Promise<void> {
    const links = this.host.plan.predecessors(row);
    if (links.length === 0) { toast({ text: t('gantt.nolinks') }); return; }
    await this.run(async () => {
      let last: Answer | null = null;
      for (const link of links) last = (await send<Answer>('DELETE', this.url(`dependencies/${link.id}`))).data;
      await this.settle(last ?? {}, t('gantt.unlinked', { n: links.length }), row.item.id);
    });
  }

  async add(after: Row | undefined): Promise<string | null> {
    // Below an open summary means first inside it; below anything else, beside it.
    const below = after?.item.id ? after : undefined, inside = !!below?.children && !this.host.plan.folded.has(below.key);
    const parent = inside ? below!.item.id : below?.item.parent ?? null;
    let made: string | null = null;
    await this.run(async () => {
      const { data } = await send<Answer>('POST', this.url('items'), { name: t('gantt.new'), parent, after: inside ? null : below?.item.id ?? null, duration: this.host.plan.perDay });
      made = data.item?.id ?? null;
      await this.settle(data, t('gantt.added'), made ?? '');
    });
    return made;
  }

  async remove(row: Row): Promise<void> {
    const next = this.host.plan.at(this.host.plan.place[row.index]! + 1) ?? this.host.plan.at(this.host.plan.place[row.index]! - 1);
    await this.run(async () => {
      const { data } = await send<Answer>('DELETE', this.url(`items/${row.item.id}`), undefined, { etag: await this.etag(row.item) });
      await this.settle(data ?? {}, t('gantt.deleted', { name: row.item.name }), next?.item.id ?? '');
    });
  }

  /** One level down: under the sibling above. */
  async indent(row: Row): Promise<void> {
    const above = await this.sibling(row, -1);
    if (above) await this.patch(row, { parent: above.item.id }, {}, t('gantt.indented', { name: row.item.name, parent: above.item.name }), true);
  }

  /** One level up: beside and after its parent. */
  async outdent(row: Row): Promise<void> {
    if (row.parent < 0 || !this.ordered()) return;
    await this.host.need([row.parent]);
    const parent = this.host.plan.rows[row.parent]!, up = parent.item.parent ?? null;
    await this.patch(row, { parent: up, after: parent.item.id }, {}, t('gantt.outdented', { name: row.item.name }), true);
  }

  async move(row: Row, by: -1 | 1): Promise<void> {
    const other = await this.sibling(row, by);
    if (!other) return;
    const after = by === 1 ? other.item.id : (await this.sibling(other, -1))?.item.id ?? null;
    await this.patch(row, { after }, {}, t('gantt.moved', { name: row.item.name }), true);
  }

  async undo(): Promise<void> {
    await this.run(async () => {
      await undo(this.host.projectId);
      await this.host.reload();
      toast({ text: t('gantt.undone'), undone: true, action: t('redo'), run: () => { void this.redo(); } });
    });
  }

  async redo(): Promise<void> {
    await this.run(async () => {
      await redo(this.host.projectId);
      await this.host.reload();
      toast({ text: t('gantt.redone'), run: () => { void this.undo(); } });
    });
  }

  async sibling(row: Row, by: -1 | 1): Promise<Row | undefined> {
    if (!this.ordered()) return undefined;
    for (let k = row.index + by; k >= 0 && k < this.host.plan.total; k += by) {
      const other = this.host.plan.rows[k]!;
      if (other.parent === row.parent) { await this.host.need([k]); return other; }
      if (other.level < row.level) return undefined;
    }
    return undefined;
  }

  /** Places in the tree can be changed only where the tree is shown. */
  private ordered(): boolean {
    if (!this.host.plan.outlined) toast({ text: t('gantt.notinorder') });
    return this.host.plan.outlined;
  }

  // --- the wire ---

  private url(tail: string): string { return `/api/projects/${this.host.projectId}/${tail}`; }

  private async etag(item: PlanItem): Promise<string> {
    const known = this.etags.get(item.id) ?? (item.version === undefined ? undefined : `"${item.version}"`);
    return known ?? (await send('GET', this.url(`items/${item.id}`))).etag ?? '*';
  }

  private async send(item: PlanItem, change: Change, etag?: string): Promise<Answer> {
    const answer = await send<Answer>('PATCH', this.url(`items/${item.id}`), change, { etag: etag ?? await this.etag(item) });
    if (answer.etag) this.etags.set(item.id, answer.etag);
    return answer.data;
  }

  private async post(tail: string, body: unknown, said: string): Promise<void> {
    await this.run(async () => { await this.settle((await send<Answer>('POST', this.url(tail), body)).data, said, ''); });
  }

  private async run(what: () => Promise<void>): Promise<void> {
    try { await what(); } catch (e) { report(e); }
  }

  /** Takes an answer in: the item, what moved with it, then the words with Undo. A change of shape reads the plan again. */
  private async settle(answer: Answer, said: string, reshaped: string | null): Promise<void> {
    const moved = answer.moved ?? [];
    const others = moved.filter(m => m.id !== answer.item?.id && this.differs(m)).length;
    if (reshaped !== null) await this.host.reload(reshaped || undefined);
    else {
      if (answer.item) this.host.plan.set(answer.item);
      for (const m of moved) this.host.plan.set({ ...m });
      if (answer.planVersion !== undefined) this.host.plan.version = answer.planVersion;
      this.host.refresh();
      this.later();
    }
    this.host.saved();
    toast({ text: said + movedWords(others), run: () => { void this.undo(); } });
  }

  /** Its dates changed, not its float alone. */
  private differs(m: Moved): boolean {
    const row = this.host.plan.find(m.id);
    return !row?.item.id || row.item.start !== m.start || row.item.finish !== m.finish;
  }

  /** Floats and the critical path of the rest: read again once the hand rests. */
  private later(): void {
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => { void this.host.reload(); }, 900);
  }

  private async conflict(item: PlanItem, change: Change, field: string, problem: Problem, said: string, reshape: boolean): Promise<void> {
    const fresh = await send<PlanItem>('GET', this.url(`items/${item.id}`));
    if (fresh.etag) this.etags.set(item.id, fresh.etag);
    const row = this.host.plan.find(item.id)!;
    const show = (value: unknown): string => this.show(fresh.data, field, value);
    const about = conflictOf({ current: fresh.data, ...problem }, field, show((change as Record<string, unknown>)[field]), show);
    this.host.plan.set(fresh.data);
    this.host.refresh();
    if (await askConflict(this.host.anchor(row), about) === 'mine')
      await this.run(async () => { await this.settle(await this.send(item, change, fresh.etag ?? '*'), said, reshape ? item.id : null); });
  }

  private show(item: PlanItem, field: string, value: unknown): string {
    if (value === null || value === undefined) return '';
    if (field === 'duration') return item.elapsed ? elapsed(Number(value)) : duration(Number(value), this.host.plan.perDay);
    if (field === 'work') return hours(Number(value));
    if (field === 'start' || field === 'deadline') return tableDate(minutes(String(value)), this.host.year);
    return field === 'percentComplete' ? `${String(value)}%` : String(value);
  }
}

/** `; 3 items moved with it`, or nothing. */
export const movedWords = (n: number): string => (n === 0 ? '' : t('gantt.others', { n }));
