// <tandem-chart [view="chart|table"] [height="260"] [name="weekly-buyers"] [no-legend]>
//   <script type="application/json">{ shape in data.ts }</script>
//   <div class="twrap">…<table class="t">…</table></div>      optional: made from the JSON when left out
// Inside a card.chart the legend, the chart/table switch and CSV go into the card's header, else above the plot.
// Keys on the plot: ← → Home End step through the periods and read them out, V switches to the table.
import type uPlot from 'uplot';
import { download, tableRows } from '../csv';
import { button, h, svg } from '../dom';
import { t } from '../words';
import { Chart, type ChartJson, DASHES, colourOf } from './data';
import { readLook } from './look';
import { plot } from './plot';
import { tableOf } from './table';

export class TandemChart extends HTMLElement {
  private chart!: Chart;
  private plotted: uPlot | null = null;
  private readonly box = h('div', { class: 'cplot', tabindex: '0', role: 'group' });
  private readonly tip = h('div', { class: 'tip', hidden: true });
  private readonly said = h('div', { class: 'vh', 'aria-live': 'polite' });
  private views: HTMLButtonElement[] = [];
  private stop: (() => void)[] = [];

  connectedCallback(): void {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (!data || this.classList.contains('ready')) return;
    this.chart = new Chart(JSON.parse(data) as ChartJson);
    const name = this.title || this.closest('.card')?.querySelector('h2, h3')?.textContent?.trim() || this.getAttribute('name') || '';
    if (!this.querySelector('.twrap, table')) this.append(tableOf(this.chart, name));
    this.box.setAttribute('aria-label', t('chart.label', { name }));
    this.prepend(this.box, this.said);
    this.tools();
    this.classList.add('ready');
    this.view = this.getAttribute('view') === 'table' ? 'table' : 'chart';
    this.listen();
    this.draw();
  }

  disconnectedCallback(): void { for (const end of this.stop) end(); this.plotted?.destroy(); }

  get view(): string { return this.getAttribute('view') ?? 'chart'; }
  set view(view: string) {
    this.setAttribute('view', view);
    for (const b of this.views) b.setAttribute('aria-pressed', String(b.dataset['view'] === view));
    if (view === 'chart') this.draw();
  }

  private listen(): void {
    let width = 0;
    const resize = new ResizeObserver(() => { if (this.box.clientWidth !== width) { width = this.box.clientWidth; this.draw(); } });
    resize.observe(this.box);
    const look = (): void => { this.draw(); };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', look);
    document.addEventListener('tandem:look', look);
    this.stop = [() => { resize.disconnect(); }, () => { dark.removeEventListener('change', look); }, () => { document.removeEventListener('tandem:look', look); }];
    this.box.addEventListener('keydown', e => { if (this.key(e.key)) e.preventDefault(); });
    this.box.addEventListener('blur', () => { this.tip.hidden = true; });
    this.box.addEventListener('pointerleave', () => { this.tip.hidden = true; });
  }

  private draw(): void {
    if (this.view !== 'chart' || this.box.clientWidth < 40) return;
    const style = getComputedStyle(this.box), width = this.box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    this.plotted?.destroy();
    this.tip.hidden = true;
    this.plotted = plot(this.chart, readLook(this), width, Number(this.getAttribute('height') ?? 260), this.box, u => { this.show(u.cursor.idx ?? null, u.cursor.left ?? -1); });
    this.box.append(this.tip);
  }

  // --- reading values ---

  private at = -1;

  private key(key: string): boolean {
    const n = this.chart.json.x.length;
    if (key.toLowerCase() === 'v') { this.view = 'table'; this.querySelector<HTMLElement>('.twrap')?.focus(); return true; }
    const to = { ArrowRight: this.at + 1, ArrowLeft: this.at < 0 ? n - 1 : this.at - 1, Home: 0, End: n - 1 }[key];
    if (to === undefined) return false;
    const k = Math.max(0, Math.min(n - 1, to)), u = this.plotted!;
    u.setCursor({ left: u.valToPos(k, 'x'), top: 10 });
    this.said.textContent = this.lines(k).map(([label, value]) => `${label} ${value}`).join(', ');
    return true;
  }

