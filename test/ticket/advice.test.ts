import { describe, expect, test } from 'vitest';
import { builtInProfiles, profiles } from '../../src/providers/index.ts';
import { adviceOf } from '../../src/ticket/advice.ts';
import { type CallFacts, noCall } from '../../src/ticket/call-facts.ts';
import { knownOf } from '../../src/ticket/meaning.ts';

const advice = (call: Partial<CallFacts>, timesSeen: number | null = 1, isAtLeast = false) => {
  const whole = { ...noCall, ...call };
  const known = knownOf(whole, profiles.nexus, builtInProfiles);
  return adviceOf({
    call: whole,
    known,
    profile: profiles.nexus,
    profiles: builtInProfiles,
    timesSeen,
    isAtLeast,
    command: (command) => command,
  });
};
const status = (code: number) => ({ ...noCall.error, status: code });

describe('the place to go to follows from who can act', () => {
  test.each([
    ['nexus/insufficient_balance', 'you-first'],
    ['nexus/model_not_allowed', 'you-first'],
    ['local/key-missing', 'you-first'],
    ['nexus/internal_error', 'support'],
    ['nexus/billing_finalization_failed', 'support'],
    ['local/no-models-enabled', 'support'],
    ['stream/truncated', 'support'],
    ['edge/server-error-page', 'elsewhere'],
    ['edge/captive-portal', 'elsewhere'],
    ['network/proxy-refused', 'elsewhere'],
    ['network/certificate-unknown-issuer', 'unclear'],
    ['network/connection-reset', 'unclear'],
    ['network/answer-cut', 'unclear'],
    ['stream/buffered', 'unclear'],
    ['edge/http-502', 'unclear'],
  ])('%s: %s', (finding, place) => {
    expect(advice({ finding, error: status(502) }).place).toBe(place);
  });

  test('every error that a person can solve with Nexus has its documented exception', () => {
    for (const [key, entry] of Object.entries(profiles.nexus.errors)) {
      if (entry.owner !== 'you') continue;
      expect(advice({ finding: `nexus/${key}` }).exception, key).toBe(entry.supportWhen);
      expect(entry.supportWhen, key).toMatch(/^the |^you /);
    }
  });
});

test('an error that may pass is for support once it repeats', () => {
  const call = { finding: 'nexus/service-request-error' };
  expect(advice(call).text).toContain('if it repeats');
  expect(advice(call, 4).text).toBe('Support is the right place: the same error came 4 times in 10 minutes.');
});

test('a count that stopped where the reading stopped is told as the least', () => {
  expect(advice({ finding: 'nexus/service-request-error' }, 50, true).text).toContain('at least 50 times');
});

test('what a page on the way says is not the gateway’s, whatever the status', () => {
  expect(
    advice({ speaker: 'edge', error: status(502), answer: { status: 502, body: 'html' } }),
  ).toMatchObject({
    place: 'elsewhere',
  });
});

describe('a host of nobody that is known', () => {
  const answer = { status: 401, body: 'api-error' } as const;
  test.each([
    ['api.openai.com', 'elsewhere'],
    ['api.nexus-hub.ru', 'unclear'],
    ['localhost:4000', 'unclear'],
    ['10.0.0.4:4000', 'unclear'],
    ['litellm.internal', 'unclear'],
  ])('%s: %s', (host, place) => {
    expect(advice({ host, answer, error: status(401) }).place).toBe(place);
  });

  test('counts less than a documented error of the gateway: a relay may stand between', () => {
    const error = { ...noCall.error, code: 'invalid_key' };
    expect(
      advice({ host: 'relay.example.org', answer: { ...answer, code: 'invalid_key' }, error }).place,
    ).toBe('you-first');
  });
});

test('a lone request id is something that support can look up', () => {
  const facts = { ...noCall.facts, requestId: { value: 'req_1', from: '--request-id' } };
  expect(advice({ facts })).toMatchObject({ place: 'unclear', owner: null, retry: null });
  expect(advice({ facts }).text).toContain('support can look the request_id up');
  expect(advice({}).text).toContain('Nothing here shows an answer of the gateway');
});

test('a sandbox ticket says first that there is nobody to write to', () => {
  expect(advice({ finding: 'nexus/internal_error', sandbox: 'live/x' }).text).toMatch(/^SANDBOX: /);
});
