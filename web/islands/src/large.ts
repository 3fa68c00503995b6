// The large elements load only where a page holds them.
const large: Record<string, () => Promise<unknown>> = {
  'tandem-gantt': () => import('./gantt/gantt'),
  'tandem-board': () => import('./board'),
  'tandem-chart': () => import('./chart/chart'),
};

export const loadLarge = (): Promise<unknown> => Promise.all(Object.entries(large).map(([name, load]) => (document.querySelector(name) ? load() : null)));
