import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadSettings, type SettingsRequest } from '../../src/settings/load-settings.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const key = 'a1B2c3D4e5F6a1B2c3D4e5F6';
const userFile = '/home/ana/.config/nexus/config.json';

function load(project: unknown, world: FakeWorld = {}, request: SettingsRequest = {}) {
  const text = typeof project === 'string' ? project : JSON.stringify(project, null, 1);
  const files = {
    '/home/ana/project/.git/HEAD': '',
    '/home/ana/project/.nexusrc.json': text,
    ...world.files,
  };
  return loadSettings(request, fakeSystem({ ...world, files }));
}

test('a project may choose model, route, provider, output, a time-out and more checks', async () => {
  const settings = await load({
    model: 'm',
    route: '/v1/messages',
    provider: 'nusantara',
    timeout: 120,
    output: { format: 'json', color: false },
    checks: { add: ['balance.is-available'] },
  });
  expect(settings).toMatchObject({
    model: { value: 'm', origin: { kind: 'project-file', name: '~/project/.nexusrc.json:2' } },
    route: { value: '/v1/messages' },
    profile: { value: { id: 'nusantara' } },
    timeoutMs: { value: 120_000 },
    output: { format: { value: 'json' }, color: { value: false } },
    addedChecks: ['balance.is-available'],
    projectFile: '~/project/.nexusrc.json',
    refusals: [],
  });
});

describe('what a project may not set', () => {
  test.each<[string, unknown, string]>([
    ['apiKey', 'x', 'secret'],
    ['api_key', 'x', 'secret'],
    ['API-KEY', 'x', 'secret'],
    ['NEXUS_API_KEY', 'x', 'secret'],
    ['apikey', 'x', 'secret'],
    ['keys', { nexus: 'x' }, 'secret'],
    ['token', 'x', 'secret'],
    ['authToken', 'x', 'secret'],
    ['Authorization', 'x', 'secret'],
    ['password', 'x', 'secret'],
    ['headers', { 'x-api-key': 'x' }, 'secret'],
    ['headers', { accept: 'x' }, 'not-a-project-setting'],
    ['note', `sk-ant-${key}`, 'secret'],
    ['model', `sk-proj-${key}`, 'secret'],
    ['baseUrl', `https://user:${key}@api.nexus-hub.ru`, 'secret'],
    ['proxy', 'http://evil.example', 'not-a-project-setting'],
    ['ca', '/x.pem', 'not-a-project-setting'],
    ['insecure', true, 'not-a-project-setting'],
    ['keyFile', '/x', 'secret'],
    ['config', '/x', 'not-a-project-setting'],
    ['trustedOrigins', ['https://evil.example'], 'not-a-project-setting'],
    ['providers', { nexus: { baseUrl: 'https://evil.example' } }, 'not-a-project-setting'],
    ['base_url', 'https://evil.example', 'not-a-project-setting'],
    ['extends', './x.cjs', 'not-a-project-setting'],
    ['output', 'x', 'not-a-project-setting'],
    ['timeout', 0.5, 'out-of-bounds'],
    ['timeout', 121, 'out-of-bounds'],
    ['timeout', '20', 'out-of-bounds'],
    ['model', 7, 'out-of-bounds'],
    ['model', 'a\nb', 'out-of-bounds'],
    ['model', 'x'.repeat(201), 'out-of-bounds'],
    ['route', '//evil.example/v1', 'out-of-bounds'],
    ['route', '/../admin', 'out-of-bounds'],
    ['route', '/v1/messages?x=1', 'out-of-bounds'],
    ['route', '@evil.example/', 'out-of-bounds'],
    ['provider', 'stranger', 'out-of-bounds'],
  ])('%s: %j', async (setting, value, why) => {
    const settings = await load({ [setting]: value });
    const refusal = { file: '~/project/.nexusrc.json', line: 2, setting, why };
    expect(settings.refusals).toEqual([refusal]);
    expect(settings).toMatchObject({
      profile: { value: { id: 'nexus' } },
      baseUrl: { value: { used: 'https://api.nexus-hub.ru' } },
      timeoutMs: { value: 10_000 },
    });
    expect(settings.apiKey).toBeUndefined();
    expect(settings.model).toBeUndefined();
    expect(settings.route).toBeUndefined();
  });

  test('checks are added, never skipped', async () => {
    const settings = await load({ checks: { skip: ['key.is-accepted'], add: ['a.b', 'not an id'] } });
    expect(settings.refusals.map(({ setting, why }) => [setting, why])).toEqual([
      ['checks.skip', 'not-a-project-setting'],
      ['checks.add', 'out-of-bounds'],
    ]);
    expect(settings.addedChecks).toEqual([]);
  });

  test('the rest of the file still counts', async () => {
    const settings = await load({ proxy: 'x', model: 'm' });
    expect(settings.model?.value).toBe('m');
    expect(settings.refusals).toHaveLength(1);
  });

  test('a name that is a key or a message is not repeated', async () => {
    const settings = await load({ [`sk-ant-${key}`]: 1, 'all checks passed\u001b[2J': 1 });
    expect(settings.refusals.map(({ setting }) => setting)).toEqual([
      'a setting with an odd name',
      'a setting with an odd name',
    ]);
  });

  test('thousands of settings do not make thousands of findings', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));
    expect((await load(many)).refusals.length).toBeLessThanOrEqual(20);
  });
});

