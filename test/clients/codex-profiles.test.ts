import { describe, expect, test } from 'vitest';
import { type SetUp, summaryOf } from './reading.ts';

const config = '~/.codex/config.toml';
const work = '~/.codex/work.config.toml';
const other = '~/.codex/other.config.toml';
const wire = ['responses'];
const env = { GW_KEY: 'key' };
const table = '[model_providers.gw]\nbase_url = "https://gw.example/v1"\nenv_key = "GW_KEY"\nname = "GW"\n';
const chosen = `model = "gpt-5.4"\nmodel_provider = "gw"\n${table}`;
const key = ['key < env GW_KEY'];

describe('codex --profile lies over the file of the person', () => {
  test.each<[string, SetUp, Record<string, readonly string[]>]>([
    [
      'a profile is enough without any other file',
      { env, files: { [work]: chosen } },
      {
        url: [`https://gw.example/v1 < ${work}:4`],
        key,
        model: [`gpt-5.4 < ${work}:1`],
        wire,
        problems: ['agreement: codex/profile-looked-at'],
      },
    ],
    [
      'a profile chooses a provider of the file below it, with a model of its own',
      {
        env,
        files: {
          [config]: `model = "gpt-5.5"\n${table}`,
          [work]: 'model_provider = "gw"\nmodel = "gpt-5.4"\n',
        },
      },
      {
        url: [`https://gw.example/v1 < ${config}:3`],
        key,
        model: [`gpt-5.4 < ${work}:2`],
        wire,
        problems: ['agreement: codex/profile-looked-at'],
      },
    ],
    [
      'a profile changes one line of a provider',
      {
        env,
        files: {
          [config]: table,
          [work]: 'model_provider = "gw"\n[model_providers.gw]\nbase_url = "https://new.example/v1"\n',
        },
      },
      {
        url: [`https://new.example/v1 < ${work}:3`],
        key,
        wire,
        problems: ['agreement: codex/profile-looked-at'],
      },
    ],
    [
      'the file itself leads to a gateway: it is looked at, and profiles are named',
      { env, files: { [config]: chosen, [work]: 'model = "gpt-5.5"\n' } },
      {
        url: [`https://gw.example/v1 < ${config}:4`],
        key,
        model: [`gpt-5.4 < ${config}:1`],
        wire,
        problems: ['agreement: codex/profile-not-looked-at'],
      },
    ],
    [
      'of several profiles that lead to a gateway nobody knows which one is used',
      {
        env,
        files: { [config]: table, [work]: 'model_provider = "gw"\n', [other]: 'model_provider = "gw"\n' },
      },
      { wire, problems: ['url: codex/several-profiles', 'key: codex/several-profiles'] },
    ],
    [
      'a profile that leads nowhere changes nothing',
      { env, files: { [config]: table, [work]: 'model = "gpt-5.5"\n' } },
      {
        wire,
        problems: [
          'url: codex/provider-not-chosen',
          'key: codex/provider-not-chosen',
          'agreement: codex/profile-not-looked-at',
        ],
      },
    ],
    [
      'a name that codex --profile does not take is no profile',
      { env, files: { [config]: chosen, '~/.codex/my.old.config.toml': 'model_provider = "gw"\n' } },
      { url: [`https://gw.example/v1 < ${config}:4`], key, model: [`gpt-5.4 < ${config}:1`], wire },
    ],
    [
      'a broken profile is not worth a word beside a file that leads to a gateway',
      { env, files: { [config]: chosen, [work]: 'model =\n' } },
      { url: [`https://gw.example/v1 < ${config}:4`], key, model: [`gpt-5.4 < ${config}:1`], wire },
    ],
    [
      'a broken profile alone may be what is missed',
      { env, files: { [work]: 'model =\n' } },
      { wire, problems: ['files', 'url', 'key'].map((about) => `${about}: codex/settings-unreadable`) },
    ],
    [
      'tables in the old place have no effect',
      { env, files: { [config]: `${chosen}[profiles.work]\nmodel = "gpt-5.5"\n` } },
      {
        url: [`https://gw.example/v1 < ${config}:4`],
        key,
        model: [`gpt-5.4 < ${config}:1`],
        wire,
        problems: ['agreement: codex/profile-table'],
      },
    ],
    [
      'a table in the old place keeps the profile of its name from starting',
      {
        env,
        files: {
          [config]: `${table}[profiles.work]\nmodel = "gpt-5.5"\n`,
          [work]: 'model_provider = "gw"\n',
        },
      },
      {
        url: [`https://gw.example/v1 < ${config}:2`],
        key,
        wire,
        problems: ['agreement: codex/legacy-profile', 'agreement: codex/profile-looked-at'],
      },
    ],
  ])('%s', async (_, setUp, expected) => {
    expect(await summaryOf('codex', setUp)).toEqual(expected);
  });
});

describe('a file of the project counts where Codex trusts the folder', () => {
  const trust = (folder: string, level = 'trusted') => `[projects."${folder}"]\ntrust_level = "${level}"\n`;
  const ofProject = './.codex/config.toml';
  const files = (base: string) => ({ [config]: chosen + base, [ofProject]: 'model = "gpt-5.5"\n' });
  const read = { url: [`https://gw.example/v1 < ${config}:4`], key, wire };

  test.each<[string, SetUp, Record<string, readonly string[]>]>([
    [
      'trusted: its model is used',
      { env, files: files(trust('/home/ana/project')) },
      { ...read, model: ['gpt-5.5 < ~/project/.codex/config.toml:1'] },
    ],
    [
      'not trusted: the model of the person is used, and that is said',
      { env, files: files('') },
      { ...read, model: [`gpt-5.4 < ${config}:1`], problems: ['agreement: codex/project-not-trusted'] },
    ],
    [
      'refused: nobody asks any more',
      { env, files: files(trust('/home/ana/project', 'untrusted')) },
      { ...read, model: [`gpt-5.4 < ${config}:1`] },
    ],
    [
      'the trust of the repository is that of its folders, and the nearest file wins',
      {
        env,
        cwd: '/home/ana/repo/app',
        files: {
          [config]: chosen + trust('/home/ana/repo'),
          '/home/ana/repo/.git/HEAD': '',
          '/home/ana/repo/.codex/config.toml': 'model = "gpt-5.6"\n',
          '/home/ana/repo/app/.codex/config.toml': 'model = "gpt-5.5"\n',
        },
      },
      { ...read, model: ['gpt-5.5 < ~/repo/app/.codex/config.toml:1'] },
    ],
    [
      'a folder may be refused in a repository that is trusted',
      {
        env,
        cwd: '/home/ana/repo/app',
        files: {
          [config]: chosen + trust('/home/ana/repo') + trust('/home/ana/repo/app', 'untrusted'),
          '/home/ana/repo/.git/HEAD': '',
          '/home/ana/repo/.codex/config.toml': 'model = "gpt-5.6"\n',
          '/home/ana/repo/app/.codex/config.toml': 'model = "gpt-5.5"\n',
        },
      },
      { ...read, model: ['gpt-5.6 < ~/repo/.codex/config.toml:1'] },
    ],
    [
      'outside of a repository the folders above are no part of the project',
      {
        env,
        cwd: '/home/ana/notes/today',
        files: {
          [config]: chosen + trust('/home/ana/notes'),
          '/home/ana/notes/.codex/config.toml': 'model = "gpt-5.5"\nmodel_provider = "evil"\n',
        },
      },
      { ...read, model: [`gpt-5.4 < ${config}:1`] },
    ],
  ])('%s', async (_, setUp, expected) => {
    expect(await summaryOf('codex', setUp)).toEqual(expected);
  });
});
