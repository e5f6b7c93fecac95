import { describe, expect, test } from 'vitest';
import type { ListedModel } from '../../src/gateway/model-list.ts';
import { answerRoutes } from '../../src/probe/answer-routes.ts';
import { type CellsRequest, type PlannedCell, planCells } from '../../src/probe/plan-cells.ts';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { nexus } from '../../src/providers/nexus/profile.ts';
import { nusantara } from '../../src/providers/nusantara/profile.ts';

const cells = (request: Partial<CellsRequest> = {}): readonly PlannedCell[] =>
  planCells({
    profile: nexus,
    baseUrl: nexus.baseUrl,
    listed: undefined,
    allModels: false,
    keyHeader: 'authorization',
    modes: ['stream'],
    ...request,
  });
const listed = (...ids: readonly string[]): readonly ListedModel[] => ids.map((id) => ({ id }));
const chosen = (request: Partial<CellsRequest> = {}) =>
  cells(request).map(({ path, model }) => [path, model]);
const skipped = (request: Partial<CellsRequest>) =>
  cells(request)
    .filter(({ skip }) => skip !== undefined)
    .map(({ path, model }) => [path, model]);

describe('one sensible model per route', () => {
  test('is the cheapest that is documented for it', () => {
    expect(chosen()).toEqual([
      ['/v1/chat/completions', 'gpt-5.4-mini'],
      ['/v1/completions', 'codex-auto-review'],
      ['/v1/messages', 'claude-haiku-4-5-20251001'],
      ['/v1/responses', 'gpt-5.4-mini'],
      ['/v1/responses/compact', 'gpt-5.4-openai-compact'],
    ]);
  });

  test('is one that the key may use', () => {
    expect(Object.fromEntries(chosen({ listed: listed('claude-opus-4-8', 'gpt-5.5') }))).toMatchObject({
      '/v1/messages': 'claude-opus-4-8',
      '/v1/responses': 'gpt-5.5',
    });
  });

  test('is none where nothing that the key may use fits, and the cell says so', () => {
    const [completions] = cells({ listed: listed('claude-opus-4-8') }).filter(
      ({ path }) => path === '/v1/completions',
    );
    expect(completions).toMatchObject({ model: '', skip: expect.stringContaining('no model') });
  });

  test('is a listed one that nobody documents when there is no other', () => {
    expect(Object.fromEntries(chosen({ listed: listed('new-gpt', 'new-claude') }))).toMatchObject({
      '/v1/messages': 'new-claude',
      '/v1/responses': 'new-gpt',
    });
  });

  test('follows the gateway’s own list where that names other routes than the documentation', () => {
    const own = [
      { id: 'claude-haiku-4-5-20251001', routes: ['/v1/chat/completions'] },
      { id: 'claude-opus-4-8' },
    ];
    expect(Object.fromEntries(chosen({ listed: own }))).toMatchObject({ '/v1/messages': 'claude-opus-4-8' });
  });

  test('is never an embedding, however cheap', () => {
    for (const [, model] of chosen({ profile: nusantara, baseUrl: nusantara.baseUrl })) {
      expect(model).not.toMatch(/embedding/);
    }
  });

  test('speaks the family’s own format where no routes are documented', () => {
    const models = Object.fromEntries(chosen({ profile: nusantara, baseUrl: nusantara.baseUrl }));
    expect(models['/v1/messages']).toMatch(/claude/);
    expect(models['/v1/chat/completions']).not.toMatch(/claude/);
  });
});

describe('the routes', () => {
  const paths = (baseUrl: string) => answerRoutes({ profile: nusantara, baseUrl }).map(({ path }) => path);

  test('are those whose answers can be read: no counting, no images, no embeddings', () => {
    const all = [...chosen(), ...chosen({ profile: nusantara, baseUrl: nusantara.baseUrl })].map(
      ([path]) => path,
    );
    expect(all.join(' ')).not.toMatch(/count_tokens|images|audio|embeddings|ocr|models/);
  });

  test.each([
    [
      'https://api.neosantara.xyz',
      ['/v1/chat/completions', '/v1/responses', '/anthropic/v1/messages', '/v1/messages'],
    ],
    ['https://api.neosantara.xyz/anthropic', ['/v1/messages']],
    ['https://api.neosantara.xyz/coding/anthropic', ['/v1/messages']],
    [
      'https://api.neosantara.xyz/coding',
      ['/v1/chat/completions', '/v1/responses', '/anthropic/v1/messages', '/v1/messages'],
    ],
    ['http://127.0.0.1:8080/anthropic', ['/v1/messages']],
  ])('below %s', (baseUrl, expected) => {
    expect(paths(baseUrl)).toEqual(expected);
  });

  test.each([
    ['/api/v1/messages', 'messages'],
    ['/proxy/v1/responses', 'responses'],
    ['/v2/chat/completions', 'chat'],
    ['/v2/completions', 'completions'],
    ['/v1/chat/completions', 'chat'],
  ])('a named one may be undocumented: %s speaks %s', (path, dialect) => {
    expect(cells({ routes: [path], models: ['any'] })).toMatchObject([{ path, dialect }]);
  });
});

