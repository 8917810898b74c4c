#!/usr/bin/env node
// House rules that no linter knows: exact versions, short files, nothing of one machine in the repository.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const longest = 400;
const reasons = 'docs/decisions/002-dependencies.md';
const problems = [];
const direct = new Set();

// New files count before they are added; deleted ones may still be listed.
const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
const files = execFileSync('git', list, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  .split('\0')
  .filter(Boolean);

for (const file of files) {
  const bytes = read(file);
  if (bytes === null || bytes.includes(0)) continue;
  const text = bytes.toString('utf8');
  if (file.endsWith('package.json')) checkVersions(file, JSON.parse(text));
  if (/\.(m?js|tsx?|css|sh|py)$/.test(file) && !file.endsWith('.gen.ts')) checkLength(file, text);
  checkMachine(file, text);
}

checkReasons();
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

function checkVersions(file, { dependencies, devDependencies, optionalDependencies }) {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    if (!name.startsWith('@tvs/')) direct.add(name);
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`${file}: ${name} is ${version}; pin one exact version`);
  }
}

/** Whatever is installed has its reason written down, and nothing else has. */
function checkReasons() {
  const text = read(reasons)?.toString('utf8') ?? '';
  const named = new Set(
    [...text.matchAll(/^\| (@?[\w./-]+) \| [^|]+ \| [^|]+ \|$/gm)].map(match => match[1]).filter(name => !/^(package|program)$/.test(name)),
  );
  for (const name of direct) if (!named.has(name)) problems.push(`${reasons}: ${name} has no line; say why it is here, or remove it`);
  for (const name of named) if (!direct.has(name)) problems.push(`${reasons}: ${name} is no direct dependency any more; remove its line`);
}

function checkLength(file, text) {
  const lines = text.split('\n').length - 1;
  if (lines > longest) problems.push(`${file}: ${lines} lines; no source has more than ${longest}: split it by what it does`);
}

/** Absolute paths of someone's machine, addresses of a private registry, marks of an unfinished merge. */
function checkMachine(file, text) {
  const lock = file.endsWith('package-lock.json');
  for (const [number, line] of text.split('\n').entries()) {
    const where = `${file}:${number + 1}`;
    if (/(?<![\w.$}/-])\/(?:home|Users|work|root)\/[\w.-]+/.test(line)) problems.push(`${where}: a path of one machine`);
    if (lock && /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)http/.test(line)) problems.push(`${where}: a private registry`);
    if (file.endsWith('.npmrc') && /registry/.test(line)) problems.push(`${where}: a registry; that is the machine's to say`);
    if (/^(<{7}|>{7}) /.test(line)) problems.push(`${where}: an unfinished merge`);
  }
}

function read(file) {
  try {
    return readFileSync(join(root, file));
  } catch {
    return null;
  }
}
