import type { Fix, LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'the events of the stream, their order and their times' } as const;
const grammar = {
  kind: 'documented',
  url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
} as const;
const tellSupport = {
  kind: 'do',
  what: 'send this finding{withId| and the request_id} to {contact}',
  why: 'only the gateway can mend it',
} as const;
const probeAgain = 'nexus probe';

type On = { route: string };
type Cut = On & { events: number; why: string; seconds: number };
/** `waited`: how long until we hung up; `longer`: the time-out to try next. Both in seconds. */
type Waited = Omit<Cut, 'why'> & { waited: number; longer: number };
const counted = (events: number) => `${events} ${events === 1 ? 'event' : 'events'}`;
const after = ({ events, seconds }: Pick<Cut, 'events' | 'seconds'>) =>
  `after ${counted(events)} (${seconds} s)`;
const probeLater = {
  kind: 'do',
  what: 'wait a little, then probe again',
  why: 'shows whether it happens again',
} as const;
const waitLonger = ({ longer }: Waited): readonly [Fix, ...Fix[]] => [
  {
    kind: 'run',
    command: `nexus doctor --live --timeout ${Math.ceil(longer)}`,
    why: 'wait longer for one more call, which costs money too',
  },
  probeLater,
];

/** `isHere`: the gateway runs on this machine, so no network holds anything back. */
type Held = On & { events: number; seconds: number; suspect?: string; isHere?: true };
const anotherNetwork = {
  kind: 'do',
  what: 'try another network; if it is the same there, tell the gateway’s support',
  why: 'shows who holds the stream back',
} as const;
const askTheServer = {
  kind: 'do',
  what: 'look whether the server on this machine collects the answer before it sends it, then probe again',
  why: 'nothing else stands between it and you',
} as const;

