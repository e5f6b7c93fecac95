import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';

/**
 * Tries every property of the tests on random input, round after round with another seed, for so many minutes or until
 * one fails. `npm run fuzz -- 3` is for three minutes, `npm run fuzz -- 0 42` is the one round with the seed 42.
 */
function run(minutes, firstSeed) {
  const root = join(import.meta.dirname, '..');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const endMs = performance.now() + minutes * 60_000;
  let seed = firstSeed;
  do {
    process.stdout.write(`fuzz: seed ${seed}\n`);
    const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'vitest.fuzz.config.ts'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NEXUS_FUZZ_SEED: `${seed}` },
    });
    if (status !== 0) {
      process.stdout.write(`fuzz: failed with seed ${seed}; again: npm run fuzz -- 0 ${seed}\n`);
      return 1;
    }
    seed += 1;
  } while (performance.now() < endMs);
  process.stdout.write(`fuzz: nothing found with the seeds ${firstSeed} to ${seed - 1}\n`);
  return 0;
}

const [minutes = '30', seed = `${randomInt(2 ** 31 - 10_000)}`] = process.argv.slice(2);
process.exitCode = run(Number(minutes), Number(seed));
