import { afterEach } from 'vitest';
import {
  type RunningSandbox,
  type SandboxOptions,
  type SeenRequest,
  startSandbox,
} from '../../src/sandbox/index.ts';
import type { GatewayState, Scenario } from '../../src/sandbox/scenario.ts';
import type { FakeWorld } from '../support/fake-system.ts';
import { type Ran, runNexus } from '../support/run-nexus.ts';

const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

/** Closes it after the test. */
export function closing<One extends { close(): Promise<void> }>(one: One): One {
  running.push(one);
  return one;
}

/** A gateway on a loopback port, closed after the test. */
export async function gatewayWith(
  gateway: GatewayState,
  options: SandboxOptions = { streamGapMs: 6 },
): Promise<RunningSandbox> {
  const scenario: Scenario = {
    id: 'test',
    story: 'A test',
    provider: 'nexus',
    gateway,
    expects: { verdict: 'healthy', exitCode: 0, findings: [] },
  };
  return closing(await startSandbox(scenario, options));
}

/** The world of somebody who holds the key of that gateway. */
export function holder({ key }: Pick<RunningSandbox, 'key'>, world: FakeWorld = {}): FakeWorld {
  return { ...world, env: { NEXUS_API_KEY: key, ...world.env } };
}

/** `nexus probe --json` against a gateway, or against what stands before it. */
export function probeAt(
  { baseUrl, key }: Pick<RunningSandbox, 'baseUrl' | 'key'>,
  flags: readonly string[],
  world: FakeWorld = {},
): Promise<Ran> {
  return runNexus(['probe', '--base-url', baseUrl, '--json', ...flags], holder({ key }, world));
}

/** The billable requests that a gateway saw. */
export function posts({ requests }: Pick<RunningSandbox, 'requests'>): readonly SeenRequest[] {
  return requests.filter(({ method }) => method === 'POST');
}
