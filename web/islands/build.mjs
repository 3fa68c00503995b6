// Builds web/styles and web/islands into src/Tandem.Host/wwwroot/assets, and the islands' words from the modules' resx.
// node build.mjs — the MSBuild target of Tandem.Host calls it; no network.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const out = join(root, 'src', 'Tandem.Host', 'wwwroot', 'assets');
const skip = new Set(['bin', 'obj', 'node_modules', 'wwwroot']);

function* files(folder, name) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !skip.has(entry.name)) yield* files(join(folder, entry.name), name);
    else if (entry.name === name) yield join(folder, entry.name);
  }
}

const unescape = s => s.replace(/&(lt|gt|quot|apos|amp|#x?[0-9a-f]+);/gi, (_, e) =>
  ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[e] ??
  String.fromCodePoint(e[1] === 'x' ? parseInt(e.slice(2), 16) : parseInt(e.slice(1), 10)));

/** Keys that start with `island.` (prefix left out) of every Words resx of one language, in key order. */
function words(name) {
  const all = {};
  for (const file of files(join(root, 'src'), name)) {
    const xml = readFileSync(file, 'utf8').replace(/<!--[\s\S]*?-->/g, '');
    for (const [, key, value] of xml.matchAll(/<data\s+name="island\.([^"]+)"[^>]*>\s*<value>([\s\S]*?)<\/value>/g)) {
      if (key in all) throw new Error(`Word island.${key} is defined twice; the second is in ${file}`);
      all[key] = unescape(value);
    }
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const en = words('Words.resx'), zh = words('Words.zh-CN.resx');
const uneven = [...Object.keys(en).filter(k => !(k in zh)), ...Object.keys(zh).filter(k => !(k in en))];
if (uneven.length) throw new Error(`Words in one language only: ${uneven.map(k => 'island.' + k).join(', ')}`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'words.en.json'), JSON.stringify(en));
writeFileSync(join(out, 'words.zh-CN.json'), JSON.stringify(zh));

const common = { bundle: true, minify: true, sourcemap: false, legalComments: 'none', logLevel: 'warning', outdir: out };
await build({ ...common, entryPoints: { tandem: join(here, '..', 'styles', 'index.css') }, target: 'chrome123' });
await build({
  ...common,
  entryPoints: { tandem: join(here, 'src', 'tandem.ts') },
  // one file: names that change with the content would go stale in the build's list of static files
  format: 'esm', target: 'es2022',
});
