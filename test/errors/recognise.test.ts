import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anthropicErrors } from '../../src/dialects/anthropic-errors.ts';
import { openaiErrors } from '../../src/dialects/openai-errors.ts';
import type { AnswerFacts } from '../../src/errors/answer.ts';
import type { AnswerEntry, Signature } from '../../src/errors/entry.ts';
import { httpErrors } from '../../src/errors/http.ts';
import { isDocumented, recognise } from '../../src/errors/recognise.ts';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { builtInProfiles, profiles } from '../../src/providers/index.ts';

const { nexus, nusantara } = profiles;
const bare = customProfile({ id: 'own', baseUrl: 'https://gateway.example' });
const apiError = { body: 'api-error' } as const;

/** The smallest answer that fits a signature. */
function answerTo({ messageHas, ...fields }: Signature): AnswerFacts {
  return { ...apiError, ...fields, ...(messageHas === undefined ? {} : { message: `Well, ${messageHas}.` }) };
}

function samplesOf(origin: string, entries: Readonly<Record<string, AnswerEntry>>) {
  return Object.entries(entries).flatMap(([key, entry]) =>
    entry.signatures.map((signature) => [`${origin}/${key}`, answerTo(signature)] as const),
  );
}

describe('no row is hidden by an earlier one', () => {
  test.each(builtInProfiles.flatMap((profile) => samplesOf(profile.id, profile.errors)))(
    '%s %j',
    (id, answer) => {
      const profile = id.startsWith('nexus/') ? nexus : nusantara;
      expect(recognise(answer, profile).id).toBe(id);
    },
  );

  test.each(samplesOf('openai', openaiErrors))('%s %j', (id, answer) => {
    expect(recognise(answer, bare).id).toBe(id);
  });

  test.each(samplesOf('anthropic', anthropicErrors))('%s %j', (id, answer) => {
    expect(recognise({ ...answer, anthropicShape: true }, bare).id).toBe(id);
  });

  const { 'http-status': _, ...named } = httpErrors;
  test.each(samplesOf('edge', named))('%s %j', (id, answer) => {
    expect(recognise(answer, bare).id).toBe(id);
  });
});

test('a code is the same in any case', () => {
  expect(recognise({ ...apiError, code: 'Invalid_Key' }, nexus).id).toBe('nexus/invalid_key');
});

test.each([
  ['as the type, in a form that has no code', { type: 'billing_finalization_failed', anthropicShape: true }],
  ['as all of the message', { message: 'billing_finalization_failed' }],
] as const)('a gateway’s own code is known %s', (_, said) => {
  expect(recognise({ ...apiError, ...said }, nexus).id).toBe('nexus/billing_finalization_failed');
  expect(recognise({ ...apiError, ...said, code: 'another' }, nexus).id).not.toContain('billing');
});

describe('documented answers of Nexus', () => {
  test.each([
    ['the code decides, whatever the status', { status: 500, code: 'invalid_key' }, 'nexus/invalid_key'],
    [
      'and whatever the type',
      { code: 'pricing_stale', type: 'invalid_request_error' },
      'nexus/pricing_stale',
    ],
    [
      'the uncoded error is found by its words',
      { status: 502, message: 'Service Request Error' },
      'nexus/service-request-error',
    ],
    [
      'even under a type of a wire format',
      { type: 'api_error', message: 'Service request error, try later' },
      'nexus/service-request-error',
    ],
    ['a code of the official OpenAI API', { status: 401, code: 'invalid_api_key' }, 'openai/invalid_api_key'],
    [
      'a type of the official OpenAI API',
      { status: 429, type: 'insufficient_quota' },
      'openai/insufficient_quota',
    ],
    [
      'the code says more than the type',
      { code: 'credit_balance_exhausted', type: 'insufficient_quota' },
      'openai/credit_balance_exhausted',
    ],
    ['no status is documented, so it says nothing of its own', { status: 402 }, 'edge/http-402'],
  ])('%s', (_, answer, id) => {
    expect(recognise({ ...apiError, ...answer }, nexus).id).toBe(id);
  });
});

describe('documented answers of Nusantara', () => {
  test.each([
    ['E1', { status: 401, type: 'auth_error', code: 'missing_api_key' }, 'nusantara/missing_api_key'],
    ['the other name of the type', { status: 401, type: 'auth_error' }, 'nusantara/authentication_error'],
    ['its own row for a type of Anthropic', { type: 'not_found_error' }, 'nusantara/not_found_error'],
    [
      'E3',
      { status: 429, type: 'usage_limit_exceeded', code: 'user_total_daily_limit_exceeded' },
      'nusantara/user_total_daily_limit_exceeded',
    ],
    ['E5', { status: 429, type: 'rate_limit_error', code: 'itpm_exceeded' }, 'nusantara/itpm_exceeded'],
    [
      'the words of its own command line',
      { status: 429, code: 'rate_limit_exceeded', message: 'Input token throughput limit exceeded' },
      'nusantara/itpm_exceeded',
    ],
    [
      'a documented status without more',
      { status: 402, message: 'Payment Required' },
      'nusantara/balance-too-low',
    ],
    ['an unusual status', { status: 418 }, 'edge/http-status'],
  ])('%s', (_, answer, id) => {
    expect(recognise({ ...apiError, ...answer }, nusantara).id).toBe(id);
  });
});

