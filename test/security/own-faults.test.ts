import { describe, expect, test } from 'vitest';
import { faultOf } from '../../src/cli/fault-of.ts';
import { run } from '../../src/cli/program.ts';
import type { System } from '../../src/system/system.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { canary, tracesIn } from './canary.ts';

/** Errors that hold the key wherever a careless program looks. */
const faults: Readonly<Record<string, () => unknown>> = {
  'in the message': () => new Error(`bad header: Bearer ${canary}`),
  'in a line of the message that looks like a frame': () => new Error(`x\n    at ${canary} (/x.js:1:1)`),
  'in three causes': () =>
    new Error('a', { cause: new Error('b', { cause: new Error('c', { cause: new Error(canary) }) }) }),
  'in its fields': () =>
    Object.assign(new Error('x'), { headers: { authorization: canary }, input: `https://x/?k=${canary}` }),
  'in its name': () => Object.assign(new Error('x'), { name: canary }),
  'in its code': () => Object.assign(new Error('x'), { code: canary }),
  'in a stack of its own': () => Object.assign(new Error('x'), { stack: `Error: x\n    at ${canary}\n` }),
  'behind getters that throw': () =>
    Object.defineProperties(new Error(canary), {
      name: {
        get() {
          throw new Error(canary);
        },
      },
      code: {
        get() {
          throw new Error(canary);
        },
      },
    }),
  'in a circle': () => {
    const error = Object.assign(new Error(canary), { self: {} });
    error.self = error;
    return error;
  },
  'as text': () => canary,
  'as nothing': () => undefined,
};

/** A machine on which the network fails in a way that nobody thought of. */
function failingSystem(fault: () => unknown, env: Readonly<Record<string, string>>) {
  const fake = fakeSystem({ env });
  const network: System['network'] = {
    ...fake.network,
    connect: () => {
      throw fault();
    },
  };
  return { ...fake, network };
}

const known = { NEXUS_API_KEY: canary };
/** The key came from a file, say: nothing in the environment tells the last guard what to look for. */
const unknown = { NEXUS_API_KEY: 'another-key-0123456789abcdef' };
const commandLines = [
  ['doctor'],
  ['doctor', '--json'],
  ['models', '--verbose'],
  ['models', '--verbose', '--json'],
];

async function expectHidden(fault: () => unknown, env: Readonly<Record<string, string>>): Promise<void> {
  for (const argv of commandLines) {
    const system = failingSystem(fault, { ...env, NEXUS_BASE_URL: 'http://127.0.0.1:1' });
    const exitCode = await run(argv, system);
    const printed = system.stdout.text() + system.stderr.text();
    expect(exitCode, `${argv}`).toBe(3);
    expect(printed, `${argv}`).not.toBe('');
    expect(tracesIn(printed), `${argv}`).toEqual([]);
    if (argv.includes('--json')) expect(() => JSON.parse(system.stdout.text()), `${argv}`).not.toThrow();
  }
}

describe('a fault of our own that holds a key does not show it', () => {
  test.each(Object.entries(faults))('%s, known or unknown to the program', async (_, fault) => {
    await expectHidden(fault, known);
    await expectHidden(fault, unknown);
  });
});

test('what is told is the kind of error and the places in our own files', () => {
  const error = new RangeError(canary);
  error.stack = `RangeError: ${canary}\n    at observe (/home/ana/lib/nexus-doctor/dist/doctor-x1.cjs:1:2)\n    at node:internal/x:3:4`;
  expect(faultOf(error)).toEqual({ name: 'RangeError', frames: ['dist/doctor-x1.cjs:1:2'] });
});
