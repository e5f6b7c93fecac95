import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parts } from './parts.js';

/** The newest line that runs on Node.js 20; 10 needs 22. */
const stryker = '9.6.1';
const notCopied = /^(?:node_modules|dist|\.git|coverage)(?:[\\/]|$)/;

/**
 * Changes the code that decides, one small change at a time, and counts the changes that no test notices. It works in a
 * copy: Stryker and what it brings along are 130 packages, which nobody needs who only wants to build or test.
 * The names of parts choose what is changed, everything by default; other arguments go on to Stryker:
 * `npm run mutation -- redactor --mutate src/report/redact.ts`.
 */
function run() {
  const given = process.argv.slice(2);
  const named = given.filter((word) => Object.hasOwn(parts, word));
  const forStryker = given.filter((word) => !named.includes(word));
  const root = join(import.meta.dirname, '../..');
  const copy = mkdtempSync(join(tmpdir(), 'nexus-mutation-'));
  try {
    cpSync(root, copy, { recursive: true, filter: (path) => !notCopied.test(relative(root, path)) });
    const added = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${stryker}`);
    const quiet = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
    const installed = start('npm', ['install', ...quiet, ...added], copy);
    if (installed !== 0) return installed;
    const program = join(copy, 'node_modules/@stryker-mutator/core/bin/stryker.js');
    const args = [program, 'run', 'build/mutation/stryker.config.js', ...forStryker];
    const ends = (named.length === 0 ? Object.keys(parts) : named).map((part) => {
      process.stdout.write(`\n${part}\n`);
      return start(process.execPath, args, copy, { NEXUS_MUTATION_PART: part });
    });
    return ends.find((end) => end !== 0) ?? 0;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function start(program, args, cwd, more = {}) {
  const shell = process.platform === 'win32' && program === 'npm';
  return (
    spawnSync(program, args, { cwd, stdio: 'inherit', shell, env: { ...process.env, ...more } }).status ?? 1
  );
}

process.exitCode = run();
