import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';

/** Far ahead of UTC, far behind it, and off by part of an hour; languages whose letters and numbers differ from English. */
export const places = [
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'ru_RU.UTF-8' },
  { TZ: 'Pacific/Chatham', LANG: 'ar_EG.UTF-8' },
  { TZ: 'Pacific/Pago_Pago', LANG: 'C' },
];

/** The environment of a run at that place. */
export function environmentAt({ TZ, LANG }) {
  return { ...process.env, TZ, LANG, LC_ALL: LANG };
}

/** The same command in a network that has this machine only; undefined where the kernel does not allow one. */
export function withoutNetwork(command) {
  const alone = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  return start([...alone, 'true'], { stdio: 'ignore' }) === 0 ? [...alone, ...command] : undefined;
}

function start([program, ...args], options) {
  return spawnSync(program, args, options).status;
}

/**
 * Runs the tests once for each place, in an order that a seed decides, and the last time without a network. Arguments go
 * on to vitest; `--sequence.seed=42` gives an order once more.
 */
function run(given) {
  const root = join(import.meta.dirname, '..');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  let failed = 0;
  for (const [nth, place] of places.entries()) {
    const seed = randomInt(2 ** 31);
    const order = ['--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${seed}`];
    const command = [process.execPath, vitest, 'run', ...order, ...given];
    const isLast = nth === places.length - 1;
    const alone = isLast ? withoutNetwork(command) : undefined;
    if (isLast && alone === undefined)
      process.stdout.write('luck: without a network: not run (unshare or ip is not there, or not allowed)\n');
    const about = `TZ=${place.TZ} LANG=${place.LANG}, order ${seed}${alone === undefined ? '' : ', without a network'}`;
    process.stdout.write(`luck: ${about}\n`);
    if (start(alone ?? command, { cwd: root, stdio: 'inherit', env: environmentAt(place) }) === 0) continue;
    failed += 1;
    process.stdout.write(`luck: failed with ${about}\n`);
  }
  return failed === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = run(process.argv.slice(2));
