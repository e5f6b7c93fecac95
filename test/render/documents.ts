import { noPaint, type Style } from '../../src/render/style.ts';
import type {
  CatalogueDocument,
  CheckDocument,
  ChecksDocument,
  CommandDocument,
  DoctorDocument,
  EndpointDocument,
  ErrorDocument,
  ExplainDocument,
  FindingDocument,
  ModelsDocument,
  ScenariosDocument,
} from '../../src/report/documents.ts';
import { redact } from '../../src/report/redact.ts';
import { keyDocuments } from './key-documents.ts';
import { probeDocuments } from './probe-documents.ts';
import { ticketDocuments } from './ticket-documents.ts';

/** A terminal of 80 columns without colour. */
export const plainStyle: Style = {
  columns: 80,
  ascii: false,
  verbose: false,
  quiet: false,
  paint: noPaint,
  startedAs: 'nexus',
  shell: 'posix',
  screen: { lastFour: 'c3f9' },
};

/** What a renderer may take, without anything to hide. */
export const clean = <T extends CommandDocument>(document: T) => redact(document, { secrets: [] }).value;

export const keyRefused: FindingDocument = {
  id: 'nexus/invalid_key',
  severity: 'error',
  title: 'The gateway refuses this key',
  summary: 'answered 401 invalid_key to GET /v1/models: "Invalid API key"',
  owner: 'you',
  retry: 'after-fix',
  causes: [
    'the key was revoked or disabled',
    'the key was not copied whole',
    'it belongs to another service',
  ],
  fixes: [
    { kind: 'do', what: 'copy the key again from the bot @nexus_hubbot', why: 'a cut key is replaced' },
    { kind: 'run', command: 'nexus doctor', why: 'shows which key is sent' },
  ],
  docs: 'https://docs.example.org/errors',
  requestId: '6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f',
  seenAt: '2026-11-22T09:42:07.123Z',
  unconfirmed: true,
};

export const outerSpace: FindingDocument = {
  id: 'local/key-has-outer-space',
  severity: 'warning',
  title: 'The key has white space around it',
  summary: 'white space around the key from env NEXUS_API_KEY was ignored',
  owner: 'you',
  retry: 'after-fix',
  causes: ['a line break was copied with the key'],
  fixes: [{ kind: 'set', setting: 'NEXUS_API_KEY', to: '<your key>', why: 'clients send it as it is' }],
};

const overloaded: FindingDocument = {
  id: 'edge/http-503',
  severity: 'unknown',
  title: 'The gateway is not available at the moment',
  summary: 'answered 503 to GET /v1/models',
  owner: 'gateway',
  retry: 'later',
  causes: ['the gateway restarts', 'the gateway is overloaded'],
  fixes: [{ kind: 'run', command: 'nexus doctor', why: 'asks again' }],
};

const endpoint: EndpointDocument = {
  baseUrl: 'https://api.nexus-hub.ru',
  typedBaseUrl: 'https://api.nexus-hub.ru',
  model: null,
  route: null,
  keySource: 'env NEXUS_API_KEY',
  keyFingerprint: '1a2b3c4d',
  sources: [
    { setting: 'provider', origin: 'the default' },
    { setting: 'key', origin: 'env NEXUS_API_KEY' },
  ],
  shadowed: [{ setting: 'key', origin: '~/.config/nexus/config.json:4' }],
};

const result = (id: string, title: string, rest: Partial<CheckDocument> = {}): CheckDocument => ({
  id,
  title,
  status: 'pass',
  durationMs: 3,
  findings: [],
  evidence: {},
  ...rest,
});