describe('the base URL of a project', () => {
  test.each<[string, string, SettingsRequest, boolean]>([
    ['the provider’s own', 'https://api.nexus-hub.ru/v1', {}, true],
    ['another path there', 'https://api.nexus-hub.ru/api', {}, true],
    ['the other provider, which nobody chose otherwise', 'https://api.neosantara.xyz/coding', {}, true],
    ['another provider than the chosen one', 'https://api.neosantara.xyz', { provider: 'nexus' }, false],
    ['a trusted origin', 'https://trusted.example/v1', {}, true],
    ['a trusted private origin', 'http://10.0.0.1:8080', {}, true],
    ['a stranger', 'https://evil.example', {}, false],
    ['the own host over http', 'http://api.nexus-hub.ru', {}, false],
    ['another port', 'https://api.nexus-hub.ru:8443', {}, false],
    ['another port of a trusted host', 'https://trusted.example:8443', {}, false],
    ['a trusted host over http', 'http://trusted.example', {}, false],
    ['a host below the own one', 'https://x.api.nexus-hub.ru', {}, false],
    ['a host that only begins like it', 'https://api.nexus-hub.ru.evil.example', {}, false],
    ['a backslash', 'https://evil.example\\@api.nexus-hub.ru', {}, false],
    ['this machine', 'http://127.0.0.1:8080', {}, false],
  ])('%s: %s', async (_, baseUrl, request, isFollowed) => {
    const files = {
      [userFile]: '{"trustedOrigins": ["https://trusted.example", "http://10.0.0.1:8080"]}',
    };
    const settings = await load({ baseUrl }, { files }, request);
    expect(settings.baseUrl.origin.kind).toBe(isFollowed ? 'project-file' : 'profile');
    const refusal = { file: '~/project/.nexusrc.json', line: 2, setting: 'baseUrl' };
    expect(settings.refusals).toMatchObject(isFollowed ? [] : [refusal]);
  });

  test('of a stranger does not change whose key is looked for', async () => {
    const env = { NEOSANTARA_API_KEY: `nsk_${key}` };
    const settings = await load({ baseUrl: 'https://evil.example' }, { env });
    expect(settings.profile.value.id).toBe('nusantara');
    expect(settings.baseUrl.value.used).toBe('https://api.neosantara.xyz');
    expect(settings.refusals).toMatchObject([{ why: 'foreign-origin' }]);
  });
});

