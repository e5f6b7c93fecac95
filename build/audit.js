import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const grave = ['high', 'critical'];

/**
 * What `npm audit --json` said, for these packages of the bundle: `not run` where no registry answered, which is no
 * clean result. Fails on a grave hole in what a person installs; one in a tool of the build is named only.
 */
export function auditResult(report, bundled) {
  const { vulnerabilities, message, error } = jsonOf(report);
  if (vulnerabilities === undefined)
    return { exitCode: 0, text: `audit: not run (${message || error?.summary || 'no answer'})` };
  const holes = Object.values(vulnerabilities).filter(({ severity }) => grave.includes(severity));
  const inBundle = holes.filter(({ name }) => bundled.includes(name));
  const elsewhere = holes.filter(({ name }) => !bundled.includes(name));
  const text = `audit: ${listed(inBundle)} in the bundle, ${listed(elsewhere)} in what builds and tests it`;
  return { exitCode: inBundle.length === 0 ? 0 : 1, text };
}

/** The names in the list that the build writes. */
export function bundledPackages(licenses) {
  return [...licenses.matchAll(/^- (\S+) \S+ \(/gm)].map(([, name]) => name);
}

const listed = (holes) =>
  holes.length === 0
    ? 'no grave hole'
    : `${holes.length} grave (${holes.map(({ name }) => name).join(', ')})`;

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..');
  const licenses = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  // From the lock file: what happens to be installed here is nobody else's.
  const { stdout } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const { exitCode, text } = auditResult(stdout ?? '', bundledPackages(licenses));
  process.stdout.write(`${text}\n`);
  process.exitCode = exitCode;
}
