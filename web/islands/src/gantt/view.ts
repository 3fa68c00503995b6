// What one frame of the canvas shows.
import type { Link, Plan } from './model';
import type { Paint } from './paint';
import type { Scale } from './scale';

export const HEAD = 48;

export interface Toggles { critical: boolean; baseline: boolean; float: boolean }

/** A bar under the hand: where it is now, over where it was; or a link being drawn to a point. */
export interface Ghost { row: number; start: number; finish: number; to?: { x: number; y: number } }

/** The driving chain of a row: the rows on it and the links between them. */
export interface Chain { rows: Set<number>; links: Link[] }

export interface View {
  plan: Plan; scale: Scale; paint: Paint; on: Toggles;
  rowHeight: number; width: number; height: number; left: number; top: number;
  today: number | null; selected: number; hover: number; readonly: boolean; ghost: Ghost | null; path: Chain | null; year: number;
  todayWord: string;
}

export const firstPlace = (v: View): number => Math.max(0, Math.floor(v.top / v.rowHeight));
export const lastPlace = (v: View): number => Math.min(v.plan.shown.length - 1, Math.floor((v.top + v.height - HEAD) / v.rowHeight));
/** The middle of a row's band on the canvas. */
export const middle = (v: View, place: number): number => HEAD + place * v.rowHeight - v.top + v.rowHeight / 2;
export const px = (v: View, at: number): number => Math.round(v.scale.x(at) - v.left);