const start: readonly CheckDocument[] = [
  result('settings.file-is-valid', 'The settings file is valid', { fact: '~/.config/nexus/config.json' }),
  result('url.is-well-formed', 'The base URL is well formed'),
  result('key.is-present', 'A key is present', { fact: 'env NEXUS_API_KEY, shadows config.json:4' }),
];
const network: readonly CheckDocument[] = [
  result('network.host-resolves', 'The host resolves', { fact: '2 addresses, 11 ms' }),
  result('tls.certificate-is-trusted', 'The certificate is trusted', { fact: 'issued by R11, 54 days left' }),
];
const cleanShape = result('key.has-clean-shape', 'The key has a clean shape');
const dirtyShape = result('key.has-clean-shape', 'The key has a clean shape', {
  status: 'warn',
  findings: [outerSpace],
  fact: 'a line break at its end was ignored',
});
const accepted = result('key.is-accepted', 'The gateway accepts the key', {
  fact: '200 with it, 401 without',
});
const runtime = result('runtime.is-supported', 'Node is supported', {
  status: 'skip',
  why: 'the sandbox brings its own',
});

const whole = {
  schemaVersion: 1,
  command: 'doctor',
  runId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  tool: { name: 'nexus', version: '0.1.0' },
  startedAt: '2026-11-22T09:42:06.900Z',
  durationMs: 412,
  provider: { id: 'nexus', name: 'Nexus' },
  endpoint,
  sandbox: null,
  partial: false,
  interrupted: false,
  checksInAll: 12,
  spend: { calls: 0, inputTokens: 0, outputTokens: 0 },
} as const;

export const broken: DoctorDocument = {
  ...whole,
  verdict: 'broken',
  proof: 'speaks-api',
  firstCause: { check: 'key.is-accepted', finding: keyRefused },
  nextStep: {
    command: 'nexus doctor --only key.is-accepted',
    text: 'copy the key again from the bot @nexus_hubbot',
  },
  contact: ['Telegram @nexus_hubbot', 'marketplace messages'],
  results: [
    ...start,
    dirtyShape,
    ...network,
    result('gateway.speaks-this-api', 'The route speaks this API', { fact: 'GET /v1/models, 84 ms' }),
    result('gateway.requires-a-key', 'The gateway asks for a key', { fact: '401 without one' }),
    result('key.is-accepted', 'The gateway accepts the key', {
      status: 'fail',
      findings: [keyRefused],
      fact: '401 invalid_key',
    }),
    result('models.are-enabled', 'Models are enabled for the key', {
      status: 'skip',
      blockedBy: 'key.is-accepted',
    }),
    result('balance.is-available', 'The balance is not empty', {
      status: 'skip',
      blockedBy: 'key.is-accepted',
    }),
    runtime,
  ],
};

export const healthy: DoctorDocument = {
  ...whole,
  verdict: 'healthy',
  proof: 'accepts-key',
  firstCause: null,
  nextStep: null,
  results: [
    ...start,
    cleanShape,
    ...network,
    accepted,
    result('models.are-enabled', 'Models are enabled for the key', { fact: '12 models' }),
  ],
};

export const degraded: DoctorDocument = {
  ...whole,
  verdict: 'degraded',
  proof: 'accepts-key',
  partial: true,
  firstCause: { check: 'key.has-clean-shape', finding: outerSpace },
  nextStep: { command: 'nexus doctor', text: 'set NEXUS_API_KEY again without white space' },
  results: [...start, dirtyShape, ...network, accepted],
};

export const inconclusive: DoctorDocument = {
  ...whole,
  verdict: 'inconclusive',
  proof: 'reachable',
  endpoint: { ...endpoint, typedBaseUrl: 'https://api.nexus-hub.ru/v1', model: 'gpt-5.4' },
  firstCause: { check: 'gateway.speaks-this-api', finding: overloaded },
  nextStep: { command: 'nexus doctor', text: 'ask again in a minute' },
  results: [
    ...start,
    cleanShape,
    ...network,
    result('gateway.speaks-this-api', 'The route speaks this API', {
      status: 'unknown',
      findings: [overloaded],
      why: 'no answer',
    }),
    result('key.is-accepted', 'The gateway accepts the key', {
      status: 'skip',
      blockedBy: 'gateway.speaks-this-api',
    }),
    result('clock.agrees', 'The clock agrees with the gateway', { status: 'crash', why: 'RangeError' }),
  ],
};

