import { describe, expect, test } from 'vitest';
import type { AnswerFacts } from '../../src/errors/answer.ts';
import { lookUpName, lookUpStatus, namesIn } from '../../src/errors/look-up.ts';
import { isCodeKnown, lookUpAnswer } from '../../src/errors/look-up-answer.ts';
import type { Hit } from '../../src/errors/look-up-documented.ts';
import { namesNear } from '../../src/errors/names-near.ts';
import { builtInProfiles, profiles } from '../../src/providers/index.ts';

const said = (hits: readonly Hit[]) => hits.map(({ row, confidence }) => `${row.id} ${confidence}`);

describe('by name', () => {
  test.each([
    'invalid_key',
    'INVALID_KEY',
    'invalid-key',
    ' invalid key ',
    'Invalid  Key',
    'nexus/invalid_key',
  ])('"%s" is one row', (name) => {
    expect(said(lookUpName(name, builtInProfiles))).toEqual(['nexus/invalid_key exact']);
  });

  test('the uncoded error is found by its heading', () => {
    expect(said(lookUpName('Service Request Error', builtInProfiles))).toEqual([
      'nexus/service-request-error exact',
    ]);
  });

  test('an alias of the documentation finds its row', () => {
    expect(said(lookUpName('auth_error', builtInProfiles))).toEqual(['nusantara/authentication_error exact']);
  });

  test('a name that several gateways use is likely at each', () => {
    expect(said(lookUpName('rate_limit_error', builtInProfiles))).toEqual([
      'nusantara/rate_limit_error likely',
      'anthropic/rate_limit_error likely',
    ]);
  });

  test('our own findings are found too', () => {
    expect(said(lookUpName('local/key-missing', builtInProfiles))).toEqual(['local/key-missing exact']);
    expect(said(lookUpName('key missing', builtInProfiles))).toEqual(['local/key-missing exact']);
  });

  test('one provider alone is asked when it is named', () => {
    expect(said(lookUpName('insufficient_balance', [profiles.nusantara]))).toEqual([]);
  });

  test.each(['', 'invalid', 'toString', 'nexus/', 'totally unknown'])('"%s" is nobody', (name) => {
    expect(lookUpName(name, builtInProfiles)).toEqual([]);
  });
});

describe('by status', () => {
  test('several candidates stay ambiguous', () => {
    const hits = said(lookUpStatus(401, builtInProfiles));
    expect(hits).toContain('nexus/invalid_key ambiguous');
    expect(hits).toContain('nusantara/authentication_error ambiguous');
    expect(hits).toContain('edge/http-401 ambiguous');
  });

  test('one candidate is likely, never exact', () => {
    expect(said(lookUpStatus(408, builtInProfiles))).toEqual(['edge/http-408 likely']);
  });

  test('a status that nobody uses has none', () => {
    expect(lookUpStatus(299, builtInProfiles)).toEqual([]);
  });
});

describe('by an answer', () => {
  const answer = (fields: Partial<AnswerFacts>): AnswerFacts => ({ body: 'api-error', ...fields });
  const hits = (fields: Partial<AnswerFacts>) => said(lookUpAnswer(answer(fields), builtInProfiles));

  test('a code that one gateway documents is exact, whatever its general type means elsewhere', () => {
    expect(hits({ code: 'invalid_key', type: 'authentication_error' })).toEqual(['nexus/invalid_key exact']);
    expect(hits({ code: 'itpm_exceeded', type: 'rate_limit_error' })).toEqual([
      'nusantara/itpm_exceeded exact',
    ]);
  });

  test('a type that several document is likely at each', () => {
    expect(hits({ type: 'authentication_error', anthropicShape: true })).toEqual([
      'anthropic/authentication_error likely',
      'nusantara/authentication_error likely',
    ]);
  });

  test('a type with its words says more than the type alone', () => {
    expect(hits({ type: 'invalid_request_error', message: 'Incorrect API key provided: sk-…' })).toEqual([
      'openai/invalid_api_key exact',
    ]);
  });

  test('a status alone is a guess, even where a gateway documents it', () => {
    expect(hits({ status: 403, message: 'Not permitted' })).toEqual([
      'edge/http-403 ambiguous',
      'nusantara/coding-key-elsewhere ambiguous',
    ]);
  });

  test('a code that nobody documents stays ambiguous', () => {
    expect(hits({ status: 403, code: 'ip_not_in_list' })).toEqual(['edge/http-403 ambiguous']);
  });

  test('a documented type beside a code that nobody documents is never sure', () => {
    const beside = answer({ type: 'rate_limit_error', code: 'concurrency_limit_exceeded' });
    for (const { confidence } of lookUpAnswer(beside, builtInProfiles)) expect(confidence).not.toBe('exact');
    expect(isCodeKnown(beside, lookUpAnswer(beside, builtInProfiles))).toBe(false);
  });

  test('the request id comes along', () => {
    expect(lookUpAnswer(answer({ code: 'invalid_key', requestId: 'req_1' }), builtInProfiles)).toMatchObject([
      { requestId: 'req_1' },
    ]);
  });
});

describe('near names', () => {
  test.each([
    ['invalid_kye', 'invalid_key'],
    ['insuficient_balance', 'insufficient_balance'],
    ['nexus/invalid_kee', 'nexus/invalid_key'],
  ])('%s is near to %s', (typed, near) => {
    expect(namesNear(typed, builtInProfiles)[0]).toBe(near);
  });

  test('nonsense is near to nothing', () => {
    expect(namesNear('qqqqqqqqqqqq', builtInProfiles)).toEqual([]);
  });
});

describe('names in a longer text', () => {
  test.each([
    ['Got invalid_key from the gateway.', ['invalid_key']],
    ['code=INSUFFICIENT_BALANCE, retry later', ['insufficient_balance']],
    ['It said: Service Request Error (again)', ['Service Request Error']],
    ['first pricing_stale, then internal_error', ['pricing_stale', 'internal_error']],
    ['my_invalid_key_file is fine', []],
    ['a timeout, some error, a server', []],
    ['', []],
  ])('"%s"', (text, names) => {
    expect(namesIn(text, builtInProfiles)).toEqual(names);
  });
});
