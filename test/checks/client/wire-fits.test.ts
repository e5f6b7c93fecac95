import { describe, expect, test } from 'vitest';
import { clientWireFits } from '../../../src/checks/client/wire-fits.ts';
import { clientFinding } from '../../../src/errors/clients/index.ts';
import { judged } from '../../support/check-context.ts';

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
