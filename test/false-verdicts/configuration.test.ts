import { expect } from 'vitest';
import type { ClientSetUp } from '../../src/sandbox/scenario.ts';
import { always } from '../../src/sandbox/scenarios/rules.ts';
import type { FakeReply } from '../support/fake-network.ts';
import { answersTo, type Complaint, type Seen } from './complaint.ts';

const userFile = '~/.config/nexus/config.json';
const usual = { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: '{url}' };
const works = { exitCode: 0, verdict: 'healthy', firstCause: null } as const;

function keyWritten(key: string): ClientSetUp {
  return { env: { ...usual, NEXUS_API_KEY: key } };
}

function baseUrlWritten(baseUrl: string): ClientSetUp {
  return { env: { ...usual, NEXUS_BASE_URL: baseUrl } };
}

/** `<setting> <origin>` of what is in force, and of everything that it shadows. */
function origins({ json }: Pick<Seen, 'json'>): { readonly used: string[]; readonly shadowed: string[] } {
  const worded = (list: { setting: string; origin: string }[]) =>
    list.map(({ setting, origin }) => `${setting} ${origin}`);
  return { used: worded(json.endpoint.sources), shadowed: worded(json.endpoint.shadowed) };
}

const elsewhere: readonly FakeReply[] = [
  { host: 'api.neosantara.xyz', answer: { status: 401, json: { error: { code: 'missing_api_key' } } } },
];
const unsafeAdvice = /NODE_TLS_REJECT_UNAUTHORIZED|--insecure|strict-ssl|rejectUnauthorized/;

