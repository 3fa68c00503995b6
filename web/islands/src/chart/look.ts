// Colours and faces of a chart from the page's custom properties.

export interface Look {
  series: string[]; band: string; band2: string; grid: string; text: string; text2: string; text3: string; surface: string; line: string;
  small: string; font: string; strong: string; ok: string; measure(text: string): number;
}

export function readLook(host: HTMLElement): Look {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const read = (value: string): string => { probe.style.color = value; return getComputedStyle(probe).color; };
  const v = (name: string): string => read(`var(--${name})`);
  const face = getComputedStyle(host).fontFamily, small = `11px ${face}`;
  const ctx = document.createElement('canvas').getContext('2d')!;
  ctx.font = small;
  const look: Look = {
    series: [1, 2, 3, 4, 5, 6, 7, 8].map(k => v(`c${k}`)), band: v('band'), band2: read('color-mix(in srgb, var(--band) 55%, transparent)'), grid: v('grid'), text: v('text'), text2: v('text-2'), text3: v('text-3'),
    surface: v('surface'), line: v('line-strong'), ok: v('ok'), small, font: `12px ${face}`, strong: `500 12px ${face}`, measure: text => ctx.measureText(text).width,
  };
  probe.remove();
  return look;
}
