import type { Scenario } from '../scenario.ts';
import { broken, degraded, healthy } from './promises.ts';
import { at, toRightKeyAt } from './rules.ts';

/** The list of models, the chosen model and the route that it is for. */
export const modelScenarios: readonly Scenario[] = [
  {
    id: 'model/chosen',
    story: 'The chosen model is in the list of the key and fits the chosen route',
    provider: 'nexus',
    gateway: {},
    client: { flags: ['--model', 'claude-sonnet-4-6', '--route', '/v1/messages'] },
    expects: healthy,
  },
  {
    id: 'model/mistyped',
    story: 'The model id has a typing mistake',
    provider: 'nexus',
    gateway: {},
    client: { flags: ['--model', 'gpt-5.4-minni'] },
    expects: broken('local/model-not-listed'),
  },
  {
    id: 'model/not-enabled',
    story: 'The model exists, and this key has others',
    provider: 'nexus',
    gateway: { models: ['gpt-5.4', 'gpt-5.4-mini'] },
    client: { flags: ['--model', 'claude-sonnet-4-6'] },
    expects: broken('local/model-not-listed'),
  },
  {
    id: 'model/not-in-list-nusantara',
    story: 'The model is not in a list that nobody promises to be complete',
    provider: 'nusantara',
    gateway: {},
    client: { flags: ['--provider', 'nusantara', '--model', 'claude-sonnet-4-5'] },
    expects: degraded('local/model-not-in-list'),
  },
  {
    id: 'model/none-enabled',
    story: 'The key is active, and no model was ever enabled for it',
    provider: 'nexus',
    gateway: { models: [] },
    expects: broken('local/no-models-enabled'),
  },
  {
    id: 'model/list-empty-nusantara',
    story: 'The list of the second built-in gateway is empty, and nobody says what that means',
    provider: 'nusantara',
    gateway: { models: [] },
    expects: degraded('local/model-list-empty'),
  },
  {
    id: 'model/on-another-route',
    story: 'A Claude model is chosen for the route of Codex',
    provider: 'nexus',
    gateway: {},
    client: { flags: ['--model', 'claude-sonnet-4-6', '--route', '/v1/responses'] },
    expects: degraded('local/model-does-not-fit-route'),
  },
  {
    id: 'model/route-without-streaming',
    story: 'The client streams, and the chosen route is documented without it',
    provider: 'nexus',
    gateway: {},
    client: { flags: ['--model', 'gpt-5.4', '--route', '/v1/chat/completions'] },
    expects: degraded('local/streaming-not-documented'),
  },
  {
    id: 'model/hundred-thousand',
    story: 'The gateway lists a hundred thousand models',
    provider: 'nexus',
    gateway: { modelCount: 100_000 },
    expects: healthy,
  },
  {
    id: 'model/list-without-list',
    story: 'The model list answers with an empty object',
    provider: 'nexus',
    gateway: { rules: toRightKeyAt('/v1/models', { kind: 'json', status: 200, body: {} }) },
    expects: degraded('local/model-list-unreadable'),
  },
  {
    id: 'model/list-of-text',
    story: 'The model list holds sentences where ids should be',
    provider: 'nexus',
    gateway: {
      rules: toRightKeyAt('/v1/models', {
        kind: 'json',
        status: 200,
        body: { object: 'list', data: [null, 7, {}] },
      }),
    },
    expects: degraded('local/model-list-unreadable'),
  },
  {
    id: 'model/list-damaged',
    story: 'The list comes in another encoding, so one of its ids can not be read',
    provider: 'nexus',
    gateway: {
      rules: toRightKeyAt('/v1/models', {
        kind: 'json',
        status: 200,
        body: { object: 'list', data: [{ id: 'gpt-\ufffd\ufffd' }, { id: 'gpt-5.4' }] },
      }),
    },
    expects: degraded('local/model-ids-damaged'),
  },
  {
    id: 'model/list-without-body',
    story: 'The model list answers 200 without a body',
    provider: 'nexus',
    gateway: {
      rules: toRightKeyAt('/v1/models', {
        kind: 'raw',
        status: 200,
        contentType: 'application/json',
        body: '',
      }),
    },
    expects: degraded('local/model-list-unreadable'),
  },
  {
    id: 'model/list-unsupported',
    story: 'The gateway knows the key and says that it has no model list',
    provider: 'nexus',
    gateway: { rules: toRightKeyAt('/v1/models', { kind: 'error', error: 'unsupported_endpoint' }) },
    expects: degraded('nexus/unsupported_endpoint'),
  },
  {
    id: 'model/list-not-found-nusantara',
    story: 'The second built-in gateway does not find its own model list',
    provider: 'nusantara',
    gateway: { rules: toRightKeyAt('/v1/models', { kind: 'error', error: 'not_found_error' }) },
    expects: degraded('nusantara/not_found_error'),
  },
  {
    id: 'model/list-missing',
    story: 'A gateway of the OpenAI kind has no model list at all',
    provider: 'nexus',
    gateway: { rules: at('/v1/models', { kind: 'error', error: 'unsupported_endpoint' }) },
    expects: degraded('nexus/unsupported_endpoint'),
  },
];