const whoseValue: readonly Complaint[] = [
  {
    source: 'anthropics/claude-code#8500',
    complaint: 'a variable of the environment wins over the settings, and nothing says so',
    client: { env: usual, files: { [userFile]: '{\n  "baseUrl": "https://old.example"\n}\n' } },
    ends: works,
    also: (seen) => {
      expect(origins(seen).used).toContain('base-url env NEXUS_BASE_URL');
      expect(origins(seen).shadowed).toContain('base-url ~/.config/nexus/config.json:2');
    },
  },
  {
    source: 'anthropics/claude-code#67619',
    complaint: 'a flag and a variable disagree, and the doctor shows neither',
    client: { env: { ...usual, NEXUS_BASE_URL: 'https://old.example' }, flags: ['--base-url', '{url}'] },
    ends: works,
    also: (seen) => {
      expect(origins(seen).used).toContain('base-url --base-url');
      expect(origins(seen).shadowed).toContain('base-url env NEXUS_BASE_URL');
    },
  },
  {
    source: 'anthropics/claude-code#1737',
    complaint: 'the settings of the project and those of the person disagree about the model',
    client: {
      env: usual,
      files: {
        './.nexusrc.json': '{ "model": "gpt-5.4" }\n',
        [userFile]: '{ "model": "gpt-5.4-mini" }\n',
      },
    },
    ends: works,
    also: (seen) => {
      expect(seen.json.endpoint.model).toBe('gpt-5.4');
      expect(origins(seen).used).toContainEqual(expect.stringMatching(/^model .*\.nexusrc\.json:1$/));
      expect(origins(seen).shadowed).toContain('model ~/.config/nexus/config.json:1');
    },
  },
  {
    source: 'lmstudio-ai/lms#561',
    complaint: 'an address that somebody once wrote into a file is used without a word',
    client: { env: { NEXUS_API_KEY: '{key}' }, files: { [userFile]: '{\n "baseUrl": "{url}"\n}\n' } },
    ends: works,
    also: (seen) => expect(origins(seen).used).toContain('base-url ~/.config/nexus/config.json:2'),
  },
  {
    source: 'codemie-ai/codemie-code#425',
    complaint: 'a key that was set long ago hides the one that was just given',
    client: {
      env: { ...usual, NEXUS_API_KEY: 'nexus-sandbox-of-last-year-0123' },
      files: { './fresh.key': '{key}\n' },
      flags: ['--key-file', 'fresh.key'],
    },
    ends: works,
    also: (seen) => {
      expect(seen.json.endpoint.keySource).toContain('fresh.key');
      expect(origins(seen).shadowed).toContain('key env NEXUS_API_KEY');
    },
  },
  {
    source: 'weiesky/cc-viewer#14',
    complaint: 'nowhere is a list of what counts before what',
    client: { env: usual, files: { [userFile]: '{\n  "baseUrl": "https://old.example"\n}\n' } },
    argv: ['doctor', '--verbose'],
    ends: works,
    says: /NEXUS_BASE_URL[\s\S]*config\.json:2/,
  },
  {
    source: 'musistudio/claude-code-router#214',
    complaint: 'two variables hold a key each, and the other one is in force',
    provider: 'nusantara',
    client: {
      env: {
        NEOSANTARA_API_KEY: '{key}',
        NUSANTARA_API_KEY: 'nsk_of_last_year_0123456789',
        NEOSANTARA_BASE_URL: '{url}',
      },
      flags: ['--provider', 'nusantara'],
    },
    ends: works,
    also: (seen) => {
      expect(origins(seen).used).toContain('key env NEOSANTARA_API_KEY');
      expect(origins(seen).shadowed).toContain('key env NUSANTARA_API_KEY');
    },
  },
  {
    source: 'UKGovernmentBEIS/inspect_ai#5304',
    complaint: 'keys of several providers are set, and which one is asked is a guess',
    client: { env: { NEXUS_API_KEY: '{key}', NEOSANTARA_API_KEY: 'nsk_0123456789abcdef' } },
    replies: [
      { host: 'api.nexus-hub.ru', answer: { kind: 'unreachable', phase: 'connect', code: 'ENETUNREACH' } },
    ],
    ends: { exitCode: 3, verdict: 'inconclusive' },
    says: /NEOSANTARA_API_KEY|nusantara/i,
    also: ({ json }) => expect(json.provider.id).toBe('nexus'),
  },
  {
    source: 'calvincs/JobPrepWorks-OpenEdition#3',
    complaint: 'the key of one vendor is sent to another one',
    client: { env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: 'https://api.neosantara.xyz' } },
    replies: elsewhere,
    ends: { exitCode: 4, verdict: 'broken' },
    also: ({ system }) => {
      expect(system.fakeNetwork.sent.length).toBeGreaterThan(0);
      const headers = JSON.stringify(system.fakeNetwork.sent.map((request) => request.headers));
      expect(headers).not.toMatch(/authorization|x-api-key/i);
    },
  },
];

const whichUrl: readonly Complaint[] = [
  {
    source: 'BerriAI/litellm#36956',
    complaint: 'with the version or without it is a riddle',
    client: baseUrlWritten('{url}/v1/'),
    ends: works,
  },
  {
    source: 'garrytan/gbrain#1250',
    complaint: 'the version stands there twice, and all that is said is 404',
    client: baseUrlWritten('{url}/v1/v1'),
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'url.is-well-formed local/url-doubled-version' },
    neverSays: /invalid_key/,
  },
  {
    source: 'router-for-me/CLIProxyAPI#3778',
    complaint: 'the prefix of the server is missing, and the key gets the blame',
    gateway: { mountedAt: '/api' },
    client: baseUrlWritten('http://{host}'),
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'gateway.speaks-this-api local/base-url-wrong-path' },
    says: /127\.0\.0\.1:\d+\/api/,
    neverSays: /invalid_key/,
  },
  {
    source: 'ys-ll/uniterm#365',
    complaint: 'a whole endpoint stands where the base URL belongs',
    client: baseUrlWritten('{url}/v1/chat/completions'),
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'url.is-well-formed local/url-is-endpoint' },
  },
  {
    source: 'beekeeper-studio/beekeeper-studio#4188',
    complaint: 'the page of a web site is read as JSON, and the error speaks of a token <',
    gateway: {
      rules: always({
        kind: 'raw',
        status: 404,
        contentType: 'text/html',
        body: '<!doctype html><p>404</p>',
      }),
    },
    ends: { exitCode: 1, verdict: 'broken', checks: { 'gateway.speaks-this-api': 'fail' } },
    says: /base URL/i,
    neverSays: /Unexpected token|JSON\.parse|SyntaxError/,
  },
];

