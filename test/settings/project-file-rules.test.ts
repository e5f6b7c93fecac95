import { describe, expect, test } from 'vitest';
import { builtInProfiles } from '../../src/providers/index.ts';
import type { PlainObject } from '../../src/settings/plain-data.ts';
import { projectSettingsFrom } from '../../src/settings/project-file.ts';

const sorted = (data: PlainObject) => projectSettingsFrom(data, builtInProfiles);
const hundred = Array<string>(100).fill('key.is-present');

describe('a project may set', () => {
  test.each<[string, PlainObject, object]>([
    ['a known provider', { provider: 'nexus' }, { provider: 'nexus' }],
    ['a model', { model: 'gpt-5.4' }, { model: 'gpt-5.4' }],
    ['a model of 200 signs', { model: 'm'.repeat(200) }, { model: 'm'.repeat(200) }],
    ['a route', { route: '/v1/messages' }, { route: '/v1/messages' }],
    ['the shortest time', { timeout: 1 }, { timeout: 1 }],
    ['the longest time', { timeout: 120 }, { timeout: 120 }],
    ['a base URL', { baseUrl: 'https://api.nexus-hub.ru' }, { baseUrl: 'https://api.nexus-hub.ru' }],
    ['human', { output: { format: 'human' } }, { format: 'human' }],
    ['json', { output: { format: 'json' } }, { format: 'json' }],
    ['markdown', { output: { format: 'markdown' } }, { format: 'markdown' }],
    ['junit', { output: { format: 'junit' } }, { format: 'junit' }],
    ['no colour', { output: { color: false } }, { color: false }],
    ['a hundred more checks', { checks: { add: hundred } }, { addedChecks: hundred }],
    ['no more checks', { checks: { add: [] } }, { addedChecks: [] }],
  ])('%s', (_, data, settings) => {
    expect(sorted(data)).toEqual({ settings, refused: [] });
  });
});

describe('out of bounds is', () => {
  test.each<[string, PlainObject, readonly string[]]>([
    ['a provider nobody knows', { provider: 'other' }, ['provider']],
    ['a provider that is a number', { provider: 1 }, ['provider']],
    ['a model with a space', { model: 'a b' }, ['model']],
    ['a model of 201 signs', { model: 'm'.repeat(201) }, ['model']],
    ['no model', { model: '' }, ['model']],
    ['a model that is a number', { model: 5 }, ['model']],
    ['a route that is a URL', { route: 'https://evil.example/v1' }, ['route']],
    ['less than a second', { timeout: 0.9 }, ['timeout']],
    ['more than two minutes', { timeout: 121 }, ['timeout']],
    ['a time that is text', { timeout: '5' }, ['timeout']],
    ['a base URL that is none', { baseUrl: 'nowhere' }, ['baseUrl']],
    ['a base URL that is a number', { baseUrl: 1 }, ['baseUrl']],
    ['a format nobody knows', { output: { format: 'xml' } }, ['output', 'format']],
    ['no format', { output: { format: '' } }, ['output', 'format']],
    ['a list of formats', { output: { format: ['json'] } }, ['output', 'format']],
    ['a colour that is text', { output: { color: 'no' } }, ['output', 'color']],
    ['more than a hundred checks', { checks: { add: [...hundred, 'key.is-present'] } }, ['checks', 'add']],
    ['one check without a list', { checks: { add: 'key.is-present' } }, ['checks', 'add']],
    ['a check that is a number', { checks: { add: [1] } }, ['checks', 'add']],
    ['a check without an area', { checks: { add: ['is-present'] } }, ['checks', 'add']],
    ['words before a check', { checks: { add: ['! key.is-present'] } }, ['checks', 'add']],
    ['words behind a check', { checks: { add: ['key.is-present !'] } }, ['checks', 'add']],
  ])('%s', (_, data, path) => {
    expect(sorted(data)).toEqual({ settings: {}, refused: [{ path, why: 'out-of-bounds' }] });
  });
});

describe('not for a project is', () => {
  test.each<[string, PlainObject, readonly string[]]>([
    ['a setting nobody knows', { plugins: ['x'] }, ['plugins']],
    ['one inside a group', { output: { file: 'x' } }, ['output', 'file']],
    ['one below a setting', { model: { name: 'x' } }, ['model']],
    ['one that is spelled with a point', { 'output.formatted': 'json' }, ['output.formatted']],
    ['a group that is none', { output: 'json' }, ['output']],
    ['a group of our own inside another', { other: { output: { format: 'json' } } }, ['other']],
  ])('%s', (_, data, path) => {
    const { settings, refused } = sorted(data);
    expect(settings).toEqual({});
    expect(refused.map((one) => one.path)).toEqual([path]);
    expect(refused.map(({ why }) => why)).not.toContain('secret');
  });
});

describe('a secret is', () => {
  const key = 'sk-ant-0123456789abcdef0123456789abcdef';

  test.each<[string, PlainObject, readonly string[]]>([
    ['a setting whose name tells of one', { apiKey: 'x' }, ['apiKey']],
    ['a key in place of a model', { model: key }, ['model']],
    ['a key in place of a name', { [key]: 1 }, [key]],
    ['a user in a base URL', { baseUrl: 'https://ana:word@api.nexus-hub.ru' }, ['baseUrl']],
    ['a key beside harmless values of a list', { extra: ['a', key, 'b'] }, ['extra']],
    ['a telling name beside others, below', { extra: { a: 1, token: 'x', b: 2 } }, ['extra']],
    ['a key in a list of lists', { extra: [['a'], [[key], 'b']] }, ['extra']],
  ])('%s', (_, data, path) => {
    expect(sorted(data)).toEqual({ settings: {}, refused: [{ path, why: 'secret' }] });
  });

  test('not an at sign behind the host', () => {
    expect(sorted({ baseUrl: 'https://api.nexus-hub.ru/a@b' }).refused.map(({ why }) => why)).not.toContain(
      'secret',
    );
    expect(sorted({ extra: ['a', 1, null], more: {} }).refused.map(({ why }) => why)).not.toContain('secret');
  });
});

test('what is allowed counts beside what is not', () => {
  const { settings, refused } = sorted({ model: 'm', apiKey: 'x', output: { format: 'json', color: 'no' } });
  expect(settings).toEqual({ model: 'm', format: 'json' });
  expect(refused).toEqual([
    { path: ['apiKey'], why: 'secret' },
    { path: ['output', 'color'], why: 'out-of-bounds' },
  ]);
});
