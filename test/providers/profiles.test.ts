import { describe, expect, test } from 'vitest';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { builtInProfiles, profileById, profiles } from '../../src/providers/index.ts';

const custom = customProfile({ id: 'lab', baseUrl: 'http://127.0.0.1:4000', keyEnv: 'LAB_KEY' });
const known = [...builtInProfiles, custom];

describe.each(known.map((profile) => ({ id: profile.id, profile })))('the profile $id', ({ profile }) => {
  test('survives a JSON round trip', () => {
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });

  test('has unique routes that start behind the base URL', () => {
    const routes = profile.routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
    for (const { path } of profile.routes) expect(path).toMatch(/^\/[a-z0-9/_]*[a-z]$/);
  });

  test('reads its models from GET /v1/models', () => {
    const lists = profile.routes.filter(({ speaks }) => speaks === 'model-list');
    expect(lists).toEqual([{ method: 'GET', path: '/v1/models', speaks: 'model-list', streams: 'no' }]);
  });

  test('limits the output on every route that carries a model’s answer', () => {
    const dialects = ['chat', 'completions', 'responses', 'messages'];
    for (const { speaks, outputLimit, path } of profile.routes) {
      expect((outputLimit ?? []).length > 0, path).toBe(dialects.includes(speaks));
    }
  });

  test('sends models only to routes that it has', () => {
    const paths = profile.routes.map(({ path }) => path);
    const unknown = profile.models
      .flatMap(({ routes }) => routes ?? [])
      .filter((path) => !paths.includes(path));
    expect(unknown).toEqual([]);
  });

  test('names each model once, with prices that are numbers of a currency', () => {
    const ids = profile.models.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, price } of profile.models) {
      expect(price?.currency, id).toMatch(/^(?:RUB|USD|IDR)$/);
      expect(Math.min(price?.input ?? -1, price?.output ?? -1), id).toBeGreaterThanOrEqual(0);
    }
  });

  test('keeps its base URL as an origin, without a path or a last slash', () => {
    expect(new URL(profile.baseUrl).origin).toBe(profile.baseUrl);
  });

  test('lists key prefixes longest first', () => {
    const lengths = profile.key.prefixes.map(({ length }) => length);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  });
});

test('no two profiles share a variable, an id, an alias or a host', () => {
  const variables = known.flatMap(({ env }) => [
    ...env.key,
    ...(env.baseUrl === undefined ? [] : [env.baseUrl]),
  ]);
  expect(new Set(variables).size).toBe(variables.length);
  const names = known.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(known.map(({ baseUrl }) => new URL(baseUrl).host)).size).toBe(known.length);
});

test('the record is keyed by profile id, the default first', () => {
  expect(Object.entries(profiles).map(([key, { id }]) => [key, id])).toEqual([
    ['nexus', 'nexus'],
    ['nusantara', 'nusantara'],
  ]);
});

describe('profileById', () => {
  test.each([
    ['nexus', 'nexus'],
    ['nusantara', 'nusantara'],
    ['neosantara', 'nusantara'],
    ['NeoSantara', 'nusantara'],
    ['lab', 'lab'],
  ])('%s is %s', (word, id) => {
    expect(profileById(word, known)?.id).toBe(id);
  });

  test.each(['', 'nexu', 'toString', '__proto__'])('"%s" is nobody', (word) => {
    expect(profileById(word, known)).toBeUndefined();
  });

  test('an id wins over an alias of another profile', () => {
    const own = customProfile({ id: 'neosantara', baseUrl: 'https://llm.example.org' });
    expect(profileById('neosantara', [...builtInProfiles, own])).toBe(own);
  });
});
