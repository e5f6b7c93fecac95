import { expect, test } from 'vitest';
import type { EvidenceOf } from '../../../src/checks/check.ts';
import { modelIsListed } from '../../../src/checks/model/model-is-listed.ts';
import { checkContext, healthyReplies, judged, realKey, runOne } from '../../support/check-context.ts';

type Evidence = EvidenceOf<typeof modelIsListed>;

const listed = { model: 'gpt-5.4', listed: true, count: 3, nearest: [], complete: true };
const unread: Evidence = { model: 'gpt-5.4', listed: null, count: 0, nearest: [], complete: false };
const absent = { ...listed, model: 'gpt-5.5', listed: false, nearest: ['gpt-5.4'] };

test.each<[string, Evidence, string]>([
  ['a listed model passes', listed, 'pass'],
  ['a model absent from the list of this key fails', absent, 'fail local/model-not-listed'],
  [
    'absent from a list that may be longer warns',
    { ...absent, complete: false },
    'warn local/model-not-in-list',
  ],
  ['an unread list is unknown', unread, 'unknown local/model-list-unknown'],
  ['no model is chosen', { ...unread, model: null }, 'not-applicable'],
])('%s', (_, evidence, expected) => {
  expect(judged(modelIsListed, evidence)).toBe(expected);
});

test('only a list of this very key proves that the model is allowed', () => {
  expect(modelIsListed.proves?.(listed)).toBe('model-allowed');
  expect(modelIsListed.proves?.({ ...listed, complete: false })).toBeUndefined();
  expect(modelIsListed.proves?.(absent)).toBeUndefined();
});

const anyKey = { path: '/v1/models', answer: { status: 200, json: { data: [{ id: 'gpt-5.4' }] } } };
const noKey = {
  path: '/v1/models',
  key: null,
  answer: { status: 401, json: { error: { code: 'invalid_key' } } },
};

test.each([
  ['the list of the key', healthyReplies, 'model-allowed'],
  ['a public list', [anyKey, ...healthyReplies], undefined],
  ['a list that any key gets', [noKey, anyKey, ...healthyReplies], undefined],
])('%s proves %4$s', async (_, replies, proves) => {
  const result = await runOne(modelIsListed, await checkContext({ replies }, { model: 'gpt-5.4' }));
  expect({ status: result.status, proves: 'proves' in result ? result.proves : undefined }).toEqual({
    status: 'pass',
    proves,
  });
});

test('a typing mistake is answered with the nearest id', async () => {
  const result = await runOne(modelIsListed, await checkContext({}, { model: 'gpt-5.44' }));
  expect(result).toMatchObject({ status: 'fail', findings: [{ params: { nearest: ['gpt-5.4'] } }] });
});

test('a list with more pages does not prove that a model is absent', async () => {
  const answer = { status: 200, json: { data: [{ id: 'gpt-5.4' }], has_more: true } };
  const [, ...others] = healthyReplies;
  const replies = [{ ...healthyReplies[0], answer }, ...others];
  const result = await runOne(modelIsListed, await checkContext({ replies }, { model: 'gpt-5.5' }));
  expect(result).toMatchObject({ status: 'warn', findings: [{ id: 'local/model-not-in-list' }] });
});

test('the findings hold the model, how many are listed, and the nearest', () => {
  const findings = [{ params: { model: 'gpt-5.5', listed: 3, nearest: ['gpt-5.4'] } }];
  expect(modelIsListed.judge(absent)).toMatchObject({ findings });
  expect(modelIsListed.judge({ ...absent, complete: false })).toMatchObject({ findings });
  expect(modelIsListed.judge(unread)).toMatchObject({ findings: [{ params: { model: 'gpt-5.4' } }] });
});

test('the evidence of a listed model', async () => {
  const result = await runOne(modelIsListed, await checkContext({}, { model: 'gpt-5.4' }));
  expect(result).toMatchObject({
    fact: 'gpt-5.4',
    evidence: { model: 'gpt-5.4', listed: true, count: 1, nearest: [], complete: true },
  });
});

test('a list that could not be read says nothing of a model', async () => {
  const tired = {
    path: '/v1/models',
    key: realKey,
    answer: { status: 503, json: { error: { message: 'tired' } } },
  };
  const context = await checkContext({ replies: [tired, ...healthyReplies] }, { model: 'gpt-5.4' });
  expect(await runOne(modelIsListed, context)).toMatchObject({
    status: 'unknown',
    evidence: { model: 'gpt-5.4', listed: null, count: 0, nearest: [], complete: false },
  });
});

test('without a chosen model it does not apply', async () => {
  expect(await runOne(modelIsListed, await checkContext())).toMatchObject({
    status: 'skip',
    reason: { kind: 'not-applicable', why: 'no model is chosen' },
  });
  expect(modelIsListed.fact?.({ ...unread, model: null })).toBeUndefined();
});
