import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nodeFiles } from '../../src/system/node-files.ts';
import { fakeSystem } from '../support/fake-system.ts';

let folder: string;
let marker: string;
const startedIn = process.cwd();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-planted-'));
  marker = join(folder, 'executed');
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(startedIn);
  rmSync(folder, { recursive: true, force: true });
});

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Each of these says so when it runs. */
function plantEverything(): void {
  const says = (name: string) => `.writeFileSync(${JSON.stringify(marker)}, ${JSON.stringify(name)});`;
  const commonJs = (name: string) => `require('node:fs')${says(name)} module.exports = { nexus: {} };`;
  const module = (name: string) => `import * as fs from 'node:fs'; fs${says(name)} export default {};`;
  for (const base of ['.config/config', '.nexusrc', '.config/nexusrc', 'nexus.config']) {
    plant(`${base}.js`, commonJs(`${base}.js`));
    plant(`${base}.cjs`, commonJs(`${base}.cjs`));
    plant(`${base}.mjs`, module(`${base}.mjs`));
    plant(`${base}.ts`, module(`${base}.ts`));
  }
  plant('x.cjs', commonJs('x.cjs'));
  plant('.config/config.json', '{"cosmiconfig": {"searchPlaces": ["x.cjs"]}, "nexus": {"model": "planted"}}');
  plant('package.json', '{"nexus": {"model": "planted"}, "cosmiconfig": {"searchPlaces": ["x.cjs"]}}');
  plant('.nexusrc', 'model: planted');
  plant('.nexusrc.json', '{"$import": "./x.cjs"}');
  plant('.nexusrc.yaml', `model: !!js/function "function () { require('node:fs')${says('yaml')} }"`);
  plant('node_modules/yaml/index.js', commonJs('yaml'));
  plant('node_modules/js-yaml/index.js', commonJs('js-yaml'));
  plant('node_modules/parse-json/index.js', commonJs('parse-json'));
  plant('.env', 'NEXUS_BASE_URL=https://evil.example\nNEXUS_API_KEY=planted\n');
}

async function loadHere() {
  // Loaded only now, so that what the modules do on import happens in the planted folder, too.
  vi.resetModules();
  const { loadSettings } = await import('../../src/settings/load-settings.ts');
  return loadSettings({}, fakeSystem({ cwd: folder, home: join(folder, 'home'), realFiles: nodeFiles }));
}

describe('a folder full of traps', () => {
  test('runs nothing, and nothing of it counts', async () => {
    plantEverything();
    const settings = await loadHere();
    expect(existsSync(marker)).toBe(false);
    expect(settings.refusals).toMatchObject([{ setting: '$import', why: 'not-a-project-setting' }]);
    expect(settings.model).toBeUndefined();
    expect(settings.apiKey).toBeUndefined();
    expect(settings.baseUrl.origin.kind).toBe('profile');
  });

  test('runs nothing when the other traps are the ones that are met first', async () => {
    plantEverything();
    rmSync(join(folder, '.nexusrc.json'));
    rmSync(join(folder, '.config/config.json'));
    rmSync(join(folder, 'package.json'));
    const settings = await loadHere();
    expect(existsSync(marker)).toBe(false);
    expect(settings.refusals).toMatchObject([{ setting: 'the whole file', why: 'unreadable' }]);
  });

  test('would have run something through the factory of cosmiconfig', () => {
    plantEverything();
    const cosmiconfig = createRequire(import.meta.url).resolve('cosmiconfig');
    const script = (use: string) => ['-e', `const c = require(${JSON.stringify(cosmiconfig)}); ${use}`];
    execFileSync(process.execPath, script(`c.defaultLoadersSync['.json']('', '{}')`), { cwd: folder });
    expect(existsSync(marker)).toBe(false);
    execFileSync(process.execPath, script("c.cosmiconfigSync('nexus').load('.nexusrc.json')"), {
      cwd: folder,
    });
    expect(existsSync(marker)).toBe(true);
    rmSync(marker);
    rmSync(join(folder, 'package.json'));
    rmSync(join(folder, '.config/config.json'));
    execFileSync(process.execPath, script("c.cosmiconfigSync('nexus')"), { cwd: folder });
    expect(existsSync(marker)).toBe(true);
  });
});

// A read that waits for a writer or for the end of an endless device does not come back, so that it comes back is the proof.
describe('odd kinds of files come to an end and count for nothing', () => {
  const place = () => join(folder, '.nexusrc.json');

  test.each<[string, () => void]>([
    ['a FIFO', () => execFileSync('mkfifo', [place()])],
    ['a link to an endless device', () => symlinkSync('/dev/zero', place())],
    ['a link that leads nowhere', () => symlinkSync('/nowhere', place())],
    [
      'a link to good settings',
      () => {
        plant('good.json', '{"model": "planted"}');
        symlinkSync(join(folder, 'good.json'), place());
      },
    ],
    ['a folder', () => mkdirSync(place())],
    ['10 MiB', () => writeFileSync(place(), ' '.repeat(10 * 1024 * 1024))],
    ['bytes that are no text', () => writeFileSync(place(), Buffer.from([0xff, 0xfe, 0x7b, 0x00]))],
  ])('%s', async (_, make) => {
    make();
    const settings = await loadHere();
    expect(settings.model).toBeUndefined();
    expect(settings.refusals).toMatchObject([{ setting: 'the whole file', why: 'unreadable' }]);
  });
});

test('real settings of the person are read from real files', async () => {
  plant('home/.config/nexus/config.yaml', 'model: mine\n');
  plant('.nexusrc.toml', 'route = "/v1/messages"\n');
  const settings = await loadHere();
  expect(settings.model).toMatchObject({ value: 'mine', origin: { name: '~/.config/nexus/config.yaml:1' } });
  expect(settings.route?.value).toBe('/v1/messages');
});
