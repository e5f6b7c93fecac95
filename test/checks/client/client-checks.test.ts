import { describe, expect, test } from 'vitest';
import { clientKeyReachesIt } from '../../../src/checks/client/key-reaches-it.ts';
import { clientModelIsListed } from '../../../src/checks/client/model-is-listed.ts';
import { clientSettingsAgree } from '../../../src/checks/client/settings-agree.ts';
import { clientSettingsAreReadable } from '../../../src/checks/client/settings-are-readable.ts';
import { clientUrlFits } from '../../../src/checks/client/url-fits.ts';
import { clientWireFits } from '../../../src/checks/client/wire-fits.ts';
import type { ClientBaseUrl, ClientKey } from '../../../src/clients/client-facts.ts';
import { urlFit } from '../../../src/clients/fitting-url.ts';
import { clientFinding, ofClient } from '../../../src/errors/clients/index.ts';
import { baseUrlFrom } from '../../../src/settings/base-url.ts';
import type { KeyShape } from '../../../src/settings/key-shape.ts';
import { judged } from '../../support/check-context.ts';

const id = 'claude-code';

describe('client.settings-are-readable', () => {
  const broken = ofClient(id, 'settings-unreadable', {
    file: 'f',
    format: 'valid JSON',
    expected: 'a comma',
  });
  const closed = ofClient(id, 'settings-not-opened', { file: 'f', why: 'it is a link' });

  test.each([
    ['no file at all', [], 'pass'],
    ['a file that is broken', [broken], 'fail claude-code/settings-unreadable'],
    ['a file that stayed closed', [closed], 'warn claude-code/settings-not-opened'],
  ])('%s', (_, findings, expected) => {
    expect(judged(clientSettingsAreReadable, { files: [], findings })).toBe(expected);
  });
});

describe('client.url-fits', () => {
  const at = (typed: string, more: Partial<ClientBaseUrl> = {}): ClientBaseUrl => {
    const read = baseUrlFrom(typed);
    const fit = urlFit(read, typed, 'root');
    const where = {
      from: 'env ANTHROPIC_BASE_URL',
      setting: 'ANTHROPIC_BASE_URL',
      right: 'https://gw.example',
    };
    return {
      typed,
      read,
      fit,
      isVendor: false,
      isForeign: false,
      isTested: true,
      listUrl: typed,
      ...where,
      ...more,
    };
  };
  const missing = {
    looked: ['env ANTHROPIC_BASE_URL'],
    setting: 'ANTHROPIC_BASE_URL',
    right: 'https://gw.example',
  };
  const flag = clientFinding('openai-sdk/old-variable', {
    typed: 'https://gw.example',
    right: 'https://gw.example/v1',
  });

  test.each([
    ['the root', at('https://gw.example'), null, 'pass'],
    [
      'a /v1 too many, and nothing is there',
      at('https://gw.example/v1'),
      'no' as const,
      'fail claude-code/url-has-v1',
    ],
    ['a /v1 too many at a gateway that serves both', at('https://gw.example/v1'), 'yes' as const, 'pass'],
    [
      'a /v1 too many, and nobody answers',
      at('https://gw.example/v1'),
      'not-known' as const,
      'unknown claude-code/url-has-v1',
    ],
    [
      'a whole endpoint',
      at('https://gw.example/v1/messages'),
      null,
      'fail claude-code/url-is-whole-endpoint',
    ],
    ['no address', at('gw.example'), null, 'fail claude-code/url-unusable'],
    ['nothing', null, null, 'fail claude-code/url-not-set'],
    [
      'the vendor',
      at('https://api.anthropic.com', { isVendor: true }),
      null,
      'fail claude-code/url-is-vendor',
    ],
    [
      'a stranger’s file',
      at('https://evil.example', { isForeign: true }),
      null,
      'fail claude-code/url-in-project',
    ],
  ])('%s', (_, baseUrl, served, expected) => {
    const evidence = {
      id,
      baseUrl,
      served,
      missing,
      goesTo: 'https://api.anthropic.com',
      findings: [],
    } as const;
    expect(judged(clientUrlFits, evidence)).toBe(expected);
  });

  test('what the reader knows better comes before "nothing is set"', () => {
    const evidence = { id, baseUrl: null, served: null, missing, goesTo: '', findings: [flag] } as const;
    expect(judged(clientUrlFits, evidence)).toBe('fail openai-sdk/old-variable');
  });
});

