// Colours of the canvas from the page's custom properties. A probe element resolves light-dark() and var().

const NAMES = ['surface', 'canvas', 'rail', 'sunken', 'line', 'line-strong', 'grid', 'text', 'text-2', 'text-3', 'selected', 'hover', 'bar', 'bar-done',
  'bar-crit', 'bar-crit-done', 'bar-summary', 'bar-base', 'bar-float', 'link', 'today', 'late', 'late-text', 'warn', 'accent-line', 'accent', 'text-on-solid', 'info-soft'] as const;
export type Paint = Record<typeof NAMES[number], string> & { font: string; small: string; strong: string };

export function readPaint(host: HTMLElement): Paint {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const paint = {} as Record<string, string>;
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    paint[name] = getComputedStyle(probe).color;
  }
  const face = getComputedStyle(host).fontFamily;
  probe.remove();
  return { ...paint, font: `12px ${face}`, small: `11px ${face}`, strong: `500 12px ${face}` } as Paint;
}
