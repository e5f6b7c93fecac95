import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallFacts } from '../../src/gateway/model-call.ts';
import type { CellOutcome } from '../../src/probe/probe-cell.ts';
import { type SweepOptions, sweep } from '../../src/probe/sweep.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { refusal, stream } from './call-facts.ts';

const sound = stream({ end: 'valid' });
const limit = (retryAfterSeconds?: number) =>
  refusal('nexus/rate_limit', { status: 429, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
const keyRefused = refusal('nexus/invalid_key', { status: 401 }, { access: true });
const noMoney = refusal('nexus/insufficient_balance', { status: 402 }, { provesKey: true });
const notAllowed = refusal('nexus/model_not_allowed', { status: 403 }, { access: true, provesKey: true });

function outcome(facts: CallFacts): CellOutcome {
  const judgement = { verdict: 'rejected', findings: [], passes: false } as const;
  return { facts, judgement, attempt: 1, usage: { inputTokens: 0, outputTokens: 0 } };
}

/** Sweeps cells that answer this way, in a world where waiting takes no time. `undefined`: no budget is left. */
async function swept(answers: readonly (CallFacts | undefined)[], more: Partial<SweepOptions> = {}) {
  const system = fakeSystem();
  const sent: { readonly cell: number; readonly atMs: number }[] = [];
  const stopped = await sweep(
    [...answers.keys()],
    async (cell) => {
      sent.push({ cell, atMs: system.clock.elapsedMs() });
      await Promise.resolve();
      const facts = answers[cell];
      return facts === undefined ? undefined : outcome(facts);
    },
    { concurrency: 1, perMinute: undefined, clock: system.clock, signal: system.interrupt, ...more },
  );
  return { stopped, cells: sent.map(({ cell }) => cell), sent };
}

describe('a sweep stops', () => {
  test.each([
    ['at a refused key', keyRefused, { kind: 'key-refused' }],
    ['at a 401 of an unknown form', refusal('edge/http-401', { status: 401 }), { kind: 'key-refused' }],
    ['at an empty balance', noMoney, { kind: 'no-money' }],
    ['when the budget is used up', undefined, { kind: 'budget' }],
    ['at a limit of more than a minute', limit(61), { kind: 'limit', retryAfterSeconds: 61 }],
    ['at a limit without a time', limit(), { kind: 'limit', retryAfterSeconds: null }],
  ])('%s', async (_, answer, stopped) => {
    expect(await swept([sound, answer, sound, sound])).toMatchObject({ stopped, cells: [0, 1] });
  });

  test('with what was under way at the same time, and sends nothing more', async () => {
    const { cells, stopped } = await swept([keyRefused, sound, sound, sound, sound], { concurrency: 2 });
    expect(stopped).toEqual({ kind: 'key-refused' });
    expect(cells).toEqual([0, 1]);
  });

  test('on an interrupt before the next cell', async () => {
    const interrupt = new AbortController();
    const cells: number[] = [];
    const stopped = await sweep(
      [0, 1, 2],
      async (cell) => {
        cells.push(cell);
        if (cell === 1) interrupt.abort('SIGINT');
        return outcome(sound);
      },
      { concurrency: 1, perMinute: undefined, clock: fakeSystem().clock, signal: interrupt.signal },
    );
    expect({ stopped, cells }).toEqual({ stopped: { kind: 'interrupted' }, cells: [0, 1] });
  });
});

describe('a sweep goes on', () => {
  test.each([
    ['after a sound stream', sound],
    ['after a refused model, which says nothing of the next', notAllowed],
    ['after a refusal to stream', refusal('nexus/streaming_not_supported', { status: 400 })],
    ['after a server error', refusal('edge/http-503', { status: 503 })],
    ['after a bill that could not be closed', refusal('nexus/billing_finalization_failed', { status: 500 })],
  ])('%s', async (_, answer) => {
    expect(await swept([answer, sound])).toMatchObject({ stopped: undefined, cells: [0, 1] });
  });
});

describe('a limit that passes within a minute', () => {
  test('is waited for, and the cell that met it is not sent again', async () => {
    const { stopped, sent } = await swept([sound, limit(60), sound]);
    expect(stopped).toBeUndefined();
    expect(sent).toEqual([
      { cell: 0, atMs: 0 },
      { cell: 1, atMs: 0 },
      { cell: 2, atMs: 60_000 },
    ]);
  });

  test('is waited for once: the second one stops', async () => {
    const { stopped, cells } = await swept([limit(5), sound, limit(5), sound]);
    expect(stopped).toEqual({ kind: 'limit', retryAfterSeconds: 5 });
    expect(cells).toEqual([0, 1, 2]);
  });

  test('met by calls that were under way together is one limit, and the longest wait counts', async () => {
    const { stopped, sent } = await swept([limit(5), limit(30), sound, sound], { concurrency: 2 });
    expect(stopped).toBeUndefined();
    expect(sent.slice(2).map(({ atMs }) => atMs)).toEqual([30_000, 30_000]);
  });

  test('behind the last cell costs no time', async () => {
    const system = fakeSystem();
    await swept([sound, limit(60)], { clock: system.clock });
    expect(system.clock.elapsedMs()).toBe(0);
  });

  test('ends its wait on an interrupt, and sends nothing then', async () => {
    const interrupt = new AbortController();
    const clock = {
      ...fakeSystem().clock,
      wait: async () => interrupt.abort('SIGINT'),
    };
    const { stopped, cells } = await swept([limit(60), sound], { clock, signal: interrupt.signal });
    expect({ stopped, cells }).toEqual({ stopped: { kind: 'interrupted' }, cells: [0] });
  });
});

/** Time passes only when everybody waits. */
function patientClock(): SweepOptions['clock'] {
  const waiting: { readonly untilMs: number; readonly wake: () => void }[] = [];
  let nowMs = 0;

  function passTime(): void {
    nowMs = Math.max(nowMs, Math.min(...waiting.map(({ untilMs }) => untilMs)));
    for (const one of waiting.filter(({ untilMs }) => untilMs <= nowMs)) {
      waiting.splice(waiting.indexOf(one), 1);
      one.wake();
    }
  }

  return {
    now: () => nowMs,
    elapsedMs: () => nowMs,
    offsetMinutes: () => 0,
    wait: (ms) =>
      new Promise((wake) => {
        waiting.push({ untilMs: nowMs + ms, wake });
        setImmediate(passTime);
      }),
  };
}

describe('the pace', () => {
  test('never exceeds the documented requests in any minute, whatever the concurrency', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }),
        async (perMinute, concurrency, attempts) => {
          const clock = patientClock();
          const sentAt: number[] = [];
          await sweep(
            attempts,
            async (count, pace) => {
              for (let attempt = 1; attempt <= count; attempt += 1) {
                if (attempt > 1) await pace();
                sentAt.push(clock.elapsedMs());
              }
              return outcome(sound);
            },
            { concurrency, perMinute, clock, signal: new AbortController().signal },
          );
          expect(sentAt).toHaveLength(attempts.reduce((sum, count) => sum + count, 0));
          for (const atMs of sentAt) {
            const within = sentAt.filter((one) => one >= atMs && one < atMs + 60_000);
            expect(within.length).toBeLessThanOrEqual(perMinute);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is free where no rate is documented', async () => {
    const { sent } = await swept(Array(50).fill(sound));
    expect(sent.at(-1)?.atMs).toBe(0);
  });
});

describe('the concurrency', () => {
  test.each([1, 3, 64])('of %i is never exceeded, and every cell is sent once', async (concurrency) => {
    let running = 0;
    let most = 0;
    const seen: number[] = [];
    const cells = Array.from({ length: 10 }, (_, index) => index);
    await sweep(
      cells,
      async (cell) => {
        seen.push(cell);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        return outcome(sound);
      },
      { concurrency, perMinute: undefined, clock: fakeSystem().clock, signal: new AbortController().signal },
    );
    expect(most).toBe(Math.min(concurrency, 10));
    expect(seen).toEqual(cells);
  });
});
