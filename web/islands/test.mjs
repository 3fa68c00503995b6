// Type check, then tests/*.test.ts with Node's own runner. Ends with the runner's "pass N / fail N" lines.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const types = spawnSync(process.execPath, [join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit'], { cwd: here, stdio: 'inherit' });
if (types.status !== 0) process.exit(1);
const out = mkdtempSync(join(tmpdir(), 'islands-'));
try {
  const names = readdirSync(join(here, 'tests')).filter(name => name.endsWith('.test.ts'));
  await build({ entryPoints: names.map(name => join(here, 'tests', name)), outdir: out, bundle: true, format: 'esm', platform: 'node', outExtension: { '.js': '.mjs' }, logLevel: 'warning', banner: { js: 'globalThis.document ??= { documentElement: { lang: "en" } };' } });
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...names.map(name => join(out, name.replace('.ts', '.mjs')))], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
