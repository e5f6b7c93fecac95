import { describe, expect, test } from 'vitest';
import type { AnswerFacts } from '../../src/errors/answer.ts';
import { catalogueOf } from '../../src/errors/catalogue.ts';
import { own } from '../../src/errors/finding.ts';
import { wordFinding } from '../../src/errors/word-finding.ts';
import { type WordingContext, wordFix } from '../../src/errors/word-fix.ts';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { builtInProfiles, profiles } from '../../src/providers/index.ts';

const context: WordingContext = {
  profile: profiles.nexus,
  profiles: builtInProfiles,
  command: (command) => `${command} --provider nexus`,
};
const bare = customProfile({ id: 'own', name: 'Own', baseUrl: 'https://gateway.example' });

function summary(answer: Partial<AnswerFacts>, id = 'nexus/invalid_key'): string {
  return wordFinding({ id, answer: { body: 'api-error', ...answer } }, 'as-entered', context).summary;
}

describe('an answer is told as it was seen', () => {
  test.each([
    [
      { status: 401, code: 'invalid_key', route: 'GET /v1/models', message: 'No.' },
      'GET /v1/models answered 401 invalid_key: "No."',
    ],
    [{ status: 401, type: 'auth_error' }, 'answered 401 auth_error'],
    [{ code: 'invalid_key' }, 'answered invalid_key'],
    [{}, 'answered an error'],
    [
      { status: 502, body: 'html-message' as const, message: '<html>x</html>' },
      'answered 502, with a web page as its message',
    ],
    [
      { status: 429, code: 'rate_limit', retryAfterSeconds: 7 },
      '429 rate_limit; the gateway asks to wait 7 s',
    ],
    [{ status: 429, retryAfterSeconds: 0.5 }, 'answered 429; the gateway asks to wait 1 s'],
    [{ status: 429, retryAfterSeconds: 601 }, 'answered 429; the gateway asks to wait 11 min'],
    [{ status: 503, retryAfterSeconds: 86_400 }, 'answered 503; the gateway asks to wait 24 h'],
    [{ status: 404, body: 'text' as const, message: 'not shown' }, 'answered 404'],
  ])('%j', (answer, expected) => {
    expect(summary(answer)).toMatch(new RegExp(`${expected}$`));
  });

  test('a code that nobody documents is shown word for word and called so', () => {
    expect(summary({ status: 403, code: 'ip_not_in_list' }, 'edge/http-403')).toContain(
      'answered 403 ip_not_in_list (not a code that Nexus documents)',
    );
  });

  test('id and time of the request are kept beside the words', () => {
    const answer = { body: 'api-error', requestId: 'req_1', at: '2026-01-02T03:04:05.000Z' } as const;
    expect(wordFinding({ id: 'nexus/invalid_key', answer }, 'as-entered', context)).toMatchObject({
      requestId: 'req_1',
      seenAt: '2026-01-02T03:04:05.000Z',
      docs: expect.stringMatching(/^https:/),
    });
  });
});

test('what could not be found out is never called an error', () => {
  const finding = own('network/host-not-found', { host: 'gateway.example' });
  expect(wordFinding(finding, 'unknown', context).severity).toBe('unknown');
  expect(wordFinding(finding, 'as-entered', context).severity).toBe('error');
});

test('a shape that the documentation does not give is marked', () => {
  const answer = { body: 'api-error', message: 'Service Request Error' } as const;
  expect(wordFinding({ id: 'nexus/service-request-error', answer }, 'as-entered', context).unconfirmed).toBe(
    true,
  );
});

test('an id without an entry is our own fault and says so', () => {
  expect(() =>
    wordFinding({ id: 'nexus/made-up', answer: { body: 'empty' } }, 'as-entered', context),
  ).toThrow('nexus/made-up');
});

