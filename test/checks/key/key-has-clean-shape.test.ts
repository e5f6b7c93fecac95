import { expect, test } from 'vitest';
import { keyHasCleanShape } from '../../../src/checks/key/key-has-clean-shape.ts';
import { checkContext, judged, realKey, runOne } from '../../support/check-context.ts';

const clean = { from: 'env NEXUS_API_KEY', length: 38, outerSpace: false, problem: null, position: 1 };

test.each([
  ['a clean key passes', clean, 'pass'],
  ['white space around it only warns', { ...clean, outerSpace: true }, 'warn local/key-has-outer-space'],
  ['an empty value is a missing key', { ...clean, problem: 'empty' as const }, 'fail local/key-missing'],
  ['line break', { ...clean, problem: 'line-break' as const }, 'fail local/key-has-line-break'],
  ['quotes', { ...clean, problem: 'quotes' as const }, 'fail local/key-has-quotes'],
  [
    'illegal character',
    { ...clean, problem: 'illegal-character' as const },
    'fail local/key-has-illegal-character',
  ],
  ['bearer prefix', { ...clean, problem: 'bearer-prefix' as const }, 'fail local/key-has-bearer-prefix'],
  ['placeholder', { ...clean, problem: 'placeholder' as const }, 'fail local/key-is-placeholder'],
  ['unexpanded', { ...clean, problem: 'unexpanded' as const }, 'fail local/key-is-unexpanded'],
  [
    'a line break inside counts more than white space around',
    { ...clean, outerSpace: true, problem: 'line-break' as const },
    'fail local/key-has-line-break',
  ],
])('%s', (_, evidence, expected) => {
  expect(judged(keyHasCleanShape, evidence)).toBe(expected);
});

test.each([
  ['pass', realKey],
  ['warn', ` ${realKey}\r\n`],
  ['fail', `${realKey.slice(0, 10)}\n${realKey.slice(10)}`],
  ['fail', `"${realKey}"`],
  ['fail', `Bearer ${realKey}`],
  ['fail', `NEXUS_API_KEY=${realKey}`],
  ['fail', `${realKey},${realKey}`],
  ['fail', '/home/ana/key.txt'],
  ['pass', `Bearer-${realKey}`],
  ['fail', 'YOUR_NEXUS_API_KEY'],
  ['fail', '$NEXUS_KEY'],
  ['fail', `${realKey}\u200b\u200bx`],
])('%s: the key as it came: %j', async (status, key) => {
  const result = await runOne(keyHasCleanShape, await checkContext({ env: { NEXUS_API_KEY: key } }));
  expect(result.status).toBe(status);
  expect(JSON.stringify(result)).not.toContain(realKey.slice(10));
});

test('the fact is the length, or that white space was ignored', () => {
  expect(keyHasCleanShape.fact?.(clean)).toBe('38 characters');
  expect(keyHasCleanShape.fact?.({ ...clean, outerSpace: true })).toBe('white space around it was ignored');
});

test.each([
  ['empty', { looked: ['env NEXUS_API_KEY (it is empty)'] }],
  ['line-break', { from: clean.from, position: 7 }],
  ['quotes', { from: clean.from, position: 7 }],
  ['illegal-character', { from: clean.from, position: 7 }],
  ['bearer-prefix', { from: clean.from }],
  ['placeholder', { from: clean.from }],
  ['unexpanded', { from: clean.from }],
  ['not-a-key', { from: clean.from, what: 'a whole line with a name and a value' }],
] as const)('the finding of %s says where it is', (problem, params) => {
  const judgement = keyHasCleanShape.judge({ ...clean, position: 7, problem });
  expect(judgement).toMatchObject({ kind: 'problems', findings: [{ params }] });
});

test.each([
  ['json', 'a piece of JSON', /without the JSON/],
  ['url', 'a URL', /base URL has a setting of its own/],
  ['path', 'the path of a file', /--key-file/],
  ['reference', 'a reference into a store of secrets', /the secret that it stands for/],
  ['two-keys', 'more than one key, or one key twice', /one key only/],
] as const)('%s is said as %s, with what to set instead', (instead, what, mend) => {
  const judgement = keyHasCleanShape.judge({ ...clean, problem: 'not-a-key', instead });
  expect(judgement).toMatchObject({
    findings: [
      {
        id: 'local/key-is-something-else',
        params: { from: clean.from, what, mend: expect.stringMatching(mend) },
      },
    ],
  });
});

test('white space around the key is told with its source', () => {
  expect(keyHasCleanShape.judge({ ...clean, outerSpace: true })).toMatchObject({
    findings: [{ params: { from: clean.from } }],
  });
});

test('the evidence is the shape of the key that was found', async () => {
  const key = `"${realKey}"`;
  const result = await runOne(keyHasCleanShape, await checkContext({ env: { NEXUS_API_KEY: key } }));
  expect(result).toMatchObject({
    evidence: { from: 'env NEXUS_API_KEY', outerSpace: false, problem: 'quotes', position: 1 },
  });
  const wide = await checkContext({ env: { NEXUS_API_KEY: ` ${realKey}` } });
  expect(await runOne(keyHasCleanShape, wide)).toMatchObject({
    evidence: { length: realKey.length, outerSpace: true, problem: null },
  });
});

test('without a key the evidence is empty', async () => {
  const present = { from: null, shadows: [], looked: [] };
  expect(await keyHasCleanShape.observe(await checkContext({ env: {} }), { present })).toEqual({
    from: 'nowhere',
    length: 0,
    outerSpace: false,
    problem: null,
    position: 1,
  });
});

test('the place of a fault inside the key is its own', async () => {
  const key = `${realKey.slice(0, 10)}\n${realKey.slice(10)}`;
  const result = await runOne(keyHasCleanShape, await checkContext({ env: { NEXUS_API_KEY: key } }));
  expect(result).toMatchObject({ findings: [{ params: { position: 11 } }] });
});