describe('client.key-reaches-it', () => {
  const shape: KeyShape = { length: 40, outerSpace: false };
  const key = (more: Partial<KeyShape> = {}): ClientKey => ({
    from: 'env ANTHROPIC_AUTH_TOKEN',
    setting: 'ANTHROPIC_AUTH_TOKEN',
    shape: { ...shape, ...more },
  });
  const command: ClientKey = {
    from: 'the command of apiKeyHelper, which is not run',
    setting: 'apiKeyHelper',
  };
  const missing = { looked: ['env ANTHROPIC_AUTH_TOKEN'], setting: 'ANTHROPIC_AUTH_TOKEN' };
  const unset = ofClient(id, 'variable-unset', { from: 'f', variable: 'X' });

  test.each([
    ['a clean key', key(), [], [], 'pass'],
    ['none', null, [], [], 'fail claude-code/no-key'],
    ['none, because its variable is not set', null, [unset], [], 'fail claude-code/variable-unset'],
    ['a command', command, [], [], 'unknown claude-code/key-not-read'],
    ['a line break inside', key({ problem: 'line-break' }), [], [], 'fail claude-code/key-unusable'],
    ['a name that nobody replaced', key({ problem: 'unexpanded' }), [], [], 'fail claude-code/key-unusable'],
    ['white space around it', key({ outerSpace: true }), [], [], 'warn claude-code/key-has-spaces'],
    [
      'another vendor’s form',
      key({ foreignVendor: 'OpenAI' }),
      [],
      [],
      'warn claude-code/key-of-another-vendor',
    ],
    ['a clean key, and one in the project', key(), [], ['p:1'], 'warn claude-code/key-in-project'],
    ['one in the project alone', null, [], ['p:1'], 'unknown claude-code/key-in-project'],
  ] as const)('%s', (_, credential, findings, projectKeys, expected) => {
    const evidence = { id, credential, findings, projectKeys, missing } as const;
    expect(judged(clientKeyReachesIt, evidence)).toBe(expected);
  });
});

describe('client.settings-agree', () => {
  const two = ofClient(id, 'two-credentials', { first: 'a', second: 'b' });
  const cloud = clientFinding('claude-code/provider-flag', { flag: 'CLAUDE_CODE_USE_BEDROCK', from: 'env' });
  const organisation = clientFinding('openai-sdk/organisation-set', { variable: 'OPENAI_ORG_ID' });

  test.each([
    ['nothing', [], 'pass'],
    ['two credentials', [two], 'warn claude-code/two-credentials'],
    ['a cloud flag', [cloud, two], 'fail claude-code/provider-flag claude-code/two-credentials'],
    ['a remark alone', [organisation], 'pass openai-sdk/organisation-set'],
    [
      'a remark behind a contradiction',
      [organisation, two],
      'warn claude-code/two-credentials openai-sdk/organisation-set',
    ],
  ])('%s', (_, findings, expected) => {
    expect(judged(clientSettingsAgree, { findings })).toBe(expected);
  });
});