describe('a fix', () => {
  test('is a command as this person types it', () => {
    expect(wordFix({ kind: 'run', command: 'nexus models', why: 'shows' }, context)).toMatchObject({
      command: 'nexus models --provider nexus',
    });
  });

  test('names the variable, the name and the contact of this gateway', () => {
    expect(
      wordFix({ kind: 'set', setting: '{keyVariable}', to: '<your {providerName} key>', why: 'x' }, context),
    ).toEqual({
      kind: 'set',
      setting: 'NEXUS_API_KEY',
      to: '<your Nexus key>',
      why: 'x',
    });
    expect(wordFix({ kind: 'do', what: 'write to {contact}', why: 'x' }, context)).toMatchObject({
      what: expect.stringContaining('Telegram @nexus_hubbot'),
    });
  });

  test('is whole for a gateway that names neither variable nor contact', () => {
    const own = { ...context, profile: bare };
    expect(wordFix({ kind: 'do', what: 'write to {contact}', why: 'x' }, own)).toMatchObject({
      what: 'write to the gateway’s support',
    });
    expect(wordFix({ kind: 'do', what: 'copy the key again from {keysFrom}', why: 'x' }, own)).toMatchObject({
      what: 'copy the key again from the operator of Own',
    });
  });

  test('names a place as a file with its line, and the setting of the client that gave the key', () => {
    const from = { kind: 'do', what: 'remove a from {from:place|the file}', why: 'x' } as const;
    expect(wordFix(from, context, { from: 'C:\\a.toml:6' })).toMatchObject({
      what: 'remove a from C:\\a.toml (line 6)',
    });
    expect(wordFix(from, context)).toMatchObject({ what: 'remove a from the file' });
    const copy = { kind: 'do', what: 'copy the key{intoItsPlace}', why: 'x' } as const;
    expect(wordFix(copy, { ...context, keySetting: 'A in ~/b' })).toMatchObject({
      what: 'copy the key into A in ~/b',
    });
    expect(wordFix(copy, context)).toMatchObject({ what: 'copy the key' });
    const set = { kind: 'set', setting: '{keyVariable}', to: 'x', why: 'x' } as const;
    expect(wordFix(set, { ...context, keySetting: 'A in ~/b' })).toMatchObject({ setting: 'A in ~/b' });
  });

  test('names what was seen this time, and without it what belongs there', () => {
    const fix = {
      kind: 'set',
      setting: '{setting|the variable}',
      to: '{right|<the address>}',
      why: 'x',
    } as const;
    const seen = { setting: 'ANTHROPIC_BASE_URL', right: 'https://gw.example', looked: ['a'] };
    expect(wordFix(fix, context, seen)).toMatchObject({
      setting: 'ANTHROPIC_BASE_URL',
      to: 'https://gw.example',
    });
    expect(wordFix(fix, context)).toMatchObject({ setting: 'the variable', to: '<the address>' });
    expect(wordFix({ ...fix, to: '{looked|a list}' }, context, seen)).toMatchObject({ to: 'a list' });
  });

  const fixes = catalogueOf(builtInProfiles).flatMap(({ id, entry }) =>
    entry.fixes.map((fix) => [id, fix] as const),
  );

  test.each(fixes)('of %s leaves no place to fill in', (_, fix) => {
    for (const profile of [...builtInProfiles, bare]) {
      expect(JSON.stringify(wordFix(fix, { ...context, profile }))).not.toMatch(/\{[a-zA-Z]+\}/);
    }
  });
});

describe('sentences of our own findings', () => {
  test.each([
    [own('local/key-missing', { looked: ['env A', 'env B'] }), 'no key in env A or env B'],
    [own('local/clock-differs', { differsBySeconds: -7200 }), 'behind the date'],
    [
      own('local/key-not-verifiable', { routes: ['GET /a'], answered: 'no-key' }),
      'GET /a answers without a key',
    ],
    [
      own('local/key-not-verifiable', { routes: ['GET /a', 'GET /b'], answered: 'wrong-key' }),
      'GET /a and GET /b answer to a random key',
    ],
    [own('local/key-not-verifiable', { routes: [], answered: 'no-key' }), 'there is no free route'],
    [
      own('local/key-of-another-provider', { from: 'x', vendor: 'Anthropic', provider: 'Nexus' }),
      'has the form of an Anthropic key, not of a Nexus key',
    ],
    [own('local/key-looks-foreign', { from: 'x', vendor: 'xAI' }), 'has the form of an xAI key'],
    [own('local/key-looks-foreign', { from: 'x', vendor: 'Groq' }), 'has the form of a Groq key'],
    [
      own('network/proxy-unsupported', { variable: 'HTTPS_PROXY', kind: 'unreadable' }),
      'HTTPS_PROXY names an unreadable proxy',
    ],
    [own('local/streaming-not-documented', { route: 'POST /a', streams: ['/b'] }), 'it streams on /b'],
    [own('local/streaming-not-documented', { route: 'POST /a', streams: [] }), 'no route here streams'],
    [
      own('local/model-not-listed', { model: 'm', listed: 2, nearest: [] }),
      'm is not among the 2 listed models',
    ],
    [
      own('network/certificate-wrong-host', { host: 'h', port: 443, code: 'X', names: [] }),
      'another name, not for h',
    ],
    [own('network/certificate-expired', { host: 'h', port: 443, code: 'X' }), 'the certificate of h expired'],
  ])('%#', (finding, part) => {
    const words = wordFinding(finding, 'as-entered', context).summary;
    expect(words).toContain(part);
    expect(words).not.toMatch(/undefined|null|\[object|; $|, $/);
  });
});
