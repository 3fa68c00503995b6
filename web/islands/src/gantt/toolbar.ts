// The tools above the plan, the legend, and the line below it.
import { button, h, icon, svg } from '../dom';
import type { IconName } from '../icons';
import { t } from '../words';
import type { Toggles } from './view';
import { ZOOMS, type Zoom } from './scale';

export interface Acts {
  undo(): void; redo(): void; outdent(): void; indent(): void; link(): void; unlink(): void; insert(): void; remove(): void; gotoday(): void; why(): void;
  setZoom(z: Zoom): void; toggle(name: keyof Toggles): void; setTable(on: boolean): void; legend(): void;
}

const pills: [keyof Toggles, IconName][] = [['critical', 'route'], ['baseline', 'layers-2'], ['float', 'move-horizontal']];

export class Toolbar {
  readonly el = h('div', { class: 'ptool', role: 'toolbar', 'aria-label': t('gantt.tools') });
  private readonly toggles = new Map<string, HTMLButtonElement>();
  private readonly zooms = new Map<string, HTMLButtonElement>();
  private readonly views = new Map<string, HTMLButtonElement>();
  private readonly info: HTMLButtonElement;
  private readonly why: HTMLButtonElement;

  constructor(acts: Acts, readonly: boolean, extra: Element[]) {
    this.info = button({ icon: 'info', label: t('gantt.legend'), cls: 'gv', pressed: false, on: () => { acts.legend(); } });
    this.info.setAttribute('aria-expanded', 'false');
    this.why = button({ icon: 'corner-down-left', label: t('gantt.why.key'), pressed: false, on: () => { acts.why(); } });
    this.el.append(this.seg(acts));
    if (!readonly) this.el.append(...this.edits(acts));
    for (const [name, mark] of pills) {
      const pill = button({ text: t(`gantt.pill.${name}`), icon: mark, pressed: false, cls: 'gv', on: () => { acts.toggle(name); } });
      this.toggles.set(name, pill);
      this.el.append(pill);
    }
    this.el.append(h('span', { class: 'sp' }), this.scale(acts), button({ label: t('gantt.today'), icon: 'locate', cls: 'gv', on: () => { acts.gotoday(); } }), this.info, this.why, ...extra);
    if (!readonly) {
      const add = button({ text: t('gantt.add'), icon: 'plus', cls: 'primary', on: () => { acts.insert(); } });
      add.dataset['new'] = '';
      this.el.append(add);
    }
  }

  show(on: Toggles, zoom: Zoom, table: boolean, legend: boolean, why: boolean): void {
    this.why.setAttribute('aria-pressed', String(why));
    for (const [name, pill] of this.toggles) pill.setAttribute('aria-pressed', String(on[name as keyof Toggles]));
    for (const [name, step] of this.zooms) step.setAttribute('aria-pressed', String(name === zoom));
    for (const [name, view] of this.views) view.setAttribute('aria-pressed', String((name === 'table') === table));
    this.info.setAttribute('aria-expanded', String(legend));
    this.info.setAttribute('aria-pressed', String(legend));
    this.el.classList.toggle('table', table);
  }

  private seg(acts: Acts): HTMLElement {
    const seg = h('div', { class: 'seg sm', role: 'group', 'aria-label': t('gantt.view') });
    for (const [name, mark] of [['table', 'table'], ['gantt', 'chart-gantt']] as const) {
      const b = h('button', { type: 'button' }, icon(mark), h('span', { class: 'wide' }, t(`gantt.view.${name}`)));
      b.addEventListener('click', () => { acts.setTable(name === 'table'); });
      this.views.set(name, b);
      seg.append(b);
    }
    return seg;
  }

  private edits(acts: Acts): Node[] {
    const tool = (name: 'undo' | 'redo' | 'outdent' | 'indent' | 'link' | 'unlink' | 'remove', mark: IconName): HTMLElement => {
      const b = button({ icon: mark, label: t(`gantt.tool.${name}`), on: () => { acts[name](); } });
      b.classList.add('only-w');
      return b;
    };
    const bar = (): HTMLElement => h('span', { class: 'vr only-w' });
    return [bar(), tool('undo', 'undo-2'), tool('redo', 'redo-2'), bar(), tool('outdent', 'list-indent-decrease'), tool('indent', 'list-indent-increase'), tool('link', 'link'), tool('unlink', 'unlink'), tool('remove', 'trash-2'), bar()];
  }

  private scale(acts: Acts): HTMLElement {
    const seg = h('div', { class: 'seg sm gv', role: 'group', 'aria-label': t('gantt.scale') });
    for (const z of ZOOMS) {
      const b = h('button', { type: 'button' }, t(`gantt.zoom.${z}`));
      b.addEventListener('click', () => { acts.setZoom(z); });
      this.zooms.set(z, b);
      seg.append(b);
    }
    return seg;
  }
}

const rect = (x: number, w: number, fill: string): SVGElement => { const r = svg('rect', { x, y: 2, width: w, height: 9, rx: 2 }); r.style.fill = `var(--${fill})`; return r; };
const line = (d: string, colour: string, dash = '', width = 1.5): SVGElement => { const p = svg('path', { d, fill: 'none', 'stroke-width': width, 'stroke-dasharray': dash || null }); p.style.stroke = `var(--${colour})`; return p; };
const solid = (d: string, colour: string): SVGElement => { const p = svg('path', { d }); p.style.fill = `var(--${colour})`; return p; };

/** What the shapes mean; closes on Esc or its button. */
export function legend(close: () => void): HTMLElement {
  const keys: [string, SVGElement[]][] = [
    ['bar', [rect(0, 40, 'bar'), rect(0, 22, 'bar-done')]],
    ['critical', [rect(0, 40, 'bar-crit'), rect(0, 22, 'bar-crit-done')]],
    ['baseline', [line('M0 7h40', 'bar-base', '', 4)]],
    ['float', [line('M0 7h36m0-3v6', 'bar-float', '1.5 2.5')]],
    ['summary', [solid('M0 3h40v8l-5-4H5l-5 4z', 'bar-summary')]],
    ['milestone', [solid('m12 1 6 6-6 6-6-6z', 'bar-summary'), line('m28 1 6 6-6 6-6-6z', 'bar-float')]],
    ['deadline', [line('M20 13V2m-4 4 4-4 4 4', 'text')]],
    ['link', [line('M4 3h26v7m-3-3 3 3 3-3', 'link')]],
  ];
  const list = h('ul', { class: 'lg' }, ...keys.map(([name, shapes]) => h('li', {}, svg('svg', { width: 40, height: 14, viewBox: '0 0 40 14', 'aria-hidden': 'true' }, ...shapes), t(`gantt.legend.${name}`))));
  return h('div', { class: 'legpop pop', role: 'group', 'aria-label': t('gantt.legend') },
    h('div', { class: 'row' }, h('b', { class: 'cap' }, t('gantt.legend')), h('span', { class: 'sp' }), button({ icon: 'x', label: t('close'), on: close })), list);
}
