import { expect, test } from 'vitest';
import { type SetUp, worldOf } from '../clients/reading.ts';
import { keysIn, list, rightKey, type Seen, startGateway } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const missing = { status: 404, body: { error: { message: 'Not found', type: 'invalid_request_error' } } };
const refused = {
  status: 401,
  body: { error: { message: 'Invalid API key', type: 'authentication_error' } },
};

test.each<[string, (url: string) => SetUp, string, string]>([
  [
    'claude-code',
    (url) => ({
      files: {
        '~/.claude/settings.json': {
          env: { ANTHROPIC_BASE_URL: `${url}/wrong`, ANTHROPIC_AUTH_TOKEN: rightKey },
        },
      },
    }),
    'env.ANTHROPIC_BASE_URL in ~/.claude/settings.json',
    '',
  ],
  [
    'openai-sdk',
    (url) => ({ env: { OPENAI_BASE_URL: `${url}/wrong/v1`, OPENAI_API_KEY: rightKey } }),
    'OPENAI_BASE_URL',
    '/v1',
  ],
])(
  'the address that answered is to be set where %s reads it, in the form it needs',
  async (client, setUp, setting, end) => {
    const get = (seen: Seen) => {
      if (!seen.path.startsWith('/v1/')) return missing;
      const { bearer, xApiKey } = keysIn(seen);
      return (bearer ?? xApiKey) === rightKey ? list : refused;
    };
    const { baseUrl } = await startGateway({ get, refusalOf: () => refused });
    const { json } = await runNexus(['doctor', '--for', client, '--json'], worldOf(setUp(baseUrl)));
    const { id, fixes } = json.firstCause.finding;
    expect(id).toBe('local/base-url-wrong-path');
    expect(fixes[0].what).toBe(`set ${setting} to ${baseUrl}${end}`);
  },
);
