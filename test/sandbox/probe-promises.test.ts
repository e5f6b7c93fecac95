import { describe, expect, test } from 'vitest';
import { scenarios } from '../../src/sandbox/index.ts';
import { nexus } from '../../src/sandbox/wire/nexus.ts';
import { nusantara } from '../../src/sandbox/wire/nusantara.ts';

describe('the stories about streams', () => {
  const stories = scenarios.filter(({ probe }) => probe !== undefined);

  test('tell doctor nothing: it makes no real call', () => {
    const told = scenarios.filter(({ id }) => id.startsWith('stream/'));
    expect(told.length).toBeGreaterThan(30);
    for (const { id, expects, probe } of told) {
      expect(expects, id).toEqual({ verdict: 'healthy', exitCode: 0, findings: [] });
      expect(probe, id).toBeDefined();
    }
  });

  test('promise an exit code that fits their worst row', () => {
    const absent = new Set(['buffered', 'truncated', 'not-sse', 'ignored-stream', 'wrong-answer']);
    const unclear = new Set(['unproven', 'stalled', 'timed-out', 'error-in-stream', 'unreachable']);
    const sound = new Set(['streams', 'answers']);
    for (const { id, probe } of stories) {
      const verdicts = Object.values(probe?.rows ?? {});
      if (verdicts.some((verdict) => absent.has(verdict))) expect(probe?.exitCode, id).toBe(1);
      if (verdicts.some((verdict) => unclear.has(verdict))) expect(probe?.exitCode, id).toBe(3);
      if (verdicts.every((verdict) => sound.has(verdict))) expect(probe?.exitCode, id).toBe(0);
    }
  });

  test('cover every verdict but the one of a cell that is left out', () => {
    const promised = new Set(stories.flatMap(({ probe }) => Object.values(probe?.rows ?? {})));
    expect([...promised].sort()).toEqual([
      'answers',
      'buffered',
      'error-in-stream',
      'ignored-stream',
      'not-sse',
      'not-supported',
      'rejected',
      'stalled',
      'streams',
      'timed-out',
      'truncated',
      'unproven',
      'unreachable',
      'wrong-answer',
    ]);
  });

  test('give every row a documented route of its provider', () => {
    const providers = { nexus, nusantara };
    for (const { id, provider, probe } of stories) {
      for (const row of Object.keys(probe?.rows ?? {})) {
        expect(row, id).toMatch(/^POST \/\S+ (plain|stream)$/);
        const paths = providers[provider].routes.map(({ path }) => path);
        expect(paths, id).toContain(row.split(' ')[1]);
      }
    }
  });

  test('name only errors that their provider has', () => {
    const providers = { nexus, nusantara };
    for (const { id, provider, gateway } of stories) {
      const fault = gateway.stream;
      if (fault?.kind !== 'error' || fault.error === undefined) continue;
      expect(providers[provider].errors, id).toHaveProperty([fault.error]);
    }
  });
});
