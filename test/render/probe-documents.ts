import {
  type FindingDocument,
  notSent,
  type ProbeDocument,
  type ProbeRow,
} from '../../src/report/documents.ts';

const truncated: FindingDocument = {
  id: 'stream/truncated',
  severity: 'error',
  title: 'The stream ended before its end',
  summary: 'POST /v1/responses: the stream ended without response.completed after 9 events (1.2 s)',
  owner: 'gateway',
  retry: 'later',
  causes: ['a proxy cuts long answers'],
  fixes: [{ kind: 'do', what: 'send the request_id to the support', why: 'only the gateway can mend it' }],
};

export const worksThough: FindingDocument = {
  id: 'stream/works-undocumented',
  severity: 'warning',
  title: 'The route streams, though nobody promises it',
  summary: 'POST /v1/chat/completions streams to its end, and is documented without streaming',
  owner: 'gateway',
  retry: 'never',
  causes: ['the documentation is older than the gateway'],
  fixes: [{ kind: 'do', what: 'do not rely on it', why: 'it can go away without notice' }],
};

export const emptyBalance: FindingDocument = {
  id: 'nexus/insufficient_balance',
  severity: 'error',
  title: 'The balance is used up',
  summary: 'answered 402 insufficient_balance to POST /v1/messages: "Top up"',
  owner: 'you',
  retry: 'after-fix',
  causes: ['every answer is paid from the balance'],
  fixes: [{ kind: 'do', what: 'top up the balance in the bot', why: 'calls are answered again' }],
};

const unreachable: FindingDocument = {
  id: 'network/refused',
  severity: 'error',
  title: 'Nothing listens at this address',
  summary: 'the connection to 127.0.0.1:9 was refused (ECONNREFUSED)',
  owner: 'you',
  retry: 'after-fix',
  causes: ['the port is wrong'],
  fixes: [{ kind: 'run', command: 'nexus doctor', why: 'looks at the whole chain' }],
};

const whole = { connectMs: 31, tlsMs: 24, headersMs: 180, firstByteMs: 190, longestGapMs: 90 };

/** A cell that is as it should be, with changes. */
export const row = (path: string, model: string, change: Partial<ProbeRow> = {}): ProbeRow => ({
  method: 'POST',
  path,
  model,
  stream: true,
  documented: 'yes',
  verdict: 'streams',
  status: 200,
  code: null,
  requestId: 'req_7c1e4b1f8a53',
  clientRequestId: '2f9c0a4e-0d41-4c5e-9d4e-6a1f6f0c3b11',
  attempt: 1,
  timings: { ...whole, firstTokenMs: 620, lastEventMs: 1190, totalMs: 1200 },
  events: 24,
  mismatch: null,
  findings: [],
  ...change,
});

/** The plain cell of a route. */
export const plain = (path: string, model: string, change: Partial<ProbeRow> = {}) =>
  row(path, model, {
    stream: false,
    verdict: 'answers',
    events: 0,
    timings: { ...whole, firstTokenMs: null, lastEventMs: null, longestGapMs: null, totalMs: 700 },
    ...change,
  });

/** Nothing of a cell was sent. */
export const unsent: Partial<ProbeRow> = {
  verdict: 'skipped',
  status: null,
  requestId: null,
  clientRequestId: null,
  attempt: 0,
  timings: null,
  events: 0,
};

const claude = 'claude-sonnet-4-6';
const gpt = 'gpt-5.4';
const chatRefused: Partial<ProbeRow> = {
  documented: 'no',
  verdict: 'not-supported',
  status: 400,
  code: 'stream_not_supported',
  timings: { ...whole, firstTokenMs: null, lastEventMs: null, totalMs: 190 },
  events: 0,
};

/** Some columns of the sketch in one document: a stream that is cut, and routes that are as documented. */
export const probeDiffers: ProbeDocument = {
  schemaVersion: 1,
  command: 'probe',
  runId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  provider: { id: 'nexus', name: 'Nexus' },
  endpoint: {
    baseUrl: 'https://api.nexus-hub.ru',
    typedBaseUrl: 'https://api.nexus-hub.ru',
    model: null,
    route: null,
    keySource: 'env NEXUS_API_KEY',
    keyFingerprint: '1a2b3c4d',
    sources: [{ setting: 'key', origin: 'env NEXUS_API_KEY' }],
    shadowed: [],
  },
  sandbox: null,
  verdict: 'broken',
  nextStep: { command: 'nexus explain stream/truncated', text: 'see what a cut stream means' },
  plan: { calls: 10, maxOutputTokens: 160, cost: { amount: 0.0213, currency: 'RUB' } },
  rows: [
    plain('/v1/messages', claude),
    row('/v1/messages', claude),
    plain('/v1/responses', gpt),
    row('/v1/responses', gpt, {
      verdict: 'truncated',
      mismatch: 'documented-but-absent',
      events: 9,
      findings: [truncated],
      requestId: 'req_51b0c6de-7c1e-4b1f-8a53-0a1b2c3d4e5f',
      timings: { ...whole, firstTokenMs: 580, lastEventMs: 1150, totalMs: 1200 },
    }),
    plain('/v1/chat/completions', gpt),
    row('/v1/chat/completions', gpt, chatRefused),
  ],
  findings: [],
  dryRun: false,
  interrupted: false,
  contact: ['Telegram @nexus_hubbot'],
  spend: { calls: 6, inputTokens: 120, outputTokens: 41 },
};

