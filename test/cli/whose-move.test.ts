import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

/** The finding that a scenario is about, with the next step behind it. */
async function ended(argv: string, id: string) {
  const { json } = await runNexus([...argv.split(' '), '--json']);
  const findings = json.findings ?? json.results.flatMap((one: { findings: unknown[] }) => one.findings);
  const finding = findings.find((one: { id: string }) => one.id === id);
  return { finding, nextStep: json.nextStep, causes: finding.causes.join('; '), first: finding.fixes[0] };
}

describe('whose move it is depends on what was asked', () => {
  test.each([
    ['overload/gateway-timeout', 'nusantara/gateway_timeout', /wait a little/, /stream/],
    [
      'balance/forbidden',
      'nexus/endpoint_not_allowed',
      /nothing, if your client works/,
      /Claude Code,|set the client/,
    ],
    [
      'key/without-models-route',
      'nexus/endpoint_not_allowed',
      /nothing, if your client works/,
      /set the client/,
    ],
    ['balance/blocks-model-list', 'nexus/insufficient_balance', /tops up the balance/, /output limit/],
    [
      'model/list-not-found-nusantara',
      'nusantara/not_found_error',
      /path of the base URL/,
      /model ids that exist/,
    ],
    ['answer/anthropic-wrapper', 'anthropic/authentication_error', /copy the key again/, /see which key/],
    ['key/forbidden', 'nusantara/coding-key-elsewhere', /what kind of key it is/, /see the base URL in use/],
  ])('%s: the first thing to do fits a GET', async (scenario, id, wanted, unwanted) => {
    const { first } = await ended(`doctor --sandbox ${scenario}`, id);
    expect(JSON.stringify(first)).toMatch(wanted);
    expect(JSON.stringify(first)).not.toMatch(unwanted);
  });

  test('a time-out of the list is the gateway’s', async () => {
    const { finding } = await ended('doctor --sandbox overload/gateway-timeout', 'nusantara/gateway_timeout');
    expect(finding.owner).toBe('gateway');
  });

  test('a time-out of a call stays with the client, which can stream', async () => {
    const { finding } = await ended(
      'doctor --live --sandbox live/gateway-timeout',
      'nusantara/gateway_timeout',
    );
    expect(finding).toMatchObject({
      owner: 'you',
      fixes: [{ what: 'switch on streaming in the client' }, {}],
    });
  });

  test.each([
    ['live/streaming-refused', 'nexus/streaming_not_supported', /chat\/completions/],
    ['live/unsupported-route', 'nexus/unsupported_endpoint', /\/v1 twice/],
    ['live/supplier-quota', 'openai/insufficient_quota', /the credits are used up/],
  ])('%s is the gateway’s, and no cause blames the person', async (scenario, id, blame) => {
    const { finding, causes } = await ended(`doctor --live --sandbox ${scenario}`, id);
    expect(finding.owner).toBe('gateway');
    expect(causes).not.toMatch(blame);
    expect(finding.fixes[0].what).toContain('write to Telegram @nexus_hubbot');
  });
});

describe('the next step', () => {
  test('of models is not models once more', async () => {
    const { first } = await ended(
      'models --sandbox model/list-not-found-nusantara',
      'nusantara/not_found_error',
    );
    expect(first.command).toBe('nexus doctor --sandbox model/list-not-found-nusantara');
  });

  test('makes no call a second time that may be charged twice', async () => {
    const id = 'nexus/billing_finalization_failed';
    const { nextStep } = await ended('doctor --live --sandbox live/billing-unfinished', id);
    expect(nextStep.text).toContain('keep the request_id');
    expect(nextStep).not.toHaveProperty('command');
  });

  test('of what only the gateway can mend is no second call', async () => {
    const { nextStep } = await ended(
      'doctor --live --sandbox live/supplier-quota',
      'openai/insufficient_quota',
    );
    expect(nextStep).toEqual({ text: expect.stringContaining('write to') });
  });

  test('says what a link is for', async () => {
    const { nextStep } = await ended(
      'doctor --live --sandbox live/reserve-too-high',
      'nexus/insufficient_balance',
    );
    expect(nextStep.text).toMatch(
      /^open https:\/\/t\.me\/nexus_hubbot: the bot tops up the balance; a smaller output/,
    );
  });

  test('of a used up day says when the next one begins', async () => {
    const id = 'nusantara/user_total_daily_limit_exceeded';
    const { nextStep } = await ended('doctor --live --sandbox live/daily-limit', id);
    expect(nextStep.text).toMatch(/^wait until \d{4}-\d\d-\d\d 00:00 UTC$/);
  });
});

test('a whole line in place of the key is named, and its variable is not hidden', async () => {
  const { stdout, exitCode } = await runNexus(['doctor', '--sandbox', 'key/whole-line']);
  expect(stdout).toContain('the value of env NEXUS_API_KEY is a whole line with a name and a value');
  expect(exitCode).toBe(4);
});

test('a URL in place of the key leaves the base URL readable, and nothing is sent with it', async () => {
  const { stdout, exitCode } = await runNexus(['doctor', '--sandbox', 'key/url-instead']);
  expect(stdout).toContain('the value of env NEXUS_API_KEY is a URL');
  expect(stdout).not.toContain('[hidden]');
  expect(exitCode).toBe(4);
});