  private show(k: number | null, left: number): void {
    this.at = k ?? -1;
    this.tip.hidden = k === null || left < 0;
    if (k === null || left < 0 || !this.plotted) return;
    const rows = this.lines(k);
    this.tip.replaceChildren(h('b', {}, rows[0]![0]), ...rows.slice(1).map(([label, value, key]) => h('div', {}, h('span', {}, key ?? null, label), h('span', { class: 'num' }, value))));
    const x = this.plotted.bbox.left / devicePixelRatio + this.plotted.valToPos(k, 'x'), room = this.box.clientWidth;
    const wide = this.tip.offsetWidth;
    this.tip.style.left = `${x + 24 + wide > room ? x - wide + 2 : x + 24}px`;
    this.tip.style.top = '44px';
  }

  private lines(k: number): [string, string, Node?][] {
    const { series, forecast } = this.chart.json;
    const all: [string, string, Node?][] = [[this.chart.period(k) + (k === this.chart.partial ? ` · ${t('chart.partial')}` : ''), '']];
    series.forEach((s, j) => { if (s.values[k] !== null && s.values[k] !== undefined) all.push([s.label, this.chart.value(s.values[k]), this.swatch(j)]); });
    const f = forecast, lo = f?.lo80?.[k] ?? f?.lo95?.[k], hi = f?.hi80?.[k] ?? f?.hi95?.[k];
    if (f?.median[k] !== null && f?.median[k] !== undefined) all.push([t('chart.median'), this.chart.value(f.median[k])]);
    if (lo !== null && lo !== undefined) all.push([t('chart.band', { n: f?.lo80 ? 80 : 95 }), `${this.chart.value(lo)} – ${this.chart.value(hi)}`]);
    return all;
  }

  // --- legend, switch, CSV ---

  private tools(): void {
    const header = this.closest('.card.chart')?.querySelector(':scope > header');
    const bar = header ?? h('div', { class: 'cbar' });
    if (!bar.querySelector('.sp')) bar.append(h('span', { class: 'sp' }));
    if (!this.hasAttribute('no-legend') && (this.chart.json.series.length > 1 || this.chart.json.forecast || this.chart.partial >= 0)) bar.append(this.legend());
    bar.append(this.seg(), button({ icon: 'download', label: 'CSV', on: () => { const table = this.querySelector('table'); if (table) download(this.getAttribute('name') ?? 'chart', tableRows(table)); } }));
    if (!header) this.prepend(bar);
  }

  private seg(): HTMLElement {
    this.views = (['chart', 'table'] as const).map(view => {
      const b = h('button', { type: 'button', 'data-view': view }, t(`chart.view.${view}`));
      b.addEventListener('click', () => { this.view = view; });
      return b;
    });
    return h('div', { class: 'seg sm', role: 'group', 'aria-label': t('chart.view') }, ...this.views);
  }

  private legend(): HTMLElement {
    const { series, forecast } = this.chart.json;
    // one series alone is named by the title
    const named = series.length > 1 || forecast ? series : [];
    const list = h('div', { class: 'legend' }, ...named.map((s, k) => h('span', {}, this.swatch(k), s.label)));
    if (this.chart.partial >= 0) list.append(h('span', {}, key('M3 1h12v8H3z', 'c1', '3 2', 1.4), t('chart.partial')));
    if (forecast) list.append(h('span', {}, bandKey(), t(forecast.lo80 ? 'chart.forecast80' : forecast.lo95 ? 'chart.forecast95' : 'chart.forecast')));
    return list;
  }

  private swatch(k: number): SVGElement {
    const s = this.chart.json.series[k]!, colour = s.compared ? 'text-3' : `c${colourOf(s, k)}`;
    if (s.kind !== 'bar') return key('M0 5h18', colour, (s.compared ? [1.5, 3] : DASHES[k % 8]!).join(' '), 2);
    const el = key('M3 0h12v10H3z', colour, '', 0);
    (el.firstElementChild as SVGElement).style.fill = `var(--${colour})`;
    return el;
  }
}

function key(d: string, colour: string, dash: string, width: number): SVGElement {
  const path = svg('path', { d, fill: 'none', 'stroke-width': width, 'stroke-dasharray': dash || null });
  path.style.stroke = `var(--${colour})`;
  return svg('svg', { viewBox: '0 0 18 10', 'aria-hidden': 'true' }, path);
}

function bandKey(): SVGElement {
  const el = key('M0 5h18', 'c1', '4 3', 2), area = svg('path', { d: 'M0 0h18v10H0z' });
  area.style.fill = 'var(--band)';
  el.prepend(area);
  return el;
}

customElements.define('tandem-chart', TandemChart);