describe('a project file as a whole', () => {
  test.each<[string, FakeWorld['files'], string]>([
    ['that is no JSON', { '/home/ana/project/.nexusrc.json': '{\n"apiKey": CANARY}' }, 'unreadable'],
    [
      'that is a link',
      { '/home/ana/project/.nexusrc.json': { linkTo: '/etc/x' }, '/etc/x': '{}' },
      'unreadable',
    ],
    ['that is too large', { '/home/ana/project/.nexusrc.json': ' '.repeat(300_000) }, 'unreadable'],
    [
      'of another user',
      { '/home/ana/project/.nexusrc.json': { text: '{"model": "m"}', ownedByMe: false } },
      'other-owner',
    ],
    ['with a name of JavaScript', { '/home/ana/project/.nexusrc.json': '{"__proto__": {}}' }, 'unreadable'],
  ])('%s is not followed', async (_, files, why) => {
    const settings = await load({}, { files: files ?? {} });
    expect(settings.refusals).toMatchObject([
      { file: '~/project/.nexusrc.json', setting: 'the whole file', why },
    ]);
    expect(settings.model).toBeUndefined();
    expect(JSON.stringify(settings.refusals)).not.toContain('CANARY');
  });

  test('can be YAML or TOML', async () => {
    const at = async (name: string, text: string) =>
      (await loadSettings({}, fakeSystem({ files: { [`/home/ana/project/${name}`]: text } }))).model;
    expect(await at('.nexusrc.yaml', 'x: 1\nmodel: m')).toMatchObject({
      value: 'm',
      origin: { name: '~/project/.nexusrc.yaml:2' },
    });
    expect(await at('.nexusrc.toml', 'model = "m"')).toMatchObject({
      origin: { name: '~/project/.nexusrc.toml:1' },
    });
    expect(await at('.nexusrc', 'model: m')).toBeUndefined();
    expect(await at('.nexusrc.js', 'model: m')).toBeUndefined();
  });
});

describe('where a project file is looked for', () => {
  const model = '{"model": "found"}';
  test.each<[string, FakeWorld, boolean]>([
    ['the current folder', { cwd: '/srv/p', files: { '/srv/p/.nexusrc.json': model } }, true],
    [
      'up to the repository root',
      { cwd: '/srv/p/a/b', files: { '/srv/p/.git/HEAD': '', '/srv/p/.nexusrc.json': model } },
      true,
    ],
    [
      'a root whose .git is a file',
      { cwd: '/srv/p/a', files: { '/srv/p/.git': 'gitdir: x', '/srv/p/.nexusrc.json': model } },
      true,
    ],
    [
      'not above it',
      { cwd: '/srv/p/a', files: { '/srv/p/a/.git/HEAD': '', '/srv/p/.nexusrc.json': model } },
      false,
    ],
    [
      'not above the current folder without a repository',
      { cwd: '/tmp/p', files: { '/tmp/.nexusrc.json': model } },
      false,
    ],
    ['below home up to home', { cwd: '/home/ana/a/b', files: { '/home/ana/a/.nexusrc.json': model } }, true],
    [
      'not above home',
      { cwd: '/home/ana/a', files: { '/home/.git/HEAD': '', '/home/.nexusrc.json': model } },
      false,
    ],
    [
      'nowhere when the current folder is gone',
      { cwd: '', files: { '.nexusrc.json': model, '/.nexusrc.json': model } },
      false,
    ],
  ])('%s', async (_, world, isFound) => {
    const settings = await loadSettings({}, fakeSystem(world));
    expect(settings.model?.value).toBe(isFound ? 'found' : undefined);
  });

  test('the nearest one wins alone', async () => {
    const files = {
      '/srv/p/.git/HEAD': '',
      '/srv/p/.nexusrc.json': '{"model": "far", "route": "/v1/messages"}',
      '/srv/p/a/.nexusrc.json': '{"model": "near"}',
    };
    const settings = await loadSettings({}, fakeSystem({ cwd: '/srv/p/a', files }));
    expect(settings.model?.value).toBe('near');
    expect(settings.route).toBeUndefined();
  });
});