/** What a streaming request can turn out to be, other than a sound stream. */
export const streamErrors = {
  'stream/buffered': {
    title: 'The stream is held back and comes in one piece',
    meaning:
      'The answer is complete, but nothing arrives before its end. Clients look frozen and may give up.',
    severity: 'error',
    owner: 'your-network',
    retry: 'not-documented',
    causes: [
      'a proxy on the way collects the answer',
      'an antivirus program looks at the whole answer first',
      'the gateway collects it itself',
    ],
    fixes: [anotherNetwork],
    fixesFor: ({ isHere }: Held) => [isHere === undefined ? anotherNetwork : askTheServer],
    wordsFor: ({ isHere }: Held) =>
      isHere === undefined
        ? {}
        : {
            owner: 'gateway',
            causes: [
              'the gateway on this machine collects the answer',
              'a tunnel or a proxy behind this port does',
            ],
          },
    verify: probeAgain,
    source: ours,
    summary: ({ route, events, seconds, suspect }: Held) =>
      `all ${events} events of ${route} came at once after ${seconds} s${suspect === undefined ? '' : `; ${suspect}`}`,
  },
  'stream/held-back-by-compression': {
    title: 'The stream is held back when it is compressed',
    meaning:
      'Without compression it streams. Most clients allow compression, so they see nothing until the end.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway or a proxy compresses the whole answer before it sends it'],
    fixes: [
      {
        kind: 'do',
        what: 'set the client to accept no compression (Accept-Encoding: identity), and tell {contact}',
        why: 'then the stream is not collected',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: ({ route, encoding }: On & { encoding?: string }) =>
      `${route} comes in one piece${encoding === undefined ? '' : ` as ${encoding}`}, and streams without compression`,
  },
  'stream/too-fast-to-tell': {
    title: 'The answer came too fast to tell whether it streams',
    meaning:
      'It is complete, but its pieces came so close together that nobody can tell whether they were held back.',
    severity: 'hint',
    owner: 'you',
    retry: 'not-documented',
    causes: ['a very fast model', 'a recorded answer'],
    fixes: [{ kind: 'run', command: 'nexus probe --mode stream', why: 'try once more' }],
    verify: probeAgain,
    source: ours,
    summary: ({
      route,
      events,
      ms,
      all,
    }: On & { events: number; ms: number; all?: { events: number; seconds: number } }) =>
      all === undefined
        ? `all ${events} events of ${route} came within ${ms} ms`
        : `the ${events === 1 ? 'event' : `${events} events`} with the answer of ${route} came within ${ms} ms, all ${all.events} over ${all.seconds} s`,
  },
  'stream/truncated': {
    title: 'The stream ended before its end',
    meaning:
      'The last event that the format requires is missing. Some clients take this for a complete answer.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: [
      'a proxy cuts long answers',
      'the upstream of the gateway broke off',
      'the gateway serves this route from another format',
    ],
    fixes: [tellSupport],
    verify: probeAgain,
    source: ours,
    names: [
      'stream closed before response.completed',
      'stream disconnected before completion',
      'Streaming response ended before any complete data was received',
      'Connection lost mid-response',
    ],
    summary: (params: Cut) => `${params.route}: ${params.why} ${after(params)}`,
  },
  'stream/too-large': {
    title: 'The stream is larger than the answer to a small call can be',
    meaning: 'It was not read to its end, so nobody knows how it would have ended.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the gateway never ends an event',
      'the base URL leads to a download or to another service',
      'something large was put into one event',
    ],
    fixes: [tellSupport],
    verify: probeAgain,
    source: ours,
    summary: (params: Omit<Cut, 'why'> & { what: string }) =>
      `${params.route} sent ${params.what} ${after(params)}, and we hung up`,
  },
  'stream/cut-after-end': {
    title: 'The transfer was cut after the last event',
    meaning:
      'All events of the answer came, but the transfer broke before its own end. Clients that read it to its end report a broken connection.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'later',
    causes: [
      'the gateway or a proxy announces more bytes than it sends',
      'a proxy closes the connection too early',
      'the compression is not closed',
    ],
    fixes: [tellSupport],
    verify: probeAgain,
    source: ours,
    summary: ({ route, why }: On & { why: string }) => `${route} sent its last event, and then ${why}`,
  },
  'stream/stalled': {
    title: 'The stream stopped without an end',
    meaning: 'The connection stayed open, but nothing more came.',
    severity: 'error',
    owner: 'upstream',
    retry: 'later',
    causes: ['the upstream of the gateway hangs', 'a proxy on the way lost the connection'],
    fixes: [probeLater],
    fixesFor: waitLonger,
    verify: probeAgain,
    source: ours,
    names: ['The response stopped arriving'],
    summary: ({ route, events, seconds, waited }: Waited) =>
      events === 0
        ? `${route} opened its stream and sent nothing for ${waited} s`
        : `${route} sent ${counted(events)} within ${seconds} s, and then nothing for ${waited} s`,
  },
  'stream/timed-out': {
    title: 'The stream took too long',
    meaning: 'It was called off before its end.',
    severity: 'error',
    owner: 'upstream',
    retry: 'later',
    causes: ['the model or its upstream is overloaded', 'only keep-alives come, and no answer'],
    fixes: [probeLater],
    fixesFor: waitLonger,
    verify: probeAgain,
    source: ours,
    summary: ({ route, events, waited }: Waited) =>
      `${route} was called off after ${waited} s, with ${counted(events)} and no end`,
  },
  'stream/error-event': {
    title: 'The gateway broke the stream off with an error',
    meaning: 'The answer began with status 200 and then turned into an error.',
    severity: 'error',
    owner: 'upstream',
    retry: 'later',
    causes: ['the upstream of the gateway failed in the middle of the answer'],
    fixes: [
      {
        kind: 'do',
        what: 'wait a little, then probe again; {keep|keep the request_id} for support',
        why: 'such errors often pass',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: (params: Cut) => `${params.route}: ${params.why} ${after(params)}`,
  },
  'stream/not-sse': {
    title: 'The answer to a streaming request is no event stream',
    meaning: 'Clients that stream cannot read it.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['a web page of a machine on the way', 'the gateway answers in another format'],
    fixes: [{ kind: 'run', command: 'nexus doctor', why: 'check what stands between you and the gateway' }],
    verify: probeAgain,
    source: grammar,
    summary: ({ route, what }: On & { what: string }) => `${route} answered a streaming request with ${what}`,
  },
  'stream/ignored': {
    title: 'The gateway ignores the wish to stream',
    meaning: 'It sends one JSON answer instead. Clients that always stream fail or look frozen.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway does not stream this model', 'a proxy removes the field'],
    fixes: [
      {
        kind: 'do',
        what: 'switch off streaming in the client, or use another route',
        why: 'the plain answer is complete',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: ({ route }: On) => `${route} answered a streaming request with plain JSON`,
  },
  'stream/wrong-answer': {
    title: 'The answer is not of the expected form',
    meaning: 'It came with a success status, but it is no answer of this format.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway serves this route from another format', 'the model gave an empty answer'],
    fixes: [tellSupport],
    verify: probeAgain,
    source: ours,
    summary: ({ route, why }: On & { why: string }) => `${route}: ${why}`,
  },
  'stream/limit-ignored': {
    title: 'The gateway ignores the output limit',
    meaning: 'The answer is longer than was asked for, so a call can cost more than planned.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway knows the limit by another field name', 'the gateway does not pass it on'],
    fixes: [
      {
        kind: 'do',
        what: 'tell {contact}, and do not rely on limits in your client until then',
        why: 'every call is charged as it comes',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: ({
      route,
      limit,
      tokens,
      field,
      hungUp,
    }: On & { limit: number; tokens: number; field?: string; hungUp?: boolean }) => {
      const asked = `${route} was asked for at most ${limit} output tokens`;
      const how = field === undefined ? '' : `, in ${field} after it had refused another field,`;
      return `${asked}${how} and sent ${hungUp ? `about ${tokens} until we hung up` : tokens}`;
    },
  },
  'stream/empty': {
    title: 'The answer has no text',
    meaning: 'It is complete in its form, but nothing was said in it.',
    severity: 'warning',
    owner: 'upstream',
    retry: 'not-documented',
    causes: [
      'the model thought until the limit of this small call',
      'a filter removed the answer',
      'the gateway lost the text',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'try another model, or the same one in your client with a longer limit',
        why: 'shows whether it ever answers',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: ({ route }: On) => `${route} answered without a single word`,
  },
  'stream/other-grammar': {
    title: 'The events are of another format',
    meaning: 'Whether the stream is complete cannot be told, because its events are not documented here.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway uses a newer or its own kind of event'],
    fixes: [{ kind: 'do', what: 'try it with the client you want to use', why: 'it may know these events' }],
    verify: probeAgain,
    source: ours,
    summary: ({ route, why }: On & { why: string }) => `${route}: ${why}`,
  },
  'stream/deviates': {
    title: 'The stream is complete, with a deviation from the format',
    meaning: 'Whoever reads it event by event gets the whole answer. Another client may stumble over it.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway builds the stream itself'],
    fixes: [
      {
        kind: 'do',
        what: 'nothing, while your client works; else tell {contact}',
        why: 'it is the gateway’s to mend',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: ({ route, what }: On & { what: string }) => `${route}: ${what}`,
  },
  'stream/in-bursts': {
    title: 'The stream comes in large pieces',
    meaning: 'It is complete, but many events arrive together, so clients show it in jumps.',
    severity: 'warning',
    owner: 'your-network',
    retry: 'not-documented',
    causes: ['a proxy on the way collects some kilobytes before it sends them on'],
    fixes: [
      {
        kind: 'do',
        what: 'try another network; if it is the same there, tell the gateway’s support',
        why: 'shows who collects the pieces',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: ({
      route,
      events,
      pieces,
      suspect,
    }: On & { events: number; pieces: number; suspect?: string }) =>
      `the ${events} events with the answer of ${route} came in ${pieces} pieces${suspect === undefined ? '' : `; ${suspect}`}`,
  },
  'stream/works-undocumented': {
    title: 'Streaming works here, though the documentation says that it does not',
    meaning: 'It may be new, or it may end again without notice.',
    severity: 'hint',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the documentation is older than the gateway'],
    fixes: [
      {
        kind: 'do',
        what: 'rely on a documented route where you can',
        why: 'what is not documented can change',
      },
    ],
    verify: probeAgain,
    source: ours,
    summary: ({ route }: On) => `${route} streams to its end, and is documented without streaming`,
  },
} as const satisfies Record<`stream/${string}`, LocalEntry<never>>;
