import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/settings/parse-settings.ts';
import { userSettingsFrom } from '../../src/settings/settings-file.ts';

function check(settings: unknown) {
  const parsed = parseSettings(JSON.stringify(settings), 'json');
  if (parsed.kind === 'problem') throw new Error(parsed.expected);
  return userSettingsFrom(parsed.data);
}

test('every setting that a person may write', () => {
  const settings = {
    provider: 'mine',
    baseUrl: 'https://gw.example/v1',
    model: 'm',
    route: '/v1/messages',
    timeout: 0.5,
    apiKey: 'k',
    keys: { nexus: 'k' },
    trustedOrigins: ['https://gw.example', 'http://10.0.0.1:8080'],
    output: { format: 'json', color: false },
    providers: {
      mine: {
        name: 'Mine',
        baseUrl: 'https://gw.example/v1',
        keyEnv: 'MINE_KEY',
        keyPrefixes: ['mine_'],
        support: [{ label: 'the team', link: 'https://help.example' }, { label: 'chat' }],
        models: [{ id: 'm', routes: ['/v1/messages'], price: { currency: 'RUB', input: 1, output: 2 } }],
        routes: [{ method: 'GET', path: '/v1/models', speaks: 'model-list', streams: 'no' }],
      },
    },
  };
  expect(check(settings)).toEqual({ settings });
  expect(check({})).toEqual({ settings: {} });
});

describe('a setting that is wrong is named by its place and by what could stand there', () => {
  const gateway = { baseUrl: 'https://gw.example' };
  test.each<[unknown, (string | number)[], string]>([
    [{ modell: 'm' }, ['modell'], 'the setting model'],
    [{ baseurl: 'x' }, ['baseurl'], 'the setting baseUrl'],
    [{ stuff: 'x' }, ['stuff'], 'one of the settings provider,'],
    [{ model: 7 }, ['model'], 'the id of a model'],
    [{ model: '' }, ['model'], 'the id of a model'],
    [{ route: 'v1/messages' }, ['route'], 'a path such as /v1/messages'],
    [{ timeout: '10' }, ['timeout'], 'a number of seconds'],
    [{ timeout: 0 }, ['timeout'], 'a number of seconds'],
    [{ timeout: 4000 }, ['timeout'], 'a number of seconds'],
    [{ apiKey: 1 }, ['apiKey'], 'a key, as text'],
    [{ keys: { nexus: 1 } }, ['keys', 'nexus'], 'a key, as text'],
    [{ keys: [] }, ['keys'], 'keys by provider id'],
    [{ trustedOrigins: 'https://x.example' }, ['trustedOrigins'], 'a list of origins'],
    [{ trustedOrigins: ['x.example'] }, ['trustedOrigins', 0], 'an origin'],
    [{ trustedOrigins: ['http://x.example'] }, ['trustedOrigins', 0], 'an origin'],
    [{ trustedOrigins: ['https://x.example/path'] }, ['trustedOrigins', 0], 'an origin'],
    [{ output: { format: 'xml' } }, ['output', 'format'], 'human, json, markdown or junit'],
    [{ output: { colour: true } }, ['output', 'colour'], 'no setting of this name'],
    [{ providers: { nexus: gateway } }, ['providers', 'nexus'], 'a name that no built-in provider has'],
    [
      { providers: { Neosantara: gateway } },
      ['providers', 'Neosantara'],
      'a name that no built-in provider has',
    ],
    [{ providers: { 'a b': gateway } }, ['providers', 'a b'], 'a short name'],
    [{ providers: { mine: {} } }, ['providers', 'mine', 'baseUrl'], 'a base URL'],
    [
      { providers: { mine: { baseUrl: 'http://gw.example' } } },
      ['providers', 'mine', 'baseUrl'],
      'a base URL',
    ],
    [
      { providers: { mine: { ...gateway, headers: {} } } },
      ['providers', 'mine', 'headers'],
      'no setting of this',
    ],
    [
      { providers: { mine: { ...gateway, keyEnv: 'A B' } } },
      ['providers', 'mine', 'keyEnv'],
      'the name of an env',
    ],
    [
      { providers: { mine: { ...gateway, support: [{ label: 'x', link: 'javascript:1' }] } } },
      ['providers', 'mine', 'support', 0, 'link'],
      'a link that begins with https://',
    ],
  ])('%j', (settings, path, expected) => {
    expect(check(settings)).toMatchObject({ path, expected: expect.stringContaining(expected) });
  });

  test('a wrong value is never repeated', () => {
    for (const name of [
      'provider',
      'model',
      'route',
      'timeout',
      'keys',
      'providers',
      'output',
      'trustedOrigins',
    ]) {
      expect(JSON.stringify(check({ [name]: ['CANARY'] }))).not.toContain('CANARY');
      expect(JSON.stringify(check({ [name]: { x: ['CANARY'] } }))).not.toContain('CANARY');
    }
    const { expected } = { expected: '', ...check({ CANARY: 1 }) };
    expect(expected).not.toContain('CANARY');
  });
});
