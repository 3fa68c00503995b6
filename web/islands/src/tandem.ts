// Entry of every page: words first, then the small elements, then the large ones.
import './poll';
import { loadWords } from './words';
import { TandemToast } from './toast';
import { TandemPalette } from './palette';
import { TandemConflict } from './conflict';
import { TandemGrid } from './grid';
import { TandemSignals } from './signals';
import { behaviours } from './behaviours';
import { pageKeys } from './keys';
import { loadLarge } from './large';

async function start(): Promise<void> {
  await loadWords();
  customElements.define('tandem-toast', TandemToast);
  customElements.define('tandem-palette', TandemPalette);
  customElements.define('tandem-conflict', TandemConflict);
  customElements.define('tandem-grid', TandemGrid);
  customElements.define('tandem-signals', TandemSignals);
  for (const name of ['tandem-toast', 'tandem-palette'])
    if (!document.querySelector(name)) document.body.append(document.createElement(name));
  behaviours();
  pageKeys();
  await loadLarge();
}

void start();
