import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterEach, describe, expect, test } from 'vitest';
import { listen, says } from './support/loopback.ts';
import { ended, runBin, startBin } from './support/run-bin.ts';
import { runNexus } from './support/run-nexus.ts';

// The documents that the commands themselves print, in contrast to those that the tests of the renderers build.

const validators = new Map<string, ValidateFunction>();

function validator(schema: string): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const file = new URL(`../schemas/${schema}.schema.json`, import.meta.url);
  const compiled = new Ajv({ strict: true, allErrors: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  validators.set(schema, compiled);
  return compiled;
}

function expectValid(schema: string, document: unknown): void {
  const validate = validator(schema);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
}

const printed: Readonly<Record<string, readonly string[]>> = {
  doctor: [
    'doctor --sandbox',
    'doctor --sandbox healthy-nusantara',
    'doctor --sandbox key/revoked',
    'doctor --sandbox key/missing',
    'doctor --sandbox key/with-outer-space',
    'doctor --sandbox model/mistyped',
    'doctor --sandbox gateway/open',
    'doctor --sandbox edge/web-page',
    'doctor --sandbox tls/expired',
    'doctor --sandbox settings/file-broken',
    'doctor --sandbox settings/project-redirects',
    'doctor --sandbox overload/requests-per-minute',
    'doctor --sandbox url/not-a-url',
    'doctor --sandbox answer/html-message',
    'doctor --only key.is-accepted --sandbox',
    'doctor --skip key.is-accepted --sandbox',
    'doctor --live --yes --sandbox model/chosen',
    'doctor --verbose --sandbox key/revoked',
    'doctor --for claude-code --base-url http://127.0.0.1:1',
  ],
  'doctor-list': ['doctor --list'],
  models: [
    'models --sandbox',
    'models gpt --route messages --sandbox',
    'models nothing-like-that --sandbox',
    'models --sandbox key/revoked',
    'models --sandbox healthy-nusantara',
    'models --sandbox model/none-enabled',
    'models --sandbox edge/bad-gateway-page',
  ],
  probe: ['probe --dry-run --sandbox', 'probe --route messages --model claude-sonnet-4-6 --yes --sandbox'],
  explain: [
    'explain invalid_key',
    'explain Service Request Error',
    'explain 401',
    'explain 599',
    'explain nothing-like-that',
    'explain tls/expired',
  ],
  'explain-list': ['explain --list', 'explain --list --provider nusantara'],
  sandbox: ['sandbox --list'],
  error: [
    'doctor --nope',
    'doctr',
    'doctor --sandbox no/such-scenario',
    'doctor --provider nobody',
    'doctor --for nobody',
    'doctor --api-key something',
    'models --sandbox settings/file-broken',
    'sandbox no/such-scenario',
    'explain',
  ],
};

describe.each(Object.entries(printed))('%s.schema.json', (schema, commands) => {
  test.each(commands)('nexus %s --json', async (command) => {
    const { json, stderr } = await runNexus([...command.split(' '), '--json']);
    expect(stderr).toBe('');
    expectValid(schema, json);
  });
});

describe('an interrupted command prints a valid document too', () => {
  const servers: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  test.skipIf(process.platform === 'win32').each(['doctor', 'models'])('%s', async (command) => {
    let child: ReturnType<typeof startBin> | undefined;
    const server = await listen(() => child?.kill('SIGINT'));
    servers.push(server);
    child = startBin([command, '--json'], {
      env: { NEXUS_API_KEY: 'nexus-0123456789abcdef', NEXUS_BASE_URL: `http://127.0.0.1:${server.port}` },
    });
    const { exitCode, stdout } = await ended(child);
    expect(exitCode).toBe(130);
    expectValid(command, JSON.parse(stdout));
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true });
  });

  test('and so does one whose gateway is no HTTP server', async () => {
    const server = await listen(says('220 mail.example ready\r\n', 'end'));
    servers.push(server);
    const { stdout } = await runBin(['doctor', '--json'], {
      env: { NEXUS_API_KEY: 'nexus-0123456789abcdef', NEXUS_BASE_URL: `http://127.0.0.1:${server.port}` },
    });
    expectValid('doctor', JSON.parse(stdout));
  });
});
