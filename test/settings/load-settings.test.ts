import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors/usage-error.ts';
import { loadSettings, type SettingsRequest } from '../../src/settings/load-settings.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const userFile = '/home/ana/.config/nexus/config.json';
const projectFile = '/home/ana/project/.nexusrc.json';
const git = { '/home/ana/project/.git/HEAD': 'ref' };
const key = 'a1B2c3D4e5F6a1B2c3D4e5F6';

const load = (request: SettingsRequest, world: FakeWorld = {}) => loadSettings(request, fakeSystem(world));
const json = (...lines: string[]) => `{\n${lines.join(',\n')}\n}\n`;

describe('the strongest place wins and names what it shadows', () => {
  const world: FakeWorld = {
    env: { NEXUS_BASE_URL: 'https://env.example', NEXUS_API_KEY: `env-${key}` },
    files: {
      ...git,
      '/keys/mine': `${key}-file\n`,
      [projectFile]: json(
        '"model": "project-model"',
        '"route": "/v1/messages"',
        '"timeout": 20',
        '"provider": "nexus"',
        '"baseUrl": "https://trusted.example/v1"',
      ),
      [userFile]: json(
        '"baseUrl": "https://user.example"',
        '"apiKey": "stored-a1B2c3D4e5F6"',
        '"model": "user-model"',
        '"route": "/v1/responses"',
        '"timeout": 30',
        '"provider": "nexus"',
        '"trustedOrigins": ["https://trusted.example"]',
      ),
    },
  };
  const flags: SettingsRequest = {
    provider: 'nexus',
    baseUrl: 'https://flag.example',
    keyFile: '/keys/mine',
    model: 'flag-model',
    route: '/v1/completions',
    timeoutMs: 5000,
  };
  const user = (line: number) => `~/.config/nexus/config.json:${line}`;
  const project = (line: number) => `~/project/.nexusrc.json:${line}`;

  test('flags win over everything', async () => {
    const settings = await load(flags, world);
    expect(settings.baseUrl).toMatchObject({
      value: { used: 'https://flag.example' },
      origin: { kind: 'flag', name: '--base-url' },
    });
    expect(settings.baseUrl.shadows.map(({ name }) => name)).toEqual([
      'env NEXUS_BASE_URL',
      project(6),
      user(2),
      'profile nexus',
    ]);
    expect(settings.apiKey?.origin.name).toBe('--key-file /keys/mine');
    expect(settings.apiKey?.shadows.map(({ name }) => name)).toEqual(['env NEXUS_API_KEY']);
    expect(settings.model).toMatchObject({ value: 'flag-model', origin: { name: '--model' } });
    expect(settings.model?.shadows.map(({ name }) => name)).toEqual([project(2), user(4)]);
    expect(settings.route).toMatchObject({ value: '/v1/completions', origin: { name: '--route' } });
    expect(settings.route?.shadows.map(({ name }) => name)).toEqual([project(3), user(5)]);
    expect(settings.timeoutMs).toMatchObject({ value: 5000, origin: { name: '--timeout' } });
    expect(settings.timeoutMs.shadows.map(({ name }) => name)).toEqual([project(4), user(6), 'default']);
    expect(settings.profile).toMatchObject({ value: { id: 'nexus' }, origin: { name: '--provider' } });
    expect(settings.profile.shadows.map(({ name }) => name)).toEqual([project(5), user(7)]);
  });

  test('then the environment, then the project file, then the user file, then the profile', async () => {
    const without = (name: 'env' | 'project' | 'user'): FakeWorld => {
      const files = { ...world.files };
      if (name !== 'env') delete files[projectFile];
      if (name === 'user') delete files[userFile];
      return { files };
    };
    const baseUrl = async (some: FakeWorld) => (await load({}, some)).baseUrl.origin.name;
    expect(await baseUrl(world)).toBe('env NEXUS_BASE_URL');
    expect(await baseUrl(without('env'))).toBe(project(6));
    expect(await baseUrl(without('project'))).toBe(user(2));
    expect(await baseUrl(without('user'))).toBe('profile nexus');
  });

  test('without anything, the defaults are those of Nexus', async () => {
    const settings = await load({});
    expect(settings).toMatchObject({
      profile: { value: { id: 'nexus' }, origin: { kind: 'profile' }, shadows: [] },
      baseUrl: {
        value: { used: 'https://api.nexus-hub.ru' },
        origin: { name: 'profile nexus' },
        shadows: [],
      },
      timeoutMs: { value: 10_000, shadows: [] },
      refusals: [],
    });
    expect(settings.apiKey).toBeUndefined();
    expect(settings.model).toBeUndefined();
    expect(settings.userFile).toBeUndefined();
    expect(settings.projectFile).toBeUndefined();
  });

  test('an empty variable is as good as none', async () => {
    const settings = await load({}, { env: { NEXUS_API_KEY: ' ', NEXUS_BASE_URL: '' } });
    expect(settings.apiKey).toBeUndefined();
    expect(settings.baseUrl.origin.kind).toBe('profile');
  });
});

