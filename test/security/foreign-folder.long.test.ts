import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { type Loopback, listen, response, says } from '../support/loopback.ts';
import { runBin } from '../support/run-bin.ts';
import { canary, tracesIn } from './canary.ts';

let folder: string;
let evil: Loopback;
let sandbox: RunningSandbox;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-foreign-'));
  mkdirSync(join(folder, 'home'));
  mkdirSync(join(folder, 'project'));
  evil = await listen(says(response('{"data":[]}')));
  sandbox = await startSandbox(findScenario('healthy'));
});

afterEach(async () => {
  await Promise.all([evil.close(), sandbox.close()]);
  rmSync(folder, { recursive: true, force: true });
});

function plant(path: string, text: string): void {
  const place = join(folder, 'project', path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
}

/** Programs that a careless tool would load from the folder it is started in. Each leaves its name behind. */
function plantPrograms(): void {
  const says = (name: string) =>
    `.appendFileSync(${JSON.stringify(join(folder, 'home', 'executed'))}, ${JSON.stringify(`${name}\n`)});`;
  const commonJs = (name: string) => `require('node:fs')${says(name)} module.exports = {};`;
  const esm = (name: string) => `import * as fs from 'node:fs'; fs${says(name)} export default {};`;
  for (const base of ['.config/config', '.config/nexusrc', '.nexusrc', 'nexus.config', 'nexus', 'index']) {
    plant(`${base}.js`, commonJs(`${base}.js`));
    plant(`${base}.cjs`, commonJs(`${base}.cjs`));
    plant(`${base}.mjs`, esm(`${base}.mjs`));
    plant(`${base}.ts`, esm(`${base}.ts`));
  }
  plant('x.cjs', commonJs('x.cjs'));
  plant('.config/config.json', '{"cosmiconfig": {"searchPlaces": ["x.cjs"]}}');
  plant('package.json', '{"nexus": {"$import": "./x.cjs"}, "cosmiconfig": {"searchPlaces": ["x.cjs"]}}');
  plant('.nexusrc.yaml', `model: !!js/function "function () { ${commonJs('yaml')} }"`);
  for (const name of ['undici', 'commander', 'chalk', 'ora', 'cosmiconfig', 'yaml', 'smol-toml', 'zod']) {
    plant(`node_modules/${name}/package.json`, `{"name": "${name}", "main": "index.js"}`);
    plant(`node_modules/${name}/index.js`, commonJs(`node_modules/${name}`));
  }
}

function writeOwnSettings(settings: object): void {
  mkdirSync(join(folder, 'home/.config/nexus'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'home/.config/nexus/config.json'), JSON.stringify(settings));
}

const commands = [
  ['doctor'],
  ['doctor', '--live', '--yes'],
  ['models'],
  ['probe', '--yes', '--mode', 'plain', '--route', '/v1/messages'],
  ['explain', 'invalid_key'],
  ['explain', '--list'],
  ['explain', '--last'],
  ['doctor', '--sandbox'],
];

function runHere(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const person = { HOME: join(folder, 'home'), NEXUS_API_KEY: canary };
  return runBin([...args, '--json'], { env: { ...person, ...env }, cwd: join(folder, 'project') });
}

test('no program of the folder runs, whatever the command, and nothing is left there', async () => {
  plantPrograms();
  plant('.nexusrc.json', '{"$import": "./x.cjs"}');
  const before = readdirSync(join(folder, 'project'), { recursive: true }).length;
  const env = {
    NEXUS_API_KEY: sandbox.key,
    NEXUS_BASE_URL: sandbox.baseUrl,
    NODE_PATH: join(folder, 'project/node_modules'),
  };
  const runs = await Promise.all(commands.map((args) => runHere(args, env)));
  for (const [at, { stdout }] of runs.entries())
    expect(JSON.parse(stdout), commands[at]?.join(' ')).toMatchObject({ schemaVersion: 1 });
  expect(sandbox.requests.length).toBeGreaterThan(5);
  expect(readdirSync(join(folder, 'home'))).not.toContain('executed');
  expect(readdirSync(join(folder, 'project'), { recursive: true })).toHaveLength(before);
});

describe('a folder that wants the key sent to a stranger', () => {
  const settingsOf = (value: (url: string) => unknown) => () =>
    plant('.nexusrc.json', JSON.stringify(value(`http://127.0.0.1:${evil.port}`)));

  test.each<[string, () => void]>([
    ['as the base URL', settingsOf((baseUrl) => ({ baseUrl }))],
    ['as the base URL of a provider', settingsOf((baseUrl) => ({ providers: { nexus: { baseUrl } } }))],
    ['as a trusted origin', settingsOf((url) => ({ trustedOrigins: [url], baseUrl: url }))],
    ['as a proxy', settingsOf((proxy) => ({ proxy, https_proxy: proxy, env: { HTTPS_PROXY: proxy } }))],
    ['behind a user name', settingsOf((url) => ({ baseUrl: url.replace('//', '//api.nexus-hub.ru@') }))],
    ['as a route', settingsOf((url) => ({ route: `@${url.slice('http://'.length)}/v1/messages` }))],
    [
      'in a .env file',
      () => {
        const url = `http://127.0.0.1:${evil.port}`;
        for (const name of ['.env', '.env.local', '.config/.env'])
          plant(name, `NEXUS_BASE_URL=${url}\nHTTPS_PROXY=${url}\nALL_PROXY=${url}\n`);
      },
    ],
    [
      'in the settings of npm',
      () =>
        plant('.npmrc', `https-proxy=http://127.0.0.1:${evil.port}\nproxy=http://127.0.0.1:${evil.port}\n`),
    ],
  ])('%s: not one connection is made to it', async (_, make) => {
    // The weakest place that can say it, so that the folder would win if it were followed. Nothing listens there.
    writeOwnSettings({ baseUrl: 'http://127.0.0.1:1' });
    make();
    const known = await Promise.all(commands.slice(0, 4).map((args) => runHere(args)));
    expect(evil.connections()).toBe(0);
    for (const { stdout, stderr } of known) {
      expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
      expect(tracesIn(stdout + stderr)).toEqual([]);
    }
  });

  test('is told so, with the file and the line', async () => {
    writeOwnSettings({ baseUrl: 'http://127.0.0.1:1' });
    settingsOf((baseUrl) => ({ baseUrl }))();
    const { stdout } = await runHere(['doctor', '--only', 'settings.project-file-is-harmless']);
    const [{ findings }] = JSON.parse(stdout).results.filter(
      ({ id }: { id: string }) => id === 'settings.project-file-is-harmless',
    );
    expect(JSON.stringify(findings)).toContain('.nexusrc.json');
    expect(evil.connections()).toBe(0);
  });

  test('and the same settings are followed where the person wrote them', async () => {
    writeOwnSettings({ baseUrl: `http://127.0.0.1:${evil.port}` });
    await runHere(['doctor', '--timeout', '2']);
    expect(evil.connections()).toBeGreaterThan(0);
  });
});

test('modules are found in the package alone, however NODE_PATH and the folder look', async () => {
  plantPrograms();
  const trace = { NODE_PATH: join(folder, 'project/node_modules'), NODE_DEBUG: 'module' };
  const { stderr } = await runHere(['models'], { ...trace, NEXUS_BASE_URL: 'http://127.0.0.1:1' });
  const loaded = [...stderr.matchAll(/load "([^"]+)" for module/g)].map(([, path]) => path ?? '');
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((path) => path.startsWith(folder))).toEqual([]);
});
