import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const env = { NEXUS_API_KEY: 'zq7Kd0P4xVb81LmNfT5sWcYh' };
const commandsIn = (stdout: string) =>
  [...stdout.matchAll(/"command": "(nexus (?:doctor|models)[^"]*)"/g)].map(([, one]) => one);

describe('a flag that was wrong is not repeated in the next command', () => {
  test.each([
    ['api.nexus-hub.ru', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru/v1/v1', 'https://api.nexus-hub.ru/v1'],
    ['https://api.nexus-hub.ru/v1/chat/completions', 'https://api.nexus-hub.ru/v1'],
    ['http://gateway.example', 'https://gateway.example'],
    ['nonsense', "'<right URL>'"],
    ['https://user:secret@api.nexus-hub.ru', 'https://api.nexus-hub.ru'],
  ])('--base-url %s', async (typed, right) => {
    const { json, stdout } = await runNexus(
      ['doctor', '--base-url', typed, '--only', 'url.is-well-formed', '--json'],
      { env },
    );
    expect(json.nextStep.command).toBe(`nexus doctor --base-url ${right}`);
    for (const command of commandsIn(stdout)) expect(command).not.toContain(` ${typed}`);
  });

  test('a host that is almost a known one', async () => {
    const args = [
      'doctor',
      '--base-url',
      'https://api.nexus-hob.ru',
      '--only',
      'url.host-is-expected',
      '--json',
    ];
    const { json } = await runNexus(args, { env });
    expect(json.nextStep.command).toBe('nexus doctor --base-url https://api.nexus-hub.ru');
  });

  test('https: where the port of this machine speaks http:', async () => {
    const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const argv = ['doctor', '--base-url', `https://127.0.0.1:${port}`, '--json'];
    const { json } = await runNexus(argv, { env });
    server.close();
    expect(json.firstCause.finding.id).toBe('network/not-tls');
    expect(json.nextStep.command).toBe(`nexus doctor --base-url http://127.0.0.1:${port}`);
  });

  test('a provider that the host does not belong to', async () => {
    const args = [
      'doctor',
      '--provider',
      'nexus',
      '--base-url',
      'https://api.neosantara.xyz',
      '--only',
      'url.host-is-expected',
    ];
    const { json } = await runNexus([...args, '--json'], { env });
    expect(json.nextStep.command).toBe(
      'nexus doctor --provider nusantara --base-url https://api.neosantara.xyz',
    );
  });

  test('a right one is repeated', async () => {
    const args = ['doctor', '--base-url', 'http://127.0.0.1:1', '--only', 'network.port-connects', '--json'];
    const { json } = await runNexus(args, { env });
    expect(json.nextStep.command).toContain('--base-url http://127.0.0.1:1');
  });
});

test('the address of LiteLLM is one that may be tried, and its command can be copied', async () => {
  for (const url of ['http://0.0.0.0:1', 'http://[::]:1']) {
    const args = ['doctor', '--base-url', url];
    const { json } = await runNexus([...args, '--json'], { env });
    expect(json.firstCause.finding.id).toBe('network/connection-refused');
    for (const format of ['human', 'markdown']) {
      const { stdout } = await runNexus([...args, '--format', format], { env });
      expect(stdout).toMatch(/nexus doctor [^\n]*--base-url '?http:\/\/(?:0\.0\.0\.0|\[::\]):1'?/);
      expect(stdout).not.toContain('\\u003a');
    }
  }
});

test('models without a match suggests the whole list at the same target', async () => {
  const { json } = await runNexus(['models', 'nope', '--route', '/v1/messages', '--sandbox', '--json']);
  expect(json.nextStep).toEqual({ command: 'nexus models --sandbox healthy', text: 'list all models' });
});

describe('no sentence says "then" twice', () => {
  test.each([
    'edge/bad-gateway-page',
    'edge/captive-portal',
    'overload/everybody',
    'network/clock-differs',
    'answer/html-message',
  ])('%s', async (scenario) => {
    const { stdout } = await runNexus(['doctor', '--sandbox', scenario]);
    expect(stdout).not.toMatch(/(?:\bthen\b|check again)[^\n]*, then:/);
  });
});

test('a status that nobody documents has no status nearby', async () => {
  const { json, exitCode } = await runNexus(['explain', '307', '--json']);
  expect({ nearest: json.nearest, matches: json.matches, exitCode }).toEqual({
    nearest: [],
    matches: [],
    exitCode: 1,
  });
});

test('what stands around every failed connection points to no code that is not there', async () => {
  const { json } = await runNexus(['explain', 'fetch failed', '--json']);
  expect(json.matches[0]).toMatchObject({ id: 'network/failed' });
  expect(json.matches[0].causes.join(' ')).not.toContain('below');
});

describe('the list of scenarios', () => {
  test('says what probe shows where the free checks see nothing', async () => {
    const { stdout } = await runNexus(['sandbox', '--list'], { terminal: { columns: 300 } });
    expect(stdout).toMatch(/stream\/cut .*healthy, exit 0; probe: truncated, exit \d/);
    expect(stdout).toMatch(/stream\/stall .*; probe: stalled, exit \d/);
    expect(stdout).toContain('nexus probe --sandbox <scenario>');
  });

  test('has each command in one piece in Markdown', async () => {
    const { stdout } = await runNexus(['sandbox', '--list', '--format', 'markdown']);
    expect(stdout).toContain('| `nexus doctor --sandbox key/revoked` |');
    expect(stdout).toMatch(/\| `?stream\/cut`? \|.*truncated, exit `?\d/);
  });
});

test('the next command of a probe that reached nothing names the same base URL', async () => {
  const { json } = await runNexus(['probe', '--yes', '--json', '--base-url', 'http://127.0.0.1:1'], {
    env: { NEXUS_API_KEY: 'nexus-0123456789abcdef0123456789abcdef' },
  });
  expect(json.rows).toEqual([]);
  expect(json.nextStep.command).toContain('--base-url http://127.0.0.1:1');
});