describe('named models', () => {
  test('are crossed with the routes, and documentation rules pairs out', () => {
    const request = { models: ['claude-sonnet-4-6', 'gpt-5.4'] };
    expect(cells(request)).toHaveLength(10);
    expect(skipped(request)).toEqual(
      [
        ['/v1/chat/completions', []],
        ['/v1/completions', ['claude-sonnet-4-6', 'gpt-5.4']],
        ['/v1/messages', ['gpt-5.4']],
        ['/v1/responses', ['claude-sonnet-4-6']],
        ['/v1/responses/compact', ['claude-sonnet-4-6', 'gpt-5.4']],
      ].flatMap(([path, models]) => (models as string[]).map((model) => [path, model])),
    );
  });

  test('are ruled out by the gateway’s own list before the documentation', () => {
    const own = [{ id: 'gpt-5.4', routes: ['/v1/messages'] }];
    const [messages, responses] = cells({ models: ['gpt-5.4'], listed: own }).filter(
      ({ path }) => path === '/v1/messages' || path === '/v1/responses',
    );
    expect(messages?.skip).toBeUndefined();
    expect(responses?.skip).toMatch(/listed/);
  });

  test('that nobody knows are tried everywhere', () => {
    expect(skipped({ models: ['brand-new'] })).toEqual([]);
  });

  test('with named routes are the full cross product', () => {
    const request = {
      models: ['claude-sonnet-4-6', 'gpt-5.4'],
      routes: ['/v1/messages', '/v1/responses'],
      modes: ['plain', 'stream'],
    } as const;
    expect(cells(request)).toHaveLength(8);
    expect(skipped(request)).toEqual([]);
  });
});

test('every model of the list, with --all-models', () => {
  const all = cells({ listed: listed('claude-opus-4-8', 'gpt-5.5'), allModels: true });
  expect(all).toHaveLength(10);
  expect(new Set(all.map(({ model }) => model))).toEqual(new Set(['claude-opus-4-8', 'gpt-5.5']));
});

test('each mode is a cell of its own, with the documented limit fields', () => {
  expect(cells({ routes: ['/v1/chat/completions'], modes: ['plain', 'stream'] })).toMatchObject([
    { mode: 'plain', limitFields: ['max_completion_tokens', 'max_tokens'] },
    { mode: 'stream', limitFields: ['max_completion_tokens', 'max_tokens'] },
  ]);
});

test('a gateway without documented models is probed with what it lists', () => {
  const profile = customProfile({ id: 'mine', baseUrl: 'https://gateway.test' });
  const found = chosen({ profile, baseUrl: profile.baseUrl, listed: listed('llama', 'claude-x') });
  expect(Object.fromEntries(found)).toEqual({
    '/v1/chat/completions': 'llama',
    '/v1/completions': 'llama',
    '/v1/responses': 'llama',
    '/v1/messages': 'claude-x',
  });
});

describe('a model that the list of the key does not have', () => {
  const request = {
    listed: listed('gpt-5.4', 'claude-sonnet-4-6'),
    isWholeList: true,
    models: ['gpt-5.4x'],
  } as const;

  test('is not called, and the nearest one is named', () => {
    const reasons = new Set(cells(request).map(({ skip }) => skip));
    expect([...reasons]).toEqual(['the model list of this key does not have it; nearest: gpt-5.4']);
  });

  test('is called where the person named the route, or the list may not be the whole', () => {
    expect(skipped({ ...request, routes: ['/v1/messages'] })).toEqual([]);
    expect(skipped({ ...request, isWholeList: false })).toEqual([]);
  });
});
