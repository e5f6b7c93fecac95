import type { LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'own reading of the gateway’s free answers' } as const;

/** A space at an end of a name would be invisible. */
const named = (model: string) => (/^\s|\s$/.test(model) ? `"${model}"` : model);

function nearestWords(nearest: readonly string[]): string {
  return nearest.length === 0 ? '' : `; nearest: ${nearest.join(', ')}`;
}

const useOneThatStreams = {
  kind: 'do',
  what: 'switch off streaming in the client, or use one of the routes named above',
  why: 'the gateway streams only there',
} as const;

/** What the free answers say about models, routes and money. */
export const localAccessErrors = {
  'local/no-models-enabled': {
    title: 'No model is enabled for this key',
    meaning: 'The gateway accepts the key, but lists no model for it. Only its support can enable one.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: ['the key was made but never given models', 'the access of the key was changed'],
    fixes: [
      {
        kind: 'do',
        what: 'write to {contact}: the key is active, but models do not appear',
        why: 'the documentation names this case for support',
      },
    ],
    verify: 'nexus models',
    source: { kind: 'documented', url: 'https://docs.weavist.online/errors-and-faq/' },
    summary: () => 'the model list of this key is empty',
  },
  'local/model-list-empty': {
    title: 'The model list is empty',
    meaning: 'The gateway does not document what an empty list means.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['no model is enabled for this key', 'the gateway does not fill this list'],
    fixes: [
      {
        kind: 'run',
        command: 'nexus doctor --live',
        why: 'see with one small real call whether a model answers',
      },
    ],
    verify: 'nexus models',
    source: ours,
    summary: () => 'the model list is empty',
  },
  'local/model-list-unreadable': {
    title: 'The model list has a form that is not known',
    meaning: 'The gateway answered, but no list of model ids was found in the answer.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway uses another format'],
    fixes: [
      {
        kind: 'run',
        command: 'nexus doctor --live',
        why: 'see with one small real call whether a model answers',
      },
    ],
    verify: 'nexus models',
    source: ours,
    summary: ({ route }: { route: string }) => `no list of models in the answer to ${route}`,
  },
  'local/model-ids-damaged': {
    title: 'Ids in the model list can’t be read',
    meaning:
      'JSON has to be UTF-8, and some ids of the list are not. Nobody can call such a model, and some clients can’t read the list at all.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway sends the list in another encoding', 'a proxy on the way changes its bytes'],
    fixes: [
      {
        kind: 'do',
        what: 'use a model whose id is whole, and tell the support of the gateway',
        why: 'only there the list can be mended',
      },
    ],
    verify: 'nexus models',
    source: { kind: 'documented', url: 'https://www.rfc-editor.org/rfc/rfc8259#section-8.1' },
    summary: ({ route, count, damaged }: { route: string; count: number; damaged: number }) =>
      `${route}: ${damaged} of ${count} ids ${damaged === 1 ? 'has' : 'have'} bytes that are no UTF-8, or marks in their place`,
  },
  'local/answer-form-unknown': {
    title: 'The key gets in, and the answer has a form that is not known',
    meaning:
      'The gateway tells this key from a random one. Without a list or a balance in its answer, more than that is not proven.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the gateway uses another format for its lists',
      'the base URL leads to another API of the gateway',
    ],
    fixes: [
      {
        kind: 'run',
        command: 'nexus doctor --live',
        why: 'see with one small real call whether a model answers',
      },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ route, status }: { route: string; status: number }) =>
      `${route} refuses a random key and answers yours with ${status}, without a list of a known form`,
  },
  'local/model-list-unknown': {
    title: 'Whether this key may use the model is not known',
    meaning: 'The gateway did not show the list of models, so the chosen model could not be looked up.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the key may not read the list', 'the list could not be read this time'],
    fixes: [
      { kind: 'run', command: 'nexus doctor --live', why: 'see it with one small real call to this model' },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ model }: { model: string }) =>
      `the model list could not be read, so ${model} could not be looked up`,
  },
  'local/model-not-listed': {
    title: 'The chosen model is not in the list of this key',
    meaning: 'The list shows every model that the key may use, and this one is not in it.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'a typing mistake in the model id',
      'the model is not enabled for this key',
      'the model has a new id',
    ],
    fixes: [
      { kind: 'run', command: 'nexus models', why: 'see the ids that this key may use' },
      {
        kind: 'do',
        what: 'ask support to enable the model, if you need this one',
        why: 'only the gateway can enable it',
      },
    ],
    verify: 'nexus models',
    source: ours,
    summary: ({ model, listed, nearest }: { model: string; listed: number; nearest: readonly string[] }) =>
      `${named(model)} is not among the ${listed} listed models${nearestWords(nearest)}`,
  },
  'local/model-not-in-list': {
    title: 'The chosen model is not in the gateway’s list',
    meaning: 'The gateway does not promise that its list is complete, so the model may still work.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['a typing mistake in the model id', 'the list is not complete', 'the model has a new id'],
    fixes: [{ kind: 'run', command: 'nexus models', why: 'see the listed ids' }],
    verify: 'nexus models',
    source: ours,
    summary: ({ model, listed, nearest }: { model: string; listed: number; nearest: readonly string[] }) =>
      `${named(model)} is not among the ${listed} listed models${nearestWords(nearest)}`,
  },
  'local/model-does-not-fit-route': {
    title: 'The chosen model is not documented for this route',
    meaning: 'The gateway lists the model for other routes. A request here may be refused.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the client uses another route than the model supports'],
    fixes: [
      {
        kind: 'do',
        what: 'use one of the routes named above, or choose another model',
        why: 'the gateway documents the model there',
      },
    ],
    verify: 'nexus models',
    source: ours,
    summary: ({ model, route, routes }: { model: string; route: string; routes: readonly string[] }) =>
      `${model} is documented for ${routes.join(', ')}, not for ${route}`,
  },
  'local/streaming-not-documented': {
    title: 'Streaming is not documented for this route',
    meaning:
      'Most clients stream by default. The documentation says that this route refuses a streaming request.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the client uses a route without streaming'],
    fixes: [useOneThatStreams],
    // Another gateway than the documented one may stream here, and may not have the other routes at all.
    fixesFor: ({ tryIt }: { tryIt?: string }) =>
      tryIt === undefined
        ? [useOneThatStreams]
        : [
            {
              kind: 'run',
              command: tryIt,
              why: 'see with one small real call whether it streams here all the same',
            },
            {
              kind: 'do',
              what: 'switch off streaming in the client',
              why: 'the route answers in one piece too',
            },
          ],
    verify: 'nexus doctor --only stream.is-documented',
    source: ours,
    summary: ({ route, streams }: { route: string; streams: readonly string[]; tryIt?: string }) =>
      `${route} is documented without streaming; ${streams.length === 0 ? 'no route here streams' : `it streams on ${streams.join(', ')}`}`,
  },
  'local/balance-empty': {
    title: 'The balance is used up',
    meaning: 'The gateway refuses requests that cost money until there is a balance again.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the money on the account is used up', 'the spending limit of the key is reached'],
    fixes: [{ kind: 'do', what: 'top up the balance', why: 'requests are accepted again' }],
    verify: 'nexus doctor --only balance.is-available',
    source: ours,
    summary: ({ amount, currency, route }: { amount: number; currency?: string; route: string }) =>
      `${route} shows ${amount}${currency === undefined ? '' : ` ${currency}`}`,
  },
  'local/quota-used-up': {
    title: 'The quota of this key is used up',
    meaning: 'The gateway refuses requests until the quota starts again.',
    severity: 'error',
    owner: 'you',
    retry: 'when-told',
    causes: ['the daily or monthly number of tokens is used up'],
    fixes: [
      { kind: 'do', what: 'wait for the reset, or choose a higher tier', why: 'the quota starts again then' },
    ],
    verify: 'nexus doctor --only balance.is-available',
    source: ours,
    summary: ({ window, resetAt }: { window: string; resetAt?: string }) =>
      `the ${window} quota has nothing left${resetAt === undefined ? '' : `; it starts again at ${resetAt}`}`,
  },
  'local/balance-unreadable': {
    title: 'The balance could not be read',
    meaning: 'Whether money is left is not known. This does not mean that there is none.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the answer has a form that is not known',
      'the key may not read the balance',
      'the gateway has no such route',
    ],
    fixes: [{ kind: 'do', what: 'look at the balance where you top it up', why: 'it is shown there' }],
    verify: 'nexus doctor --only balance.is-available',
    source: ours,
    summary: ({ route, why }: { route: string; why: string }) => `${route}: ${why}`,
  },
} as const satisfies Record<`local/${string}`, LocalEntry<never>>;
