import type { LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'own check of this machine' } as const;
const checkAgain = 'nexus doctor';

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What we find on the person's own side: settings, base URL, clock, program. */
const machineErrors = {
  'local/settings-file-invalid': {
    title: 'The settings file cannot be used',
    meaning:
      'Nothing from this file was taken, and a key stored in it was not sent. The rest of the report uses defaults.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'a typing mistake in the file',
      'a setting that does not exist',
      'file permissions that let others read a key',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'correct the file at the place that the diagnosis names',
        why: 'then its settings count again',
      },
      { kind: 'run', command: checkAgain, why: 'read the file again' },
    ],
    verify: 'nexus doctor --only settings.file-is-valid',
    source: ours,
    summary: ({
      file,
      line,
      column,
      expected,
    }: {
      file: string;
      line?: number;
      column?: number;
      expected: string;
    }) =>
      `${file}${line === undefined ? '' : `:${line}`}${column === undefined ? '' : `:${column}`}: ${expected}`,
  },
  'local/project-setting-refused': {
    title: 'A setting of the project folder was not followed',
    meaning:
      'Files of a project folder can come from anybody. They may choose a model, a provider, output and time-outs, and add checks. Everything else is ignored.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the project file sets a key, a header, a proxy or a base URL',
      'the file is meant for another program',
      'another user of this machine wrote the file, or could have',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'move the setting to your own settings file if you want it',
        why: 'your own file is trusted',
      },
      {
        kind: 'do',
        what: 'remove the line from the project file if you did not write it',
        why: 'it may try to divert your key',
      },
    ],
    verify: 'nexus doctor --only settings.project-file-is-harmless',
    source: ours,
    summary: ({ file, line, setting, why }: { file: string; line?: number; setting: string; why: string }) =>
      `${file}${line === undefined ? '' : `:${line}`} ${refusalOf(setting)}: ${refusalWords[why] ?? why}`,
  },
  'local/clock-differs': {
    title: 'The clock of this machine differs from the gateway’s',
    meaning:
      'Certificates, logins and log times depend on the clock. A large difference makes valid certificates look invalid.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['time synchronisation is off', 'a virtual machine or WSL woke up from sleep'],
    fixes: [
      {
        kind: 'do',
        what: 'switch on time synchronisation, then check the time zone',
        why: 'sets the clock right',
      },
    ],
    verify: 'nexus doctor --only clock.agrees',
    source: ours,
    summary: ({ differsBySeconds }: { differsBySeconds: number }) =>
      `this clock is ${wordsForSeconds(Math.abs(differsBySeconds))} ${differsBySeconds > 0 ? 'ahead of' : 'behind'} the date in the gateway’s answer`,
  },
  'local/node-too-old': {
    title: 'This Node.js is older than nexus supports',
    meaning: 'The program may still run, but its findings are not tested on this version.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['an old Node.js comes first in PATH'],
    fixes: [{ kind: 'do', what: 'install Node.js 20.19 or newer', why: 'the oldest version that is tested' }],
    verify: 'node --version',
    source: ours,
    summary: ({ version, needed }: { version: string; needed: string }) =>
      `Node.js ${version} runs here, ${needed} or newer is needed`,
  },
  'local/tls-verification-off': {
    title: 'Certificate checks are switched off for Node.js programs',
    meaning:
      'With this variable, Node.js programs accept any certificate, so your key can be read on the way. nexus ignores it and always checks.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['somebody set it to silence a certificate error'],
    fixes: [
      {
        kind: 'do',
        what: 'remove NODE_TLS_REJECT_UNAUTHORIZED from your environment',
        why: 'programs check certificates again',
      },
      {
        kind: 'set',
        setting: 'NODE_EXTRA_CA_CERTS',
        to: '<path of your company’s CA in PEM form>',
        why: 'the safe way behind a company proxy',
      },
    ],
    verify: 'nexus doctor --only tls.verification-is-on',
    source: ours,
    summary: () => 'NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this environment',
  },
} as const satisfies Record<`local/${string}`, LocalEntry<never>>;

const refusalWords: Readonly<Record<string, string>> = {
  secret: 'a project file may never hold a key',
  'foreign-origin': 'a project file may not point to another gateway',
  'other-address': 'the base URL is another one, and a folder may not choose whose key goes there',
  'not-a-project-setting': 'this is not a setting for a project file',
  'out-of-bounds': 'the value is outside its bounds',
  unreadable: 'the file cannot be read as settings',
  'other-owner': 'the file belongs to another user',
  'open-to-everybody':
    'every user of this machine may write to the file or to its folder, until you run chmod o-w on them',
};

