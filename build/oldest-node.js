import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `>=20.19` names 20.19.0. Throws for a range that names no oldest version. */
export function oldestVersion(range) {
  const [, version, patch = '.0'] = /^>=(\d+\.\d+)(\.\d+)?$/.exec(range) ?? [];
  if (version === undefined) throw new Error(`${range} names no oldest version`);
  return version + patch;
}

/** The package on the registry that holds that Node.js for this machine, without a script that would have to run. */
export function nodePackage(version, platform, arch) {
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}@${version}`;
}

/**
 * Runs the tests of the built program under the oldest Node.js that package.json names, which then starts it. Where it
 * cannot be had, that is said, and is no failure. Arguments go on to vitest, instead of those tests.
 */
function run() {
  const root = join(import.meta.dirname, '..');
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = nodePackage(oldestVersion(engines.node), process.platform, process.arch);
  const folder = mkdtempSync(join(tmpdir(), 'nexus-oldest-'));
  try {
    const node = fetched(wanted, folder);
    if (node === undefined) {
      process.stdout.write(`oldest Node.js: not run (${wanted} could not be fetched)\n`);
      return 0;
    }
    const given = process.argv.slice(2);
    const tests = given.length === 0 ? ofTheProgram : given;
    process.stdout.write(`oldest Node.js: ${wanted} runs ${tests.join(' ')}\n`);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    return spawnSync(node, [vitest, 'run', ...tests], { cwd: root, stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ofTheProgram = ['--config', 'vitest.long.config.ts', 'test/bin/bin', 'test/bin/foreign-files'];

/** The path of its program; undefined where no registry has it or it does not start here. */
function fetched(wanted, folder) {
  const options = { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' };
  const { stdout } = spawnSync('npm', ['pack', wanted, '--silent', '--ignore-scripts'], options);
  const archive = stdout?.trim().split('\n').at(-1) ?? '';
  if (!archive.endsWith('.tgz') || spawnSync('tar', ['-xzf', archive], { cwd: folder }).status !== 0)
    return undefined;
  const node = join(folder, 'package/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return spawnSync(node, ['--version']).status === 0 ? node : undefined;
}

if (process.argv[1] === import.meta.filename) process.exitCode = run();
