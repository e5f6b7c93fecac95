import type { Fix, LocalEntry } from '../entry.ts';
import { type ClientWords, sentenceStart } from './words.ts';

/** Where a client and a gateway do not go together. */
export function clientFitErrors(
  { name, streamSetting }: ClientWords,
  own: Pick<LocalEntry, 'verify' | 'source'>,
) {
  const Name = sentenceStart(name);
  const yours = { owner: 'you', retry: 'after-fix', ...own } as const;
  return {
    'wire-not-documented': {
      title: `The gateway does not document the route that ${name} calls`,
      meaning: `${Name} speaks this format and no other, as it is set up here.`,
      severity: 'warning',
      ...yours,
      causes: ['the gateway serves other formats', 'the route exists and is not documented'],
      fixes: [
        lookForRoutes,
        {
          kind: 'do',
          what: 'choose a client that speaks one of the documented formats',
          why: 'those are served',
        },
      ],
      fixesFor: chooseDocumented,
      summary: ({ wire, from, routes }: Undocumented) =>
        `${name} speaks ${wire} (${from}); documented are ${routes.join(', ') || 'no model routes'}`,
    },
    'wire-does-not-stream': {
      title: `${Name} ${streamSetting === undefined ? 'always ' : ''}streams, and the gateway documents no streaming`,
      meaning: 'The gateway documents that it refuses a streaming request on this route.',
      severity: 'warning',
      ...yours,
      causes: ['the client uses a format that is not streamed here'],
      fixes: [
        streamSetting === undefined
          ? {
              kind: 'do',
              what: 'choose a format that streams: {streams|one that is documented to}',
              why: 'the client needs it',
            }
          : { kind: 'set', setting: streamSetting, to: 'false', why: 'the whole answer then comes at once' },
        lookAround,
      ],
      ...(streamSetting === undefined ? { fixesFor: chooseFormat } : {}),
      summary: ({ route, from }: Unstreamed) =>
        `${name} calls POST ${route} (${from}), documented without streaming`,
    },
    'additions-left-out': {
      title: `${Name} adds headers or parameters to its calls that were not sent here`,
      meaning:
        'Their values were not opened. Where the gateway needs them, it may refuse a call without them, whatever the key is.',
      severity: 'hint',
      ...yours,
      retry: 'not-documented',
      causes: ['the settings name headers or query parameters of their own'],
      fixes: [
        {
          kind: 'do',
          what: 'make one call that has them, with the client itself or with curl, before you change the key',
          why: 'whether the gateway needs them is not known here',
        },
      ],
      summary: ({ additions }: { additions: readonly string[] }) => `not sent: ${additions.join(', ')}`,
    },
    'model-unlisted': {
      title: `A model that ${name} names is not in the list of this key`,
      meaning: 'The list shows every model that the key may use. Calls of another one are refused.',
      severity: 'error',
      ...yours,
      causes: ['the id is written in another way here', 'the model is not enabled for this key'],
      fixes: [
        {
          kind: 'set',
          setting: '{setting|the model of the client}',
          to: '{nearest|<an id of the list>}',
          why: 'the gateway compares ids letter by letter',
        },
      ],
      summary: ({ from, model, listed }: ModelAt) =>
        `${from} names ${model}, not among the ${listed} listed models`,
    },
    'model-perhaps-unlisted': {
      title: `A model that ${name} names is not in the gateway’s list`,
      meaning: 'The list may leave models out, so a call may work all the same.',
      severity: 'warning',
      ...yours,
      causes: ['the id is written in another way here', 'the gateway does not offer this model'],
      fixes: [
        {
          kind: 'set',
          setting: '{setting|the model of the client}',
          to: '{nearest|<an id of the list>}',
          why: 'the gateway compares ids letter by letter',
        },
      ],
      summary: ({ from, model, listed }: ModelAt) =>
        `${from} names ${model}, not among the ${listed} listed models`,
    },
  } as const satisfies Record<string, LocalEntry<never>>;
}

type Choice = { setting?: string; to?: string };
type Undocumented = { wire: string; from: string; routes: readonly string[] } & Choice;

const lookForRoutes = {
  kind: 'run',
  command: 'nexus probe --dry-run',
  why: 'see which routes could be tried',
} as const;

function chooseDocumented({ setting, to }: Undocumented): readonly [Fix, ...Fix[]] {
  if (setting !== undefined && to !== undefined)
    return [{ kind: 'set', setting, to, why: 'this format is documented' }, lookForRoutes];
  const what = 'choose a client that speaks one of the documented formats';
  return [lookForRoutes, { kind: 'do', what, why: 'those are served' }];
}

type Unstreamed = { route: string; from: string; streams: string } & Choice;

const lookAround = { kind: 'run', command: 'nexus probe --dry-run', why: 'see what could be tried' } as const;

function chooseFormat({ streams, setting, to }: Unstreamed): readonly [Fix, ...Fix[]] {
  if (setting !== undefined && to !== undefined)
    return [{ kind: 'set', setting, to, why: 'this format is documented to stream' }, lookAround];
  const formats = streams === '' ? 'one that is documented to' : streams;
  return [
    { kind: 'do', what: `choose a format that streams: ${formats}`, why: 'the client needs it' },
    lookAround,
  ];
}

type ModelAt = { from: string; model: string; listed: number; setting: string; nearest: string };
