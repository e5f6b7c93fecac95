import type { LivePromise, Scenario } from '../scenario.ts';
import { degraded, healthy } from './promises.ts';
import { toRightKeyAt } from './rules.ts';

function streams(...findings: readonly string[]): LivePromise {
  return { ...degraded(), findings, proof: 'streams' };
}

/** Where a gateway looks for the key, and how far the rights of the key reach. */
export const keyHeaderScenarios: readonly Scenario[] = [
  {
    id: 'key/only-in-x-api-key',
    story: 'A gateway for clients of the Anthropic API looks for the key in x-api-key and nowhere else',
    provider: 'nexus',
    gateway: { onlyKeyHeader: 'x-api-key' },
    expects: degraded('local/key-needs-x-api-key'),
    live: streams('local/key-needs-x-api-key'),
  },
  {
    id: 'key/only-in-api-key',
    story: 'A gateway for clients of Azure OpenAI looks for the key in api-key and nowhere else',
    provider: 'nexus',
    gateway: { onlyKeyHeader: 'api-key' },
    expects: degraded('local/key-needs-api-key-header'),
    live: streams('local/key-needs-api-key-header'),
  },
  {
    id: 'key/only-as-bearer',
    story: 'The gateway has the route of Claude Code and takes the key as Authorization: Bearer only',
    provider: 'nexus',
    gateway: { onlyKeyHeader: 'authorization' },
    expects: healthy,
    live: streams('local/route-needs-bearer'),
    probe: {
      flags: ['--route', '/v1/messages,/v1/responses'],
      exitCode: 0,
      rows: {
        'POST /v1/messages plain': 'answers',
        'POST /v1/messages stream': 'streams',
        'POST /v1/responses plain': 'answers',
        'POST /v1/responses stream': 'streams',
      },
    },
  },
  {
    id: 'key/without-list-permission',
    story: 'The key was made with restricted permissions, and the one for the model list is not among them',
    provider: 'nexus',
    gateway: {
      rules: toRightKeyAt('/v1/models', {
        kind: 'json',
        status: 403,
        body: {
          error: {
            message: 'You have insufficient permissions for this operation. Missing scopes: api.model.read.',
            type: 'invalid_request_error',
            param: null,
            code: null,
          },
        },
      }),
    },
    expects: degraded('edge/http-missing-scope'),
  },
  {
    id: 'key/list-of-names',
    story: 'The gateway lists its models in the form of Gemini: under models, by their names',
    provider: 'nexus',
    gateway: {
      rules: toRightKeyAt('/v1/models', {
        kind: 'json',
        status: 200,
        body: { models: [{ name: 'claude-sonnet-4-6' }, { name: 'gpt-5.4' }] },
      }),
    },
    client: { flags: ['--model', 'gpt-5.4'] },
    expects: healthy,
  },
];