export const checkList: ChecksDocument = {
  schemaVersion: 1,
  command: 'doctor',
  checks: [
    { id: 'key.is-present', title: 'A key is present', needs: [], spine: true },
    {
      id: 'clock.agrees',
      title: 'The clock agrees with the gateway',
      needs: ['gateway.speaks-this-api'],
      spine: false,
    },
  ],
};

export const modelList: ModelsDocument = {
  schemaVersion: 1,
  command: 'models',
  provider: whole.provider,
  endpoint,
  sandbox: null,
  verdict: 'healthy',
  findings: [],
  nextStep: null,
  models: [
    {
      id: 'claude-sonnet-4-6',
      owner: 'anthropic',
      routes: [
        { path: '/v1/messages', streams: 'yes', source: 'documented' },
        { path: '/v1/chat/completions', streams: 'no', source: 'documented' },
      ],
      price: { currency: 'RUB', input: 250, output: 1250, source: 'documented' },
    },
    { id: 'gpt-5.4', routes: [{ path: '/v1/responses', streams: 'unknown', source: 'unknown' }] },
    { id: '模型-é', owner: '作者', routes: [] },
  ],
  total: 3,
  filter: null,
  nearest: [],
  exitCode: 0,
};

export const explained: ExplainDocument = {
  schemaVersion: 1,
  command: 'explain',
  input: { kind: 'code', text: 'billing_finalization_failed' },
  matches: [
    {
      id: 'nexus/billing_finalization_failed',
      code: 'billing_finalization_failed',
      provider: 'Nexus',
      title: 'The answer was produced, but closing its bill failed',
      summary: 'Nobody knows yet whether it was billed.',
      owner: 'gateway',
      retry: 'not-documented',
      retryNote: 'a retry may be billed again',
      causes: ['the bill could not be closed'],
      fixes: [
        { kind: 'run', command: 'nexus explain --last', why: 'keep the request_id' },
        { kind: 'open', link: 'https://t.me/nexus_hubbot', why: 'send the ticket to the support' },
        {
          kind: 'set',
          setting: 'NEXUS_BASE_URL',
          to: 'https://api.nexus-hub.ru',
          why: 'the documented address',
        },
      ],
      verify: 'nexus doctor',
      docs: 'https://docs.example.org/errors/',
      confidence: 'exact',
      contact: ['Telegram @nexus_hubbot'],
    },
  ],
  nearest: [],
};

export const catalogueList: CatalogueDocument = {
  schemaVersion: 1,
  command: 'explain',
  entries: [
    {
      id: 'nexus/invalid_key',
      code: 'invalid_key',
      provider: 'Nexus',
      title: 'The gateway refuses this key',
    },
    { id: 'local/key-missing', code: 'key-missing', provider: 'this program', title: 'There is no API key' },
  ],
};

export const scenarioList: ScenariosDocument = {
  schemaVersion: 1,
  command: 'sandbox',
  scenarios: [
    {
      id: 'key/revoked',
      story: 'The key was revoked yesterday',
      provider: 'nexus',
      try: 'nexus doctor --sandbox key/revoked',
      expects: { verdict: 'broken', exitCode: 4, findings: ['nexus/invalid_key'] },
    },
  ],
};

export const usageError: ErrorDocument = {
  schemaVersion: 1,
  command: 'doctor',
  error: {
    kind: 'usage',
    message: 'There is no check named key.is-acepted',
    hint: 'The nearest is key.is-accepted.',
  },
};

export const everyDocument: Readonly<Record<string, CommandDocument>> = {
  broken,
  healthy,
  degraded,
  inconclusive,
  checkList,
  modelList,
  explained,
  catalogueList,
  scenarioList,
  usageError,
  ...probeDocuments,
  ...ticketDocuments,
  ...keyDocuments,
};
