// The line between grid and Gantt: dragged, or moved by the arrow keys; the width is the person's own.
import { h } from '../dom';
import { t } from '../words';

const LEAST = 240, MOST = 1100;

export function splitter(width: () => number, set: (w: number) => void): HTMLElement {
  const el = h('div', { class: 'gsplit', role: 'separator', tabindex: '0', 'aria-orientation': 'vertical', 'aria-label': t('gantt.splitter'), 'aria-valuemin': LEAST, 'aria-valuemax': MOST, 'aria-valuenow': width() });
  const to = (w: number): void => {
    const next = Math.max(LEAST, Math.min(MOST, Math.round(w)));
    el.setAttribute('aria-valuenow', String(next));
    set(next);
  };
  el.addEventListener('pointerdown', e => {
    const from = e.clientX, start = width();
    el.setPointerCapture(e.pointerId);
    const move = (m: PointerEvent): void => { to(start + m.clientX - from); };
    el.addEventListener('pointermove', move);
    el.addEventListener('pointerup', () => { el.removeEventListener('pointermove', move); }, { once: true });
  });
  el.addEventListener('keydown', e => {
    if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') { e.preventDefault(); to(width() + (e.key === 'ArrowRight' ? 16 : -16)); }
  });
  return el;
}
