import type { ReportDocument } from '../../src/report/documents.ts';

/** A ticket for support: made from a record of ours, with all five facts. */
export const ticketFull: ReportDocument = {
  schemaVersion: 1,
  command: 'report',
  ticket: {
    requestId: '6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f',
    model: 'gpt-5.4',
    endpoint: 'POST /v1/responses (streaming)',
    time: '2026-11-22T09:42:07.123Z',
    client: 'nexus/0.1.0 probe',
    provider: { id: 'nexus', name: 'Nexus' },
    error: { code: null, type: null, message: 'Service Request Error', status: 502 },
    retryAfter: 30,
    proof: 'accepts-key',
    environment: { tool: 'nexus 0.1.0', node: '24.2.0', os: 'Linux x64', proxy: false },
    tried: [
      'doctor at 2026-11-22 09:40 UTC: healthy, proven accepts-key',
      'sent again 2 times within 10 minutes: the same error',
    ],
    sandbox: null,
    localOffsetMinutes: 180,
    origins: {
      requestId: 'journal',
      model: 'journal',
      endpoint: 'journal',
      time: 'journal',
      client: 'journal',
    },
    remarks: { client: 'a call of nexus itself; your own program is not known: add it with --client' },
    keyTag: '0a1b2c3d',
    host: 'api.nexus-hub.ru',
    timesSeen: 3,
    note: null,
  },
  advice: {
    place: 'support',
    text: 'Support is the right place: the same error came 3 times in 10 minutes.',
    owner: 'gateway',
    retry: 'later',
    retryNote: 'if it repeats, write to the support',
  },
  meaning: {
    id: 'nexus/service-request-error',
    title: 'The request was not completed',
    summary: 'The gateway could not finish the request and gives no code for it.',
    fixes: [{ kind: 'do', what: 'send the request again later', why: 'the fault may be gone by then' }],
    docs: 'https://docs.example.org/errors/',
  },
  missing: [],
  others: ['2026-11-22 09:40:00 UTC, POST /v1/responses, gpt-5.4, 502, request_id req_1'],
  contact: ['Telegram @nexus_hubbot', 'direct messages on the marketplace'],
  redactions: [
    { rule: 'known-key', count: 1 },
    { rule: 'home-path', count: 2 },
  ],
};

/** The person can solve it, and most is not known. */
export const ticketThin: ReportDocument = {
  ...ticketFull,
  ticket: {
    ...ticketFull.ticket,
    model: null,
    endpoint: null,
    time: null,
    client: null,
    error: { code: 'insufficient_balance', type: null, message: 'Not enough funds', status: 402 },
    tried: [],
    localOffsetMinutes: null,
    origins: { requestId: 'response body, line 3' },
    remarks: {},
    timesSeen: null,
    note: 'I topped up yesterday',
  },
  advice: {
    place: 'you-first',
    text: 'You can solve this yourself, before you write to support: the balance does not cover this request.',
    exception: 'the balance was topped up and requests are still refused',
    owner: 'you',
    retry: 'after-fix',
  },
  missing: [
    { fact: 'model', how: 'the model id as your client sends it: --model <id>' },
    { fact: 'endpoint', how: 'method and path that your client called: --endpoint "POST /v1/responses"' },
    { fact: 'time', how: 'when it failed, about, in your local time: --time "2026-11-22 09:42"' },
    { fact: 'client', how: 'name and version of the program that you used: --client "codex 0.169"' },
  ],
  others: [],
  redactions: [],
};

/** Made with the embedded gateway; a model list takes no model. */
export const ticketSandbox: ReportDocument = {
  ...ticketFull,
  ticket: {
    ...ticketFull.ticket,
    model: null,
    endpoint: 'GET /v1/models',
    error: { code: 'invalid_key', type: 'invalid_request_error', message: null, status: 401 },
    sandbox: 'key/revoked',
    localOffsetMinutes: 0,
    remarks: { model: 'GET /v1/models takes none' },
  },
  contact: [],
  others: [],
};

export const ticketDocuments = { ticketFull, ticketThin, ticketSandbox };
