// Small DOM pieces that every island uses. No innerHTML with foreign text anywhere.
import { icons, type IconName } from './icons';

type Attrs = Record<string, string | number | boolean | null | undefined>;
export type Child = Node | string | null | undefined | false;

const fill = (el: Element, attrs: Attrs, children: Child[]): void => {
  for (const [name, value] of Object.entries(attrs))
    if (value !== null && value !== undefined && value !== false) el.setAttribute(name, value === true ? '' : String(value));
  for (const child of children) if (child) el.append(child);
};

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attrs: Attrs = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  fill(el, attrs, children);
  return el;
}

const SVG = 'http://www.w3.org/2000/svg';
export function svg(tag: string, attrs: Attrs = {}, ...children: Child[]): SVGElement {
  const el = document.createElementNS(SVG, tag);
  fill(el, attrs, children);
  return el;
}

/** A Lucide icon, 14 px (`s`) or 16 px. */
export function icon(name: IconName, size: 's' | '' = 's'): SVGElement {
  const el = svg('svg', {
    class: `i ${size}`.trim(), viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor',
    'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true',
  });
  el.innerHTML = icons[name];
  return el;
}

/** A button in the kit's look. `label` is read out when only the icon shows. */
export function button(o: { text?: string; icon?: IconName; label?: string; cls?: string; pressed?: boolean; on?: (e: MouseEvent) => void }): HTMLButtonElement {
  const el = h('button', { type: 'button', class: `btn sm ${o.cls ?? ''}${o.text ? '' : ' icon ghost'}`, 'aria-label': o.text ? null : o.label, title: o.label, 'aria-pressed': o.pressed === undefined ? null : String(o.pressed) },
    o.icon && icon(o.icon), o.text);
  if (o.on) el.addEventListener('click', o.on);
  return el;
}

/** A status mark: ok circle, warn triangle, late diamond, info square, idle ring. */
const shapes: Record<string, string> = {
  ok: '<circle cx="6" cy="6" r="5"/>', warn: '<path d="M6 .8 11.6 11H.4z"/>', late: '<path d="M6 0l6 6-6 6-6-6z"/>',
  info: '<path d="M1 1h10v10H1z"/>', idle: '<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.8"/>',
};
export function mark(status: string): SVGElement {
  const el = svg('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' });
  el.innerHTML = shapes[status] ?? shapes['idle']!;
  return el;
}

export const phone = (): boolean => matchMedia('(max-width: 860px)').matches;
export const coarse = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Typing in a field must not trigger a page's keys. */
export const typing = (e: Event): boolean => {
  const el = e.composedPath()[0];
  return el instanceof HTMLElement && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
};
