import { expect, test } from 'vitest';
import { type SetUp, worldOf } from '../clients/reading.ts';
import { keysIn, list, rightKey, type Seen, startGateway } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const refused = {
  status: 401,
  body: { error: { message: 'Invalid API key', type: 'authentication_error' } },
};

async function doctor(client: string, needsTenant: boolean, setUp: (url: string) => SetUp) {
  const isLetIn = (seen: Seen) => {
    const { bearer, xApiKey } = keysIn(seen);
    return (bearer ?? xApiKey) === rightKey && !needsTenant;
  };
  const refusalOf = (seen: Seen) => (isLetIn(seen) ? undefined : refused);
  const gateway = await startGateway({ get: (seen) => refusalOf(seen) ?? list, refusalOf });
  const { json } = await runNexus(['doctor', '--for', client, '--json'], worldOf(setUp(gateway.baseUrl)));
  return json;
}

const codex = (more: string) => (url: string) => ({
  env: { GW_KEY: rightKey, TENANT: 'canary-value' },
  files: {
    '~/.codex/config.toml': `model_provider = "gw"\n[model_providers.gw]\nname = "gw"\nbase_url = "${url}/v1"\nenv_key = "GW_KEY"\n${more}\n`,
  },
});
const setUps: [string, string, (url: string) => SetUp][] = [
  ['header x-tenant', 'codex', codex('http_headers = { x-tenant = "canary-value" }')],
  ['header x-tenant', 'codex', codex('env_http_headers = { x-tenant = "TENANT" }')],
  ['query parameter api-version', 'codex', codex('query_params = { api-version = "canary-value" }')],
  [
    'header x-tenant',
    'claude-code',
    (url) => ({
      env: {
        ANTHROPIC_BASE_URL: url,
        ANTHROPIC_AUTH_TOKEN: rightKey,
        ANTHROPIC_CUSTOM_HEADERS: 'x-tenant: canary-value',
      },
    }),
  ],
  [
    'header x-tenant',
    'opencode',
    (url) => ({
      files: {
        '~/.config/opencode/opencode.json': {
          provider: {
            gw: {
              npm: '@ai-sdk/openai',
              options: { baseURL: `${url}/v1`, apiKey: rightKey, headers: { 'x-tenant': 'canary-value' } },
            },
          },
        },
      },
    }),
  ],
  [
    'header x-tenant',
    'continue',
    (url) => ({
      files: {
        '~/.continue/config.yaml': `name: a\nversion: '1'\nmodels:\n  - name: a\n    provider: openai\n    model: a\n    apiBase: ${url}/v1\n    apiKey: ${rightKey}\n    requestOptions:\n      headers:\n        x-tenant: canary-value\n`,
      },
    }),
  ],
];

test.each(setUps)('a refusal without the %s of %s does not condemn the key', async (name, client, setUp) => {
  const json = await doctor(client, true, setUp);
  expect(json.verdict).toBe('inconclusive');
  expect(json.firstCause.finding.id).toBe(`${client}/additions-left-out`);
  expect(json.firstCause.finding.summary).toContain(name);
  expect(JSON.stringify(json)).not.toContain('canary-value');
});

test.each(setUps)('beside an accepted key the %s of %s is named as a note', async (name, client, setUp) => {
  const json = await doctor(client, false, setUp);
  expect(json.proof).toBe('accepts-key');
  expect(JSON.stringify(json)).toContain(`not sent: the ${name}`);
});

test('a refusal with the code that the gateway documents is about the key all the same', async () => {
  const error = { message: 'Invalid API key.', type: 'authentication_error', code: 'invalid_key' };
  const refusal = { status: 401, body: { error } };
  const gateway = await startGateway({ get: () => refusal, refusalOf: () => refusal });
  const world = worldOf(codex('http_headers = { x-team = "a" }')(gateway.baseUrl));
  const { json, exitCode } = await runNexus(['doctor', '--for', 'codex', '--json'], world);
  expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'broken', exitCode: 4 });
});
