import type { Scenario } from '../scenario.ts';

type Promised = Scenario['expects'];

/** Nothing to report. */
export const healthy: Promised = { verdict: 'healthy', exitCode: 0, findings: [] };

/** It works, and something is worth knowing. */
export function degraded(...findings: readonly string[]): Promised {
  return { verdict: 'degraded', exitCode: 0, findings };
}

export function broken(...findings: readonly string[]): Promised {
  return { verdict: 'broken', exitCode: 1, findings };
}

/** Broken, and the first cause is the key or a permission. */
export function keyIsWrong(...findings: readonly string[]): Promised {
  return { verdict: 'broken', exitCode: 4, findings };
}

/** Nobody can tell from here. */
export function inconclusive(...findings: readonly string[]): Promised {
  return { verdict: 'inconclusive', exitCode: 3, findings };
}