describe('the choice of profile', () => {
  const nusantaraKey = { NEOSANTARA_API_KEY: `nsk_${key}` };
  const nexusKey = { NEXUS_API_KEY: key };

  test.each<[string, SettingsRequest, Record<string, string>, string, string]>([
    ['--provider', { provider: 'nusantara' }, nexusKey, 'nusantara', '--provider'],
    ['an alias', { provider: 'Neosantara' }, {}, 'nusantara', '--provider'],
    [
      'the host of --base-url',
      { baseUrl: 'https://api.neosantara.xyz/v1' },
      nexusKey,
      'nusantara',
      '--base-url',
    ],
    [
      'the host of a variable',
      {},
      { NEXUS_BASE_URL: 'https://api.neosantara.xyz', ...nexusKey },
      'nusantara',
      'env NEXUS_BASE_URL',
    ],
    ['the only key variable', {}, nusantaraKey, 'nusantara', 'env NEOSANTARA_API_KEY'],
    ['its second name', {}, { NUSANTARA_API_KEY: key }, 'nusantara', 'env NUSANTARA_API_KEY'],
    ['several key variables', {}, { ...nexusKey, ...nusantaraKey }, 'nexus', 'default'],
    ['an unknown host of --base-url', { baseUrl: 'https://relay.example' }, nusantaraKey, 'nexus', 'default'],
    [
      'the variable of an unknown host',
      {},
      { NEOSANTARA_BASE_URL: 'http://127.0.0.1:1', ...nexusKey },
      'nusantara',
      'env NEOSANTARA_BASE_URL',
    ],
    [
      'both variables of unknown hosts',
      {},
      { NEOSANTARA_BASE_URL: 'http://127.0.0.1:1', NEXUS_BASE_URL: 'http://127.0.0.1:2' },
      'nexus',
      'default',
    ],
    ['nothing', {}, {}, 'nexus', 'default'],
  ])('%s', async (_, request, env, id, origin) => {
    const { profile } = await load(request, { env });
    expect([profile.value.id, profile.origin.name]).toEqual([id, origin]);
  });

  test('a choice that nobody made is said aloud', async () => {
    const note = async (env: Record<string, string>) => (await load({}, { env })).profileNote;
    expect(await note(nusantaraKey)).toContain('NEOSANTARA_API_KEY');
    expect(await note({ ...nexusKey, ...nusantaraKey })).toMatch(
      /several.*NEOSANTARA_API_KEY.*--provider nusantara/,
    );
    expect(await note({ NEXUS_BASE_URL: 'https://api.neosantara.xyz' })).toContain('host');
    expect(await note(nexusKey)).toBeUndefined();
    expect(await note({})).toBeUndefined();
  });

  test('the base URL that named a profile is used for it, and the other provider’s key is not', async () => {
    const env = { NEXUS_BASE_URL: 'https://api.neosantara.xyz/coding/v1', ...nexusKey };
    const settings = await load({}, { env });
    expect(settings.baseUrl.value.used).toBe('https://api.neosantara.xyz/coding');
    expect(settings.apiKey).toBeUndefined();
  });

  test('the base URL variable of one provider is not that of another', async () => {
    const env = { NEXUS_BASE_URL: 'https://relay.example' };
    const settings = await load({ provider: 'nusantara' }, { env });
    expect(settings.baseUrl.origin.name).toBe('profile nusantara');
  });

  test('an unknown provider is a usage error that names the nearest one and repeats nothing', async () => {
    const error = await load({ provider: 'nusantra' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ hint: expect.stringContaining('did you mean nusantara?') });
    const pasted = await load({ provider: `sk-${key}` }).catch((thrown: unknown) => thrown);
    expect(pasted).toBeInstanceOf(UsageError);
    expect(`${pasted} ${pasted instanceof UsageError ? pasted.hint : ''}`).not.toContain(key);
  });

  test('a gateway of the settings file is chosen by its id, its host and its key variable', async () => {
    const files = {
      [userFile]: json('"providers": {"mine": {"baseUrl": "https://gw.example/v1", "keyEnv": "MINE_KEY"}}'),
    };
    for (const [request, env] of [
      [{ provider: 'mine' }, {}],
      [{ baseUrl: 'https://gw.example' }, {}],
      [{}, { MINE_KEY: key }],
    ] as const) {
      const settings = await load(request, { files, env });
      expect(settings.profile.value.id).toBe('mine');
      expect(settings.baseUrl.value.used).toBe('https://gw.example');
    }
  });
});

