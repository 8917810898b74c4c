// Runs every stage, though an earlier one failed, and counts. Each test of vitest counts as one; a stage that is no list of
// tests (lint, types, build) counts as one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const reports = mkdtempSync(join(tmpdir(), 'tvs-reports-'));
const node = (...args) => [process.execPath, args];
const vitest = (...projects) => ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap(name => ['--project', name])];

const stages = [
  { name: 'lint', command: ['npm', ['run', '--silent', 'lint']] },
  { name: 'types', command: node('node_modules/typescript/bin/tsc', '-b') },
  { name: 'API types are fresh', command: node('node_modules/tsx/dist/cli.mjs', 'tools/openapi.ts', '--check') },
  // Before the tests: those that kill a server, and those in a browser, run what was built.
  { name: 'build', command: node('script/build.mjs') },
  { name: 'unit, integration and media', tests: vitest('unit', 'integration-sqlite', 'integration-mariadb', 'media') },
  // Two browsers at a time: with three, pictures come too late on two cores.
  { name: 'end-to-end', tests: [...vitest('e2e'), '--maxWorkers=2'] },
];

// What an operator set for a server of theirs must not reach the tests.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(TVS_(?!TEST_)|DATABASE_|REDIS_|JWT_|SECRET_KEY|MEDIA_STORAGE|AWS_)/.test(name)),
);
if (process.argv.includes('--quick')) env.TVS_TEST_QUICK = '1';
const started = Date.now();
let passed = 0;
let failed = 0;
const summary = [];

for (const [index, stage] of stages.entries()) {
  console.log(`\n━━ ${index + 1}/${stages.length} ${stage.name}`);
  const begun = Date.now();
  const result = stage.tests ? await runTests(stage.tests, join(reports, `${index}.json`)) : await runCheck(stage.command);
  passed += result.passed;
  failed += result.failed;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const skipped = result.skipped ? `, ${result.skipped} skipped` : '';
  summary.push(`${result.failed ? '✗' : '✓'} ${stage.name}: ${result.passed} passed, ${result.failed} failed${skipped} (${seconds} s)`);
}

rmSync(reports, { recursive: true, force: true });
console.log(`\n━━ ${((Date.now() - started) / 1000).toFixed(0)} s\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function runCheck([command, args]) {
  const code = await run(command, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runTests(args, report) {
  const code = await run(process.execPath, [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const counts = readReport(report) ?? { passed: 0, failed: 0 };
  // Ended badly though no test did: a file that could not be loaded, an error outside of any test, a crash.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return null;
  }
}

/** Its exit code; a signal counts as 1. */
function run(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', error => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', code => resolve(code ?? 1));
  });
}
