#!/usr/bin/env node
// Builds the server bundle, the console and the player; each only when something it is made of has changed.
// node script/build.mjs [server|console|player …] [--force]
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const pages = ['packages/schedule', 'packages/protocol', 'packages/stage'];
const apps = {
  server: { inputs: ['apps/server', 'packages/schedule', 'packages/protocol'], build: buildServer },
  console: { inputs: ['apps/console', ...pages], build: () => buildPage('apps/console') },
  player: { inputs: ['apps/player', ...pages], build: () => buildPage('apps/player') },
};
/** What every build depends on beside its sources. */
const shared = ['package-lock.json', 'tsconfig.base.json', 'script/build.mjs'];

const asked = process.argv.slice(2).filter(word => word !== '--force');
const unknown = asked.find(name => !(name in apps));
if (unknown) fail(`there is nothing named ${unknown} to build: ${Object.keys(apps).join(', ')}`);
const force = process.argv.includes('--force');

for (const [name, { inputs, build }] of Object.entries(apps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const stamp = join(root, 'apps', name, 'dist', '.stamp');
  const now = hashOf([...inputs, ...shared]);
  if (!force && readStamp(stamp) === now) continue;
  const started = performance.now();
  try {
    await build();
  } catch (error) {
    fail(`${name} could not be built: ${error instanceof Error ? error.message : String(error)}`);
  }
  // Last, so that a build cut short counts as none.
  writeFileSync(stamp, now);
  console.log(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function buildServer() {
  const { rolldown } = await import('rolldown');
  const folder = join(root, 'apps/server');
  const bundle = await rolldown({
    cwd: folder,
    // The last is a thread's.
    input: { main: 'src/main.ts', cli: 'src/cli.ts', 'package-worker': 'src/media/package/worker.ts' },
    platform: 'node',
    // Our own packages are source and go in; everything of node_modules stays there.
    external: id => /^[^./\\]/.test(id) && !id.startsWith('@tvs/'),
  });
  await bundle.write({ dir: join(folder, 'dist'), format: 'esm', sourcemap: true, cleanDir: true, chunkFileNames: '[name]-[hash].js' });
  await bundle.close();
}

async function buildPage(folder) {
  const { build } = await import('vite');
  await build({ root: join(root, folder), logLevel: 'warn', build: { emptyOutDir: true, reportCompressedSize: false } });
  await pack(join(root, folder, 'dist'));
}

/** Lays each text packed beside it, so that the server need not pack it for everyone who asks. */
async function pack(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    entry => entry.isFile() && /\.(js|css|html|svg|json|webmanifest)$/.test(entry.name),
  );
  await Promise.all(
    files.map(async entry => {
      const file = join(entry.parentPath, entry.name);
      const bytes = readFileSync(file);
      if (bytes.length < 1000) return;
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
      writeFileSync(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );
}

/** One hash of the names and bytes of all these files and folders. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesIn).sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/** Tests, pictures of the demo and what was built are no inputs. */
function filesIn(path) {
  if (/\.(json|mjs|ts)$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap(entry => {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory())
      return /^(dist|node_modules|demo)$/.test(entry.name) && path.startsWith('apps/') && !path.includes('/src') ? [] : filesIn(below);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [below];
  });
}

function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
