import type {
  AuthDocument,
  EndpointDocument,
  FindingDocument,
  KeptKeyDocument,
  LoginDocument,
  LogoutDocument,
} from '../../src/report/documents.ts';

const keyRefused: FindingDocument = {
  id: 'nexus/invalid_key',
  severity: 'error',
  title: 'The gateway refuses this key',
  summary: 'GET /v1/models answered 401 invalid_key: "Invalid API key"',
  owner: 'you',
  retry: 'after-fix',
  causes: ['the key was revoked or disabled', 'the key was not copied whole'],
  fixes: [{ kind: 'do', what: 'copy the key again from the bot', why: 'a cut key is replaced' }],
  requestId: '6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f',
};

const kept: KeptKeyDocument = {
  origin: 'https://api.nexus-hub.ru',
  provider: 'nexus',
  store: 'keychain',
  place: 'keychain',
  fingerprint: '1a2b3c4d',
  keptAt: '2026-11-22T09:42:07.123Z',
  seen: {
    result: 'accepted',
    since: '2026-11-20T08:00:00.000Z',
    seenAt: '2026-11-22T09:42:07.100Z',
  },
};

const inFile: KeptKeyDocument = {
  ...kept,
  origin: 'https://api.neosantara.xyz',
  provider: 'nusantara',
  store: 'file',
  place: '~/.config/nexus/credentials.json',
  fingerprint: '5e6f7a8b',
  seen: null,
};

const endpoint: EndpointDocument = {
  baseUrl: 'https://api.nexus-hub.ru',
  typedBaseUrl: 'https://api.nexus-hub.ru',
  model: null,
  route: null,
  keySource: 'your answer',
  keyFingerprint: '1a2b3c4d',
  sources: [{ setting: 'key', origin: 'your answer' }],
  shadowed: [],
};

const head = {
  schemaVersion: 1,
  provider: { id: 'nexus', name: 'Nexus' },
  endpoint,
  sandbox: null,
} as const;

export const loggedIn: LoginDocument = {
  ...head,
  command: 'login',
  verdict: 'healthy',
  proof: 'accepts-key',
  kept,
  findings: [],
  notes: [],
  nextStep: { command: 'nexus doctor', text: 'check the whole chain' },
  exitCode: 0,
};

const loginRefused: LoginDocument = {
  ...loggedIn,
  verdict: 'broken',
  proof: 'speaks-api',
  kept: null,
  findings: [keyRefused],
  nextStep: { command: 'nexus login', text: 'copy the key again from the bot' },
  exitCode: 4,
};

const loginInPlainText: LoginDocument = {
  ...loggedIn,
  verdict: 'inconclusive',
  proof: 'speaks-api',
  kept: { ...inFile, origin: kept.origin },
  findings: [],
  notes: [
    'it is kept without a proof that the gateway accepts it',
    'it stands there as plain text that only you can read',
    'env NEXUS_API_KEY is set and wins over the kept key',
  ],
  nextStep: {
    command: 'nexus doctor --live',
    text: 'see with one small real call whether it answers',
  },
};

export const loggedOut: LogoutDocument = {
  schemaVersion: 1,
  command: 'logout',
  forgotten: [kept],
  left: [inFile],
  notes: ['env NEXUS_API_KEY is still set and is used'],
  exitCode: 0,
};

const logoutStuck: LogoutDocument = {
  ...loggedOut,
  forgotten: [],
  left: [kept],
  notes: ['the keychain did not let go of the key: it did not answer in time, it may be locked'],
  exitCode: 3,
};

export const authShown: AuthDocument = {
  ...head,
  command: 'auth',
  endpoint: {
    ...endpoint,
    keySource: 'keychain',
    sources: [{ setting: 'key', origin: 'keychain' }],
    shadowed: [{ setting: 'key', origin: '~/.config/nexus/config.json:4' }],
  },
  seen: kept.seen,
  keys: [kept, inFile],
  notes: [],
  nextStep: null,
  exitCode: 0,
};

const authWithout: AuthDocument = {
  ...authShown,
  endpoint: { ...endpoint, keySource: null, keyFingerprint: null, sources: [] },
  seen: null,
  keys: [kept],
  notes: ['the keychain gives no key: it did not answer in time, it may be locked'],
  nextStep: { command: 'nexus auth status', text: 'unlock the keychain' },
  exitCode: 3,
};

/** Every kind of answer about keys. */
export const keyDocuments = {
  loggedIn,
  loginRefused,
  loginInPlainText,
  loggedOut,
  logoutStuck,
  authShown,
  authWithout,
};
