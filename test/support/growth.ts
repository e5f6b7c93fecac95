import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Time that grows with the length gives about 4, with its square 16: what is above this is no noise. */
export const tooSteep = 9;

const factor = 4;
/** Microseconds that the work is at it before it is measured: by then it is compiled. */
const warmUp = 10_000;
/** Microseconds: less than this is mostly the noise of one call. */
const shortest = 3000;
const mostRounds = 12;

/**
 * How many times the CPU time of the work grows when its input is four times as long. Seconds would depend on the
 * machine and on what else it does, and the same machine does both sizes here, one after the other.
 * The size is the length from which on the growth is of interest: behind every limit that the work has by design.
 * Where the work builds much, keep the size small: past its young generation the garbage collector makes a step.
 */
export async function growthOf<Input>(
  size: number,
  inputOf: (size: number) => Input,
  work: (input: Input) => unknown,
): Promise<number> {
  const small = inputOf(size);
  const large = inputOf(size * factor);
  const times = Math.ceil(shortest / (await warmTimeOf(small, work)));
  let ofSmall = Number.POSITIVE_INFINITY;
  let ofLarge = Number.POSITIVE_INFINITY;
  // A disturbance only ever adds time. So the least counts, and a ratio that is fine already needs no other round.
  for (let round = 0; round < mostRounds && ofLarge >= ofSmall * tooSteep; round += 1) {
    ofSmall = Math.min(ofSmall, await cpuTimeOf(small, work, times), await cpuTimeOf(small, work, times));
    ofLarge = Math.min(ofLarge, await cpuTimeOf(large, work, times));
  }
  return ofLarge / ofSmall;
}

/** Microseconds that the work takes once the compiler is through with it. */
async function warmTimeOf<Input>(input: Input, work: (input: Input) => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let spent = 0; spent < warmUp; ) {
    const time = Math.max(await cpuTimeOf(input, work, 1), 1);
    least = Math.min(least, time);
    spent += time;
  }
  return least;
}

/** Microseconds of this process; what another one takes from the same core does not count. */
async function cpuTimeOf<Input>(input: Input, work: (input: Input) => unknown, times: number) {
  collectYoungGarbage();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work(input);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

// What the run before left behind is not to be cleared away at the cost of the next one.
setFlagsFromString('--expose-gc');
const collect: (options: { readonly type: 'minor' }) => void = runInNewContext('gc');

function collectYoungGarbage(): void {
  collect({ type: 'minor' });
}