/** Everything is as documented; one pair is ruled out. */
export const probeFine: ProbeDocument = {
  ...probeDiffers,
  verdict: 'healthy',
  nextStep: null,
  rows: [
    plain('/v1/messages', claude),
    row('/v1/messages', claude),
    plain('/v1/chat/completions', gpt),
    row('/v1/chat/completions', gpt, chatRefused),
    plain('/v1/completions', claude, { ...unsent, why: 'the documentation names other models' }),
    row('/v1/completions', claude, { ...unsent, why: 'the documentation names other models' }),
  ],
};

/** Every shape of trouble that time tells something about, and one surprise. */
export const probeTroubled: ProbeDocument = {
  ...probeDiffers,
  nextStep: { command: 'nexus explain stream/stalled', text: 'read what it means' },
  rows: [
    row('/v1/messages', claude, {
      verdict: 'stalled',
      findings: [
        {
          ...truncated,
          id: 'stream/stalled',
          summary: 'POST /v1/messages sent 4 events within 1.4 s, and then nothing for 30 s',
        },
      ],
      timings: { ...whole, firstTokenMs: 900, lastEventMs: 1400, totalMs: 31_400 },
    }),
    row('/v1/responses', gpt, {
      verdict: 'timed-out',
      requestId: null,
      status: null,
      timings: {
        connectMs: 40,
        tlsMs: 30,
        headersMs: null,
        firstByteMs: null,
        firstTokenMs: null,
        longestGapMs: null,
        lastEventMs: null,
        totalMs: 90_000,
      },
    }),
    row('/v1/responses/compact', gpt, {
      verdict: 'buffered',
      attempt: 2,
      timings: { ...whole, firstTokenMs: 3000, lastEventMs: 3010, totalMs: 3020 },
      why: 'the repeat without compression came at once too',
    }),
    row('/v1/chat/completions', gpt, {
      documented: 'no',
      mismatch: 'works-though-undocumented',
      findings: [worksThough],
    }),
  ],
};

/** The balance ran out on the way. */
export const probeStopped: ProbeDocument = {
  ...probeDiffers,
  nextStep: { text: 'top up the balance in the bot' },
  rows: [
    plain('/v1/messages', claude, {
      verdict: 'rejected',
      status: 402,
      code: 'insufficient_balance',
      findings: [emptyBalance],
    }),
    row('/v1/messages', claude, { ...unsent, why: 'the sweep was stopped before' }),
    plain('/v1/responses', gpt, { ...unsent, why: 'the sweep was stopped before' }),
  ],
  stopped: {
    why: 'the balance is used up',
    command: 'nexus probe --resume 0f8fad5b-d9cb-469f-a165-70867728950e',
  },
  spend: { calls: 1, inputTokens: 0, outputTokens: 0 },
};

/** Nothing was sent. */
export const probePlanned: ProbeDocument = {
  ...probeDiffers,
  verdict: 'inconclusive',
  nextStep: { command: 'nexus probe --yes', text: 'send these calls' },
  dryRun: true,
  rows: [
    plain('/v1/messages', claude, { ...unsent, why: notSent }),
    row('/v1/messages', claude, { ...unsent, why: notSent }),
    row('/v1/responses', gpt, { ...unsent, why: notSent }),
    row('/v1/chat/completions', claude, {
      ...unsent,
      documented: 'no',
      why: 'the gateway does not list it there',
    }),
  ],
  plan: { calls: 6, maxOutputTokens: 144 },
  spend: { calls: 0, inputTokens: 0, outputTokens: 0 },
};

/** The free checks found the end of the road. */
export const probeBlocked: ProbeDocument = {
  ...probePlanned,
  dryRun: false,
  nextStep: { command: 'nexus doctor', text: 'find out what answers at this address' },
  plan: { calls: 0, maxOutputTokens: 0 },
  rows: [],
  findings: [unreachable],
};

/** Each of `models` on four routes in both modes; every fiftieth stream is cut. */
export function sweep(models: number): ProbeDocument {
  const paths = ['/v1/messages', '/v1/responses', '/v1/chat/completions', '/v1/completions'];
  const names = Array.from({ length: models }, (_, place) => `vendor/model-${place}`);
  const rows = paths.flatMap((path) =>
    names.flatMap((model, place) => [
      plain(path, model),
      row(
        path,
        model,
        place % 50 === 7
          ? { verdict: 'truncated', mismatch: 'documented-but-absent', findings: [truncated] }
          : {},
      ),
    ]),
  );
  return {
    ...probeDiffers,
    rows,
    plan: { calls: 16_000, maxOutputTokens: 640_000, cost: { amount: 1234.5, currency: 'RUB' } },
    spend: { calls: 8211, inputTokens: 90_000, outputTokens: 301_222 },
  };
}

export const probeDocuments = {
  probeDiffers,
  probeFine,
  probeTroubled,
  probeStopped,
  probePlanned,
  probeBlocked,
};