describe('a limit on parallel requests is told from a rate', () => {
  const message = 'Concurrency limit reached for this key';
  test.each([
    ['beside the type of a rate', { status: 429, type: 'rate_limit_error', message }, nusantara],
    ['beside the status alone', { status: 429, message }, nexus],
    ['in other words', { status: 429, message: 'Too many parallel requests' }, bare],
  ])('%s', (_, answer, profile) => {
    expect(recognise({ ...apiError, ...answer }, profile).id).toBe('edge/http-429-concurrency');
  });

  test('and a code beside it decides', () => {
    const answer = { ...apiError, status: 429, code: 'itpm_exceeded', message };
    expect(recognise(answer, nusantara).id).toBe('nusantara/itpm_exceeded');
  });
});

describe('plain words say more than the general code of a relay', () => {
  const message = 'No available channel for model gpt-5.4 under group default (distributor)';

  test('whoever documents that code in general', () => {
    const answer = { ...apiError, status: 503, code: 'model_not_found', message };
    expect(recognise(answer, nexus).id).toBe('edge/http-no-channel');
    expect(recognise(answer, bare).id).toBe('edge/http-no-channel');
  });

  test('and not more than a code of the gateway itself', () => {
    const answer = { ...apiError, code: 'unsupported_model', message };
    expect(recognise(answer, nexus).id).toBe('nexus/unsupported_model');
  });

  test('while words that may mean anything say nothing beside a code', () => {
    const answer = { ...apiError, status: 429, code: 'odd_code', message: 'Too many parallel requests' };
    expect(recognise(answer, bare).id).toBe('edge/http-429');
  });

  test('and a code of relays is known by itself', () => {
    const answer = { ...apiError, status: 400, code: 'model_price_error', message: 'no' };
    expect(recognise(answer, nexus).id).toBe('edge/http-no-price');
  });
});

describe('an unknown code is never guessed', () => {
  test.each([
    [
      'by the status that the provider documents',
      { status: 403, code: 'ip_not_in_list' },
      nusantara,
      'edge/http-403',
    ],
    [
      'by a general type of a wire format',
      { status: 400, code: 'odd_code', type: 'invalid_request_error' },
      nexus,
      'edge/http-400',
    ],
    [
      'by words of a wire format',
      { status: 429, code: 'odd_code', message: 'Rate limit reached' },
      nexus,
      'edge/http-429',
    ],
    ['by a part of it', { status: 401, code: 'invalid_key_format' }, nexus, 'edge/http-401'],
    [
      'by the code of another provider',
      { status: 402, code: 'insufficient_balance' },
      nusantara,
      'edge/http-402',
    ],
    ['by the name of a property', { status: 400, code: 'constructor' }, nexus, 'edge/http-400'],
  ])('%s', (_, answer, profile, id) => {
    const finding = recognise({ ...apiError, ...answer }, profile);
    expect(finding.id).toBe(id);
    expect(isDocumented(finding)).toBe(false);
    expect(finding.answer.code).toBe(answer.code);
  });

  test('of any spelling', () => {
    const known = new Set(
      [
        ...samplesOf('nexus', nexus.errors),
        ...samplesOf('openai', openaiErrors),
        ...samplesOf('a', anthropicErrors),
      ].flatMap(([, { code }]) => code?.toLowerCase() ?? []),
    );
    const status = fc.integer({ min: 400, max: 599 });
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), status, (code, seen) => {
        fc.pre(!known.has(code.toLowerCase()));
        expect(recognise({ ...apiError, code, status: seen }, nexus).id).toMatch(/^edge\//);
      }),
    );
  });
});

test.each(['html', 'text', 'empty', 'json'] as const)('a body of %s is nobody’s documented error', (body) => {
  const answer: AnswerFacts = { body, status: 401, code: 'invalid_key', type: 'authentication_error' };
  expect(recognise(answer, nexus).id).toBe('edge/http-401');
  expect(recognise({ body, status: 402 }, nusantara).id).toBe('edge/http-402');
});

test('a web page as the message does not turn a status into a documented error', () => {
  const answer = { body: 'html-message', status: 503, message: '<html>' } as const;
  expect(recognise(answer, nusantara).id).toBe('edge/http-503');
  expect(recognise({ ...answer, code: 'itpm_exceeded' }, nusantara).id).toBe('nusantara/itpm_exceeded');
});

test('the wrapper of Anthropic picks its rows before those of OpenAI', () => {
  const answer = { ...apiError, type: 'invalid_request_error' };
  expect(recognise(answer, bare).id).toBe('openai/invalid_request_error');
  expect(recognise({ ...answer, anthropicShape: true }, bare).id).toBe('anthropic/invalid_request_error');
});

test('an answer without a status is not called by one', () => {
  expect(recognise({ ...apiError, message: 'hm' }, nexus).id).toBe('edge/http-status');
});

describe('an address without a route', () => {
  const answer: AnswerFacts = {
    ...apiError,
    status: 404,
    type: 'invalid_request_error',
    message: 'Invalid URL (POST /v1/v1/messages)',
  };

  test.each(builtInProfiles.map((profile) => [profile.id, profile] as const))(
    'is told from a wrong field, also at %s, whose documentation has the type alone',
    (_, profile) => {
      expect(recognise(answer, profile).id).toBe('openai/invalid-url');
    },
  );

  test('is not seen in a message about a field that holds an address', () => {
    const field = { ...answer, message: 'Invalid URL in image_url' };
    expect(recognise(field, nusantara).id).toBe('nusantara/invalid_request_error');
  });
});

test('an error inside a 200 is no unusual status, and a 200 that is no error of an API stays unnamed', () => {
  expect(recognise({ ...apiError, status: 200, message: '系统繁忙' }, bare).id).toBe(
    'edge/http-error-in-200',
  );
  expect(recognise({ body: 'html', status: 200 }, bare).id).toBe('edge/http-status');
});