describe('client.wire-fits', () => {
  const route = (speaks: 'chat' | 'responses' | 'messages', streams: 'yes' | 'no' | 'unknown') => ({
    path: `/v1/${speaks}`,
    speaks,
    streams,
  });
  const chat = clientFinding('codex/wire-api-chat', { from: 'f' });

  test.each([
    ['documented, with streaming', ['responses'], [route('responses', 'yes')], true, 'pass'],
    ['documented, and nobody says whether it streams', ['chat'], [route('chat', 'unknown')], true, 'pass'],
    [
      'documented without streaming',
      ['chat'],
      [route('chat', 'no')],
      true,
      'warn codex/wire-does-not-stream',
    ],
    ['documented without streaming, which the client can do', ['chat'], [route('chat', 'no')], false, 'pass'],
    ['not documented', ['responses'], [route('messages', 'yes')], true, 'warn codex/wire-not-documented'],
    ['one of several', ['chat', 'messages'], [route('messages', 'yes')], true, 'pass'],
    ['a format that nobody knows', [], [route('chat', 'yes')], true, 'not-applicable'],
    ['a gateway that documents nothing', ['chat'], [], true, 'not-applicable'],
  ] as const)('%s', (_, dialects, routes, alwaysStreams, expected) => {
    const evidence = {
      id: 'codex',
      wire: { dialects, from: 'f' },
      alwaysStreams,
      routes,
      model: '',
      findings: [],
    } as const;
    expect(judged(clientWireFits, { ...evidence, routes: [...routes] })).toBe(expected);
  });

  test.each([
    ['gpt-5.4', '"responses"'],
    ['claude-sonnet-4-6', '"messages"'],
  ])('a format that streams is set where the client chooses it: %s', (model, to) => {
    const values = { responses: '"responses"', messages: '"messages"', chat: '"chat"' };
    const wire = { dialects: ['chat'], from: 'f', choice: { setting: 'npm in f', values } } as const;
    const routes = (['chat', 'responses', 'messages'] as const).map((speaks) =>
      route(speaks, speaks === 'chat' ? 'no' : 'yes'),
    );
    const paths = routes.map((one) => ({
      ...one,
      path: one.path.replace(/chat$/, 'chat/completions'),
    }));
    const evidence = {
      id: 'opencode',
      wire,
      alwaysStreams: true,
      routes: paths,
      model,
      findings: [],
    } as const;
    expect(clientWireFits.judge(evidence)).toMatchObject({
      findings: [{ id: 'opencode/wire-does-not-stream', params: { setting: 'npm in f', to } }],
    });
  });

  test('the same where the format is not documented at all', () => {
    const choice = { setting: 'npm in f', values: { messages: '"messages"', chat: '"chat"' } };
    const wire = { dialects: ['chat'], from: 'f', choice } as const;
    const routes = [route('messages', 'yes')];
    const evidence = { id: 'opencode', wire, alwaysStreams: true, routes, model: 'm', findings: [] } as const;
    expect(clientWireFits.judge(evidence)).toMatchObject({
      findings: [{ id: 'opencode/wire-not-documented', params: { setting: 'npm in f', to: '"messages"' } }],
    });
  });

  test('a setting that the client refuses comes first', () => {
    const wire = { dialects: ['responses'], from: 'f' } as const;
    const evidence = { id: 'codex', wire, alwaysStreams: true, model: '', findings: [chat] } as const;
    expect(judged(clientWireFits, { ...evidence, routes: [] })).toBe('fail codex/wire-api-chat');
  });
});

describe('client.model-is-listed', () => {
  const model = (isListed: boolean) => ({
    value: 'm',
    from: 'f',
    setting: 's',
    prefix: '',
    isListed,
    nearest: isListed ? null : 'm1',
  });

  test.each([
    ['all are there', [model(true)], 3, true, 'pass'],
    [
      'one is missing in the list of this key',
      [model(true), model(false)],
      3,
      true,
      'fail claude-code/model-unlisted',
    ],
    [
      'one is missing in a list that may leave models out',
      [model(false)],
      3,
      false,
      'warn claude-code/model-perhaps-unlisted',
    ],
    ['nobody could read the list', [model(false)], null, true, 'not-applicable'],
  ])('%s', (_, models, listed, complete, expected) => {
    expect(judged(clientModelIsListed, { id, models, listed, complete })).toBe(expected);
  });
});