describe('the key', () => {
  test('comes from a file without the line break at its end', async () => {
    const settings = await load(
      { keyFile: 'key.txt' },
      { files: { '/home/ana/project/key.txt': `${key}\n` } },
    );
    expect(settings.apiKey?.value.secret.reveal()).toBe(key);
    expect(settings.apiKey?.value).toMatchObject({ lastFour: 'e5F6', shape: { outerSpace: false } });
  });

  test('comes from a file of the home folder in shells that put no home in', async () => {
    const settings = await load({ keyFile: '~/key.txt' }, { files: { '/home/ana/key.txt': key } });
    expect(settings.apiKey?.value.secret.reveal()).toBe(key);
    expect(settings.apiKey?.origin.name).toBe('--key-file ~/key.txt');
  });

  test.each([
    ['a line break', `${key}\n`, false],
    ['a line break of Windows', `${key}\r\n`, false],
    ['no line break', key, false],
    ['two line breaks', `${key}\n\n`, true],
    ['a space', `${key} \n`, true],
    ['a tab before it', `\t${key}\n`, true],
    ['a lone carriage return', `${key}\r`, true],
  ])('with %s, from a file or standard input: outer space is %j', async (_, text, outerSpace) => {
    const files = { '/home/ana/project/key.txt': text };
    for (const settings of [
      await load({ keyFile: 'key.txt' }, { files }),
      await load({ keyFile: '-' }, { stdin: text }),
    ]) {
      expect(settings.apiKey?.value.secret.reveal()).toBe(key);
      expect(settings.apiKey?.value.shape.outerSpace).toBe(outerSpace);
    }
  });

  test('of a variable keeps its line break in mind: clients send it', async () => {
    const settings = await load({}, { env: { NEXUS_API_KEY: `${key}\n` } });
    expect(settings.apiKey?.value.shape.outerSpace).toBe(true);
  });

  test('comes from standard input', async () => {
    const settings = await load({ keyFile: '-' }, { stdin: key });
    expect(settings.apiKey?.value.secret.reveal()).toBe(key);
    expect(settings.apiKey?.origin.name).toBe('--key-file -');
  });

  test.each<[string, FakeWorld]>([
    ['absent', {}],
    ['a folder', { files: { '/home/ana/project/sk-typed/x': '' } }],
    ['too large', { files: { '/home/ana/project/sk-typed': 'x'.repeat(70_000) } }],
    ['unreadable', { files: { '/home/ana/project/sk-typed': { refused: 'unreadable' } } }],
    ['binary', { files: { '/home/ana/project/sk-typed': { refused: 'not-utf8' } } }],
  ])('a key file that is %s is a usage error without what was typed', async (_, world) => {
    const error = await load({ keyFile: 'sk-typed' }, world).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).not.toContain('sk-typed');
  });

  test('is not asked for on a terminal by --key-file -', async () => {
    await expect(load({ keyFile: '-' }, { terminal: {} })).rejects.toBeInstanceOf(UsageError);
  });

  test('shows no last four characters when it is short', async () => {
    const settings = await load({}, { env: { NEXUS_API_KEY: 'a1B2c3D4e5F6' } });
    expect(settings.apiKey?.value).not.toHaveProperty('lastFour');
  });

  test('never shows in the settings as text', async () => {
    const settings = await load({}, { env: { NEXUS_API_KEY: `CANARY${key}` } });
    expect(JSON.stringify(settings)).not.toContain('CANARY');
  });
});

