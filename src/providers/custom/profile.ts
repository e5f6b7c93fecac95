import type { DocumentedModel, ProviderProfile, Route } from '../profile.ts';

/** A gateway as a settings file describes it. Only what it is called and where it is must be given. */
export interface CustomProvider {
  readonly id: string;
  readonly name?: string | undefined;
  readonly baseUrl: string;
  /** The environment variable that holds the key. */
  readonly keyEnv?: string | undefined;
  readonly keyPrefixes?: readonly string[] | undefined;
  readonly support?: readonly { readonly label: string; readonly link?: string }[] | undefined;
  readonly models?: readonly DocumentedModel[] | undefined;
  /** Replace the usual routes. */
  readonly routes?: readonly Route[] | undefined;
}

/** What gateways mostly offer. Whether this one does, only a probe can tell. */
const usualRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/models', speaks: 'model-list', streams: 'no' },
  {
    method: 'POST',
    path: '/v1/chat/completions',
    speaks: 'chat',
    streams: 'unknown',
    assumed: true,
    outputLimit: ['max_completion_tokens', 'max_tokens'],
  },
  {
    method: 'POST',
    path: '/v1/completions',
    speaks: 'completions',
    streams: 'unknown',
    assumed: true,
    outputLimit: ['max_tokens'],
  },
  {
    method: 'POST',
    path: '/v1/responses',
    speaks: 'responses',
    streams: 'unknown',
    assumed: true,
    outputLimit: ['max_output_tokens'],
  },
  {
    method: 'POST',
    path: '/v1/messages',
    speaks: 'messages',
    streams: 'unknown',
    assumed: true,
    outputLimit: ['max_tokens'],
  },
];

/** Completes a gateway of a settings file to a profile; what nobody says stays unknown. */
export function customProfile(definition: CustomProvider): ProviderProfile {
  const name = definition.name ?? definition.id;
  return {
    id: definition.id,
    name,
    aliases: [],
    baseUrl: definition.baseUrl,
    baseUrlVariants: [],
    env: { key: definition.keyEnv === undefined ? [] : [definition.keyEnv] },
    key: {
      prefixes: (definition.keyPrefixes ?? []).toSorted((a, b) => b.length - a.length),
      from: `the operator of ${name}`,
    },
    routes: definition.routes ?? usualRoutes,
    models: definition.models ?? [],
    modelList: 'unknown',
    requestId: { headers: ['x-request-id', 'request-id'], body: ['request_id', 'error.request_id'] },
    support: definition.support ?? [],
    links: {},
    errors: {},
  };
}