function refusalOf(setting: string): string {
  return setting === 'the whole file' ? 'is not used' : `sets ${setting}`;
}

function wordsForSeconds(seconds: number): string {
  if (seconds < 120) return plural(Math.round(seconds), 'second');
  if (seconds < 7200) return plural(Math.round(seconds / 60), 'minute');
  if (seconds < 172_800) return plural(Math.round(seconds / 3600), 'hour');
  return plural(Math.round(seconds / 86_400), 'day');
}

/** What is wrong with the base URL or the host it names. */
const urlErrors = {
  'local/url-malformed': {
    title: 'The base URL is not a URL that can be used',
    meaning: 'Nothing was sent, because the program does not know where to.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the value lacks https:// at its start', 'the value was cut or mixed with other text'],
    fixes: [
      {
        kind: 'do',
        what: 'set the base URL to the value that your gateway documents',
        why: 'nothing can be sent without it',
      },
    ],
    verify: 'nexus doctor --only url.is-well-formed',
    source: ours,
    summary: ({ typed, problem, suggestion }: { typed: string; problem: string; suggestion?: string }) =>
      `"${typed}" ${urlProblemWords[problem] ?? problem}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
    names: ['httpx.UnsupportedProtocol', "missing an 'http://' or 'https://' protocol"],
  },
  'local/url-has-userinfo': {
    title: 'The base URL holds a user name or a password',
    meaning: 'Names and passwords in a URL end up in logs. The gateway expects the key in a header.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a key was pasted in front of the host name'],
    fixes: [
      {
        kind: 'do',
        what: 'remove everything between // and @ from the base URL',
        why: 'the key belongs in its own variable',
      },
      { kind: 'do', what: 'replace the key if it was a real one', why: 'it may stand in logs' },
    ],
    verify: 'nexus doctor --only url.is-well-formed',
    source: ours,
    summary: ({ typed }: { typed: string }) => `the base URL ${typed} has a part before the @`,
  },
  'local/url-doubled-version': {
    title: 'The base URL has /v1 twice',
    meaning: 'Every request would go to a path that no gateway has.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['/v1 was added to a base URL that already had it'],
    fixes: [{ kind: 'do', what: 'leave one /v1 in the base URL', why: 'clients add the rest of the path' }],
    verify: 'nexus doctor --only url.is-well-formed',
    source: ours,
    summary: ({ typed, suggestion }: { typed: string; suggestion: string }) =>
      `${typed} has /v1 twice; use ${suggestion}`,
  },
  'local/url-lacks-version': {
    title: 'The base URL lacks /v1 at its end',
    meaning:
      'This program puts the rest of the path behind the base URL, without /v1, so its requests miss the API of this gateway.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the base URL was copied from the settings of a client that adds /v1 itself'],
    fixes: [
      {
        kind: 'do',
        what: 'put /v1 at the end of the base URL that this program is set to',
        why: 'the gateway documents its routes below /v1',
      },
    ],
    verify: 'nexus doctor',
    source: ours,
    summary: ({ called }: { called: string }) => `the program called ${called}`,
  },
  'local/url-is-endpoint': {
    title: 'The base URL is a full endpoint',
    meaning: 'Clients add the rest of the path themselves, so the path would be there twice.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the URL was copied from a curl example'],
    fixes: [{ kind: 'do', what: 'cut the base URL before the endpoint’s own path', why: 'clients add it' }],
    verify: 'nexus doctor --only url.is-well-formed',
    source: ours,
    summary: ({ typed, suggestion }: { typed: string; suggestion: string }) =>
      `${typed} is an endpoint; the base URL is ${suggestion}`,
  },
  'local/http-to-public-host': {
    title: 'The base URL would send the key unencrypted',
    meaning: 'With http: everybody on the way can read the key. It was not sent.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['http:// was typed instead of https://'],
    fixes: [
      {
        kind: 'do',
        what: 'write https:// at the start of the base URL',
        why: 'encrypts the way to the gateway',
      },
    ],
    verify: 'nexus doctor --only url.is-well-formed',
    source: ours,
    summary: ({ typed, suggestion }: { typed: string; suggestion?: string }) =>
      `${typed} is not encrypted${suggestion === undefined ? '' : `; use ${suggestion}`}`,
  },
  'local/http-to-private-host': {
    title: 'The way to this private address is not encrypted',
    meaning: 'Others in the same network can read the key.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['a gateway in your own network serves plain http:'],
    fixes: [
      {
        kind: 'do',
        what: 'use https: if the gateway offers it',
        why: 'hides the key from others in the network',
      },
    ],
    verify: 'nexus doctor --only url.is-well-formed',
    source: ours,
    summary: ({ host }: { host: string }) => `${host} is a private address and is reached over plain http:`,
  },
  'local/host-looks-mistyped': {
    title: 'The host name is almost that of a known gateway',
    meaning:
      'It differs by one or two letters. The key was not sent, because somebody else may own that name.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a typing mistake in the base URL'],
    fixes: [
      {
        kind: 'do',
        what: 'correct the host name in the base URL',
        why: 'your key must not go to a stranger',
      },
    ],
    verify: 'nexus doctor --only url.host-is-expected',
    source: ours,
    summary: ({ host, meant, suggestion }: { host: string; meant: string; suggestion: string }) =>
      `${host} is not ${meant}; the documented base URL is ${suggestion}`,
  },
  'local/host-of-another-provider': {
    title: 'The base URL belongs to another provider than the one chosen',
    meaning: 'The key of one provider is never sent to another one.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['--provider or a settings file names one gateway, and the base URL another'],
    fixes: [
      {
        kind: 'do',
        what: 'choose the provider that the host belongs to, or remove the base URL',
        why: 'both must belong together',
      },
    ],
    verify: 'nexus doctor --only url.host-is-expected',
    source: ours,
    summary: ({ host, chosen, belongsTo }: { host: string; chosen: string; belongsTo: string }) =>
      `${host} belongs to ${belongsTo}, but the chosen provider is ${chosen}`,
  },
  'local/host-not-documented': {
    title: 'The host is not one that this provider documents',
    meaning: 'It may be a relay. The documentation of the chosen provider may not hold for it.',
    severity: 'hint',
    owner: 'you',
    retry: 'not-documented',
    causes: ['you use a relay or your own gateway'],
    fixes: [
      {
        kind: 'do',
        what: 'leave it as it is, if this is the gateway you want',
        why: 'the expectations may differ',
      },
    ],
    verify: 'nexus doctor --verbose',
    source: ours,
    summary: ({ host, provider }: { host: string; provider: string }) =>
      `${provider} does not document ${host}`,
  },
  'local/base-url-without-version': {
    title: 'The API answers right behind this base URL, without /v1',
    meaning:
      'The base URL is right for clients that put /models and /chat/completions behind it, as those with an SDK of OpenAI do. This program asks for routes that begin with /v1 until others are named.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the routes of this gateway have no version before them'],
    fixes: [
      {
        kind: 'do',
        what: 'describe the gateway under providers in the settings file, with its routes as /models and /chat/completions',
        why: 'then they are asked as they are',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ used, status }: { used: string; status: number }) =>
      `${used}/models speaks the API, and ${used}/v1/models answers ${status}`,
  },
  'local/base-url-wrong-path': {
    title: 'The gateway answers under another path',
    meaning:
      'The base URL has a path too much or too little. The right one was found by a request without a key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a part of the path is missing', 'a path of another gateway was kept'],
    fixes: [
      {
        kind: 'do',
        what: 'set {baseUrlSetting} to {works:client|the one that answered}',
        why: 'the API answers there',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({
      used,
      status,
      works,
      asked = `${used}/v1/models`,
      found = `${works}/v1/models`,
    }: WrongPath) => `${asked} answers ${status}, but ${found} speaks the API`,
  },
} as const satisfies Record<`local/${string}`, LocalEntry<never>>;

type WrongPath = {
  readonly used: string;
  readonly status: number;
  readonly works: string;
  /** Given where a version of another kind stands in one of the two. */
  readonly asked?: string;
  readonly found?: string;
};

const urlProblemWords: Readonly<Record<string, string>> = {
  empty: 'is empty',
  'not-a-url': 'is not a URL',
  'no-scheme': 'has no https:// at its start',
  'wrong-scheme': 'starts with neither https:// nor http://',
  quoted: 'stands in quotation marks, which belong to the file or shell that it was copied from',
  'has-space': 'has a space in it, and only what stands before it can be the address',
  'has-query': 'has a query or a fragment, which a base URL never has',
};

export const localErrors = { ...machineErrors, ...urlErrors };