describe('a stored key', () => {
  const stored = (...lines: string[]) => ({ [userFile]: json(`"apiKey": "stored-${key}"`, ...lines) });

  test('is used at its provider’s own host', async () => {
    const settings = await load({}, { files: stored() });
    expect(settings.apiKey?.origin).toEqual({ kind: 'user-file', name: '~/.config/nexus/config.json:2' });
    expect(settings.apiKey?.value.secret.reveal()).toBe(`stored-${key}`);
    expect(settings.unusedKeys).toBeUndefined();
  });

  test('is used at the base URL beside it, from there only', async () => {
    const files = stored('"baseUrl": "https://relay.example/v1"');
    expect((await load({}, { files })).apiKey).toBeDefined();
    const elsewhere = await load({ baseUrl: 'https://api.nexus-hub.ru' }, { files });
    expect(elsewhere.apiKey).toBeUndefined();
    expect(elsewhere.unusedKeys).toEqual([
      {
        origin: { kind: 'user-file', name: '~/.config/nexus/config.json:2' },
        belongsTo: 'https://relay.example',
      },
    ]);
  });

  test.each<[string, SettingsRequest, Record<string, string>]>([
    ['--base-url', { baseUrl: 'https://relay.example' }, {}],
    ['another port', { baseUrl: 'https://api.nexus-hub.ru:8443' }, {}],
    ['http', { baseUrl: 'http://api.nexus-hub.ru' }, {}],
    ['this machine', { baseUrl: 'http://127.0.0.1:1' }, {}],
    ['the environment', {}, { NEXUS_BASE_URL: 'https://relay.example' }],
    ['another provider', { provider: 'nusantara' }, {}],
  ])('is left alone when %s leads elsewhere', async (_, request, env) => {
    const settings = await load(request, { env, files: stored() });
    expect(settings.apiKey).toBeUndefined();
    expect(settings.unusedKeys).toHaveLength(1);
  });

  test('is left alone when a trusted project leads elsewhere', async () => {
    const files = {
      ...git,
      ...stored('"trustedOrigins": ["https://trusted.example"]'),
      [projectFile]: json('"baseUrl": "https://trusted.example"'),
    };
    const settings = await load({}, { files });
    expect(settings.baseUrl.value.used).toBe('https://trusted.example');
    expect(settings.apiKey).toBeUndefined();
  });

  test('is found by the provider’s id, too', async () => {
    const files = { [userFile]: json(`"keys": {"neosantara": "nsk_${key}", "nexus": "${key}"}`) };
    const { apiKey } = await load({ provider: 'nusantara' }, { files });
    expect(apiKey?.value.secret.reveal()).toBe(`nsk_${key}`);
    expect((await load({}, { files })).apiKey?.value.secret.reveal()).toBe(key);
  });

  test.each([
    [0o600, true, true],
    [0o400, true, true],
    [0o640, true, false],
    [0o604, true, false],
    [0o660, true, false],
    [0o600, false, false],
  ])('in a file of mode %o, mine: %s, is used: %s', async (mode, ownedByMe, isUsed) => {
    const [[path, text] = ['', '']] = Object.entries(stored());
    const settings = await load({}, { files: { [path]: { text, mode, ownedByMe } } });
    expect(settings.apiKey !== undefined).toBe(isUsed);
    expect(settings.userFile?.problem === undefined).toBe(isUsed);
    if (!isUsed && ownedByMe) {
      expect(settings.userFile?.problem?.expected).toContain('chmod 600 ~/.config/nexus/config.json');
    }
  });

  test('does not make a file without a key private', async () => {
    const settings = await load({}, { files: { [userFile]: { text: '{"model": "m"}', mode: 0o644 } } });
    expect(settings).toMatchObject({ model: { value: 'm' } });
    expect(settings.userFile).not.toHaveProperty('problem');
  });
});

