// Keys of the treegrid; the help (?) lists them. Everything here also has a button or a menu.
import { DAY } from '../format';
import { inChord } from '../keys';
import { setDuration, setStart } from './columns';
import type { Edits } from './edits';
import type { Grid } from './grid';
import { type Plan, type Row, isMilestone, isSummary } from './model';

export interface KeyHost {
  readonly plan: Plan; readonly edits: Edits; readonly grid: Grid; readonly year: number; readonly readonly: boolean;
  selected: number; marked: Row[]; page(): number;
  select(row: Row, extend?: boolean): void; toggle(row: Row): void; open(row: Row): void;
  zoom(by: 1 | -1): void; gotoday(): void; why(): void; menu(name: 'filter' | 'columns'): void; foldAll(): void; insert(): void; remove(): void; linkMarked(): void; release(): boolean;
}

export function onKey(host: KeyHost, e: KeyboardEvent): void {
  if (host.grid.editing || e.metaKey || inChord()) return;
  const row = host.plan.rows[host.selected];
  const done = walk(host, row, e) || (!host.readonly && change(host, row, e)) || look(host, row, e);
  if (done) { e.preventDefault(); e.stopPropagation(); }
}

function walk(host: KeyHost, row: Row | undefined, e: KeyboardEvent): boolean {
  if (e.altKey || e.ctrlKey) return false;
  const { plan } = host, place = row ? plan.place[row.index]! : -1;
  const to = (p: number): boolean => {
    const next = plan.at(Math.max(0, Math.min(plan.shown.length - 1, p)));
    if (next) host.select(next, e.shiftKey);
    return true;
  };
  switch (e.key) {
    case 'ArrowDown': return to(place + 1);
    case 'ArrowUp': return to(place - 1);
    case 'PageDown': return to(place + host.page());
    case 'PageUp': return to(place - host.page());
    case 'Home': return to(0);
    case 'End': return to(plan.shown.length - 1);
    case 'ArrowLeft': return row ? left(host, row) : false;
    case 'ArrowRight': return row ? right(host, row) : false;
    default: return false;
  }
}

function left(host: KeyHost, row: Row): boolean {
  if (row.children && !host.plan.folded.has(row.key)) host.toggle(row);
  else if (row.parent >= 0) host.select(host.plan.rows[row.parent]!);
  return true;
}

function right(host: KeyHost, row: Row): boolean {
  if (!row.children) return false;
  if (host.plan.folded.has(row.key)) host.toggle(row);
  else host.select(host.plan.at(host.plan.place[row.index]! + 1)!);
  return true;
}

function change(host: KeyHost, row: Row | undefined, e: KeyboardEvent): boolean {
  const { edits } = host;
  if (e.ctrlKey || !row?.item.id) return e.key === 'Insert' && !e.ctrlKey ? (host.insert(), true) : false;
  if (e.altKey) {
    const act = { ArrowRight: () => edits.indent(row), ArrowLeft: () => edits.outdent(row), ArrowUp: () => edits.move(row, -1), ArrowDown: () => edits.move(row, 1) }[e.key];
    if (act) void act();
    return !!act;
  }
  switch (e.key) {
    case 'F2': host.grid.edit(row, 'name'); return true;
    case 'Insert': host.insert(); return true;
    case 'Delete': host.remove(); return true;
    case 'l': host.linkMarked(); return true;
    case 'L': void edits.unlink(row); return true;
    case ']': case '[': return shift(host, row, e.key === ']' ? 1 : -1);
    case '}': case '{': return stretch(host, row, e.key === '}' ? 1 : -1);
    default: return false;
  }
}

function shift(host: KeyHost, row: Row, by: 1 | -1): boolean {
  if (isSummary(row) || row.start === null) return true;
  let day = Math.floor(row.start / DAY) + by;
  while (!host.plan.isWorking(day)) day += by;
  setStart(host.edits, host.plan, row, day, host.year);
  return true;
}

function stretch(host: KeyHost, row: Row, by: 1 | -1): boolean {
  const next = (row.item.duration ?? 0) + by * (row.item.elapsed ? DAY : host.plan.perDay);
  if (!isSummary(row) && !isMilestone(row) && next > 0) setDuration(host.edits, host.plan, row, next);
  return true;
}

function look(host: KeyHost, row: Row | undefined, e: KeyboardEvent): boolean {
  if (e.ctrlKey || e.altKey) return false;
  switch (e.key) {
    case 'Enter': if (row?.item.id) host.open(row); return true;
    case 'w': case 'W': host.why(); return true;
    case '/': case 'f': case 'F': host.menu('filter'); return true;
    case 'v': case 'V': host.menu('columns'); return true;
    case 'o': case 'O': host.foldAll(); return true;
    case '+': case '=': host.zoom(-1); return true;
    case '-': case '\u2212': host.zoom(1); return true;
    case 't': case 'T': host.gotoday(); return true;
    case 'Escape': return host.release();
    default: return false;
  }
}