describe('a project file that others may have put there', () => {
  const open = (modes: Readonly<Record<string, number>>, fileMode = 0o644): FakeWorld => ({
    cwd: '/srv/p',
    files: {
      '/srv/p/.nexusrc.json': { text: '{"model": "m"}', mode: fileMode },
      '/': { folderMode: modes['/'] ?? 0o755 },
      '/srv': { folderMode: modes['/srv'] ?? 0o755 },
      '/srv/p': { folderMode: modes['/srv/p'] ?? 0o755 },
    },
  });
  const load = (world: FakeWorld) => loadSettings({}, fakeSystem(world));

  test.each<[string, FakeWorld]>([
    ['a folder that everybody may write to', open({ '/srv/p': 0o777 })],
    ['a file that everybody may write to', open({}, 0o666)],
    ['a file that everybody may write to, in a folder like /tmp', open({ '/srv/p': 0o1777 }, 0o666)],
    ['the same where CI says that it is off', { ...open({ '/srv/p': 0o777 }), env: { CI: 'false' } }],
  ])('%s: it is skipped, and said', async (_, world) => {
    const settings = await load(world);
    expect(settings.model).toBeUndefined();
    expect(settings.refusals).toEqual([
      { file: '/srv/p/.nexusrc.json', setting: 'the whole file', why: 'open-to-everybody' },
    ]);
  });

  test.each<[string, FakeWorld]>([
    ['a folder of one’s own', open({})],
    ['a folder like /tmp, where nobody moves the file of another', open({ '/srv/p': 0o1777 })],
    [
      'a folder that only its group may write to, which is mostly one’s own',
      open({ '/srv/p': 0o775 }, 0o664),
    ],
    ['below a folder that nobody else may enter', open({ '/srv': 0o750, '/srv/p': 0o777 }, 0o666)],
    ['a folder that others may write to and not enter', open({ '/srv/p': 0o776 }, 0o666)],
    [
      'a job of CI, whose folder was made for it',
      { ...open({ '/srv/p': 0o777 }, 0o666), env: { CI: 'true' } },
    ],
    ['Windows, which has no such bits', { ...open({ '/srv/p': 0o777 }, 0o666), platform: 'win32' }],
  ])('%s: it is followed', async (_, world) => {
    const place = world.platform === 'win32' ? windowsOf(world) : world;
    const settings = await load(place);
    expect(settings.refusals).toEqual([]);
    expect(settings.model?.value).toBe('m');
  });

  test('the one above it, in a folder that is not open, still counts', async () => {
    const files = {
      '/srv/.git/HEAD': '',
      '/srv/.nexusrc.json': { text: '{"model": "above"}', mode: 0o644 },
    };
    const world = open({ '/srv/p': 0o777 });
    const settings = await load({ ...world, files: { ...world.files, ...files } });
    expect(settings.model?.value).toBe('above');
    expect(settings.refusals).toHaveLength(1);
  });
});

function windowsOf({ files, ...rest }: FakeWorld): FakeWorld {
  const moved = Object.entries(files ?? {}).map(([path, file]) => [`C:${path.replaceAll('/', '\\')}`, file]);
  return { ...rest, cwd: 'C:\\srv\\p', files: Object.fromEntries(moved) };
}

test('no project file, whatever is in it, brings a key or leads to a stranger', async () => {
  const name = fc.constantFrom(
    'apiKey',
    'baseUrl',
    'model',
    'route',
    'provider',
    'timeout',
    'output',
    'checks',
    'keys',
  );
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      'https://evil.example',
      'https://api.nexus-hub.ru@evil.example',
      '//evil.example',
      'nusantara',
    ),
  );
  const property = fc.asyncProperty(fc.dictionary(fc.oneof(name, fc.string()), value), async (project) => {
    const settings = await load(project);
    expect(settings.apiKey).toBeUndefined();
    expect(['api.nexus-hub.ru', 'api.neosantara.xyz']).toContain(settings.baseUrl.value.host);
    expect(settings.route?.value ?? '/v1').toMatch(/^\/\w/);
  });
  await fc.assert(property, { numRuns: 300 });
});