describe('a user file that can not be used', () => {
  test('is told, and nothing of it counts', async () => {
    const text = `{\n "model": "m",\n "apiKey": "CANARY-${key}",\n "timeout": soon\n}`;
    const settings = await load({}, { files: { [userFile]: text } });
    expect(settings.userFile).toEqual({
      file: '~/.config/nexus/config.json',
      problem: { file: '~/.config/nexus/config.json', line: 4, column: 13, expected: 'expected a value' },
    });
    expect(settings.model).toBeUndefined();
    expect(settings.apiKey).toBeUndefined();
    expect(JSON.stringify(settings)).not.toContain('CANARY');
  });

  test('is named beside an unknown provider that it may define', async () => {
    const error = load({ provider: 'mine' }, { files: { [userFile]: '{' } });
    await expect(error).rejects.toMatchObject({ hint: expect.stringContaining('config.json') });
  });

  test.each([
    ['not-a-file', 'regular file'],
    ['unreadable', 'may read'],
    ['too-large', '256 KiB'],
    ['not-utf8', 'UTF-8'],
  ] as const)('because it is %s says so', async (refused, words) => {
    const settings = await load({}, { files: { [userFile]: { refused } } });
    expect(settings.userFile?.problem?.expected).toContain(words);
  });

  test('is a usage error when --config names it and it is not there', async () => {
    await expect(load({ config: 'x.json' })).rejects.toBeInstanceOf(UsageError);
    await expect(
      load({ config: 'x.js' }, { files: { '/home/ana/project/x.js': '' } }),
    ).rejects.toBeInstanceOf(UsageError);
    const invalid = await load({ config: 'x.json' }, { files: { '/home/ana/project/x.json': '[]' } });
    expect(invalid.userFile?.problem).toBeDefined();
  });
});

describe('where the user file is', () => {
  const model = '{"model": "found"}';
  test.each<[string, SettingsRequest, FakeWorld, boolean]>([
    [
      'XDG_CONFIG_HOME',
      {},
      { env: { XDG_CONFIG_HOME: '/xdg' }, files: { '/xdg/nexus/config.json': model } },
      true,
    ],
    [
      'a relative one counts as unset',
      {},
      { env: { XDG_CONFIG_HOME: 'xdg' }, files: { [userFile]: model } },
      true,
    ],
    [
      'an empty one counts as unset',
      {},
      { env: { XDG_CONFIG_HOME: '' }, files: { [userFile]: model } },
      true,
    ],
    ['YAML', {}, { files: { '/home/ana/.config/nexus/config.yaml': 'model: found' } }, true],
    ['TOML', {}, { files: { '/home/ana/.config/nexus/config.toml': 'model = "found"' } }, true],
    ['no home', {}, { home: null, files: { [userFile]: model } }, false],
    ['not another ending', {}, { files: { '/home/ana/.config/nexus/config.js': model } }, false],
    [
      'APPDATA on Windows',
      {},
      { platform: 'win32', env: { APPDATA: 'C:\\A' }, files: { 'C:\\A\\nexus\\config.json': model } },
      true,
    ],
    [
      'not APPDATA elsewhere',
      {},
      { env: { APPDATA: '/A' }, files: { '/A/nexus/config.json': model } },
      false,
    ],
    [
      '--config instead of the usual one',
      { config: '/x/y.yml' },
      { files: { '/x/y.yml': 'model: found', [userFile]: '{"model": "other"}' } },
      true,
    ],
  ])('%s', async (_, request, world, isFound) => {
    expect((await load(request, world)).model?.value).toBe(isFound ? 'found' : undefined);
  });

  test('a project file that --config names is the person’s own', async () => {
    const files = { ...git, [projectFile]: json(`"apiKey": "${key}"`) };
    const settings = await load({ config: '.nexusrc.json' }, { files });
    expect(settings.apiKey).toBeDefined();
    expect(settings.refusals).toEqual([]);
  });
});