const whichKey: readonly Complaint[] = [
  {
    source: 'apache/devlake#7132',
    complaint: 'a blank behind the key ends as an error of the connection',
    client: keyWritten('{key} '),
    ends: { exitCode: 0, verdict: 'degraded', firstCause: 'key.has-clean-shape local/key-has-outer-space' },
    neverSays: /connection error/i,
  },
  {
    source: 'crewAIInc/crewAI#5999',
    complaint: 'a file with line ends of Windows leaves one in the key',
    client: { ...keyWritten(''), files: { './k.key': '{key}\r\n' }, flags: ['--key-file', 'k.key'] },
    ends: { exitCode: 0, verdict: 'healthy' },
  },
  {
    source: 'MinLL/SkyrimNet-GamePlugin#467',
    complaint: 'a line break in the key cuts the headers behind it off',
    client: keyWritten('nexus-sandbox-\n{key}'),
    ends: { exitCode: 4, verdict: 'broken', firstCause: 'key.has-clean-shape local/key-has-line-break' },
    also: ({ gateway }) =>
      expect(gateway.requests.map(({ credential }) => credential)).not.toContain('right'),
  },
  {
    source: 'BerriAI/litellm (a key published in a trace)',
    complaint: 'the trace of the failure shows the key that was written wrong',
    client: keyWritten('"{key}"'),
    argv: ['doctor', '--verbose'],
    // That no output shows the key is held for every row.
    ends: { exitCode: 4, verdict: 'broken', firstCause: 'key.has-clean-shape local/key-has-quotes' },
  },
];

const whichNetwork: readonly Complaint[] = [
  {
    source: 'cline/cline#11175',
    complaint: 'the certificate of the company ends as a guess about a variable',
    gateway: { tls: 'unknown-issuer' },
    ends: {
      exitCode: 1,
      verdict: 'broken',
      firstCause: 'tls.certificate-is-trusted network/certificate-unknown-issuer',
    },
    says: /NODE_EXTRA_CA_CERTS/,
    neverSays: unsafeAdvice,
  },
  {
    source: 'cline/cline#10776',
    complaint: 'a certificate that signed itself looks like a dead network',
    gateway: { tls: 'self-signed' },
    ends: {
      exitCode: 1,
      verdict: 'broken',
      firstCause: 'tls.certificate-is-trusted network/certificate-self-signed',
    },
    neverSays: unsafeAdvice,
  },
  {
    source: 'npm/npm#9282',
    complaint: 'the cure for a certificate is said to be to check none',
    gateway: {},
    client: baseUrlWritten('https://{host}'),
    ends: { exitCode: 1, verdict: 'broken', firstCause: 'tls.certificate-is-trusted network/not-tls' },
    neverSays: unsafeAdvice,
  },
  {
    source: 'box/boxcli#537',
    complaint: 'the proxy of the company wants its own login, and the key gets the blame',
    gateway: {
      rules: always({
        kind: 'raw',
        status: 407,
        contentType: 'text/html',
        body: '<title>Proxy Authentication Required</title>',
        headers: { 'proxy-authenticate': 'Basic realm="company"' },
      }),
    },
    ends: {
      exitCode: 1,
      verdict: 'broken',
      firstCause: 'gateway.speaks-this-api network/proxy-authentication',
    },
    neverSays: /invalid_key/,
  },
];

answersTo(
  'Configuration nobody can see',
  [...whoseValue, ...whichUrl, ...whichKey, ...whichNetwork],
  [
    {
      source: 'fathah/hermes-desktop#185',
      why: 'it is about a desktop program and its background process; this is one process of one shell',
    },
  ],
);
