import type { LocalEntry } from './entry.ts';

const yours = {
  severity: 'error',
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor',
} as const;

/** What a client says of itself before anything was sent, or of an answer; no check finds these, so they have names alone. */
export const saidByClients = {
  'local/client-without-key': {
    ...yours,
    title: 'The client was started without a key',
    meaning: 'Nothing was sent. The key did not reach the process that says this.',
    access: true,
    causes: [
      'the variable is set in another terminal window',
      'the program was started by an editor or a service, which has its own environment',
      'a .env file was not loaded',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'set the variable that the message names where the program is started',
        why: 'the client reads its key there',
      },
    ],
    source: { kind: 'observed', from: 'https://github.com/cline/cline/issues/6385' },
    names: [
      'api_key client option must be set',
      'Could not resolve authentication method',
      'environment variable is missing or empty',
    ],
    summary: () => 'the client found no key',
  },
  'local/key-no-header-takes': {
    ...yours,
    title: 'The key has a character in it that no header can hold',
    meaning: 'Nothing was sent: the client refused to. The connection has no part in it.',
    access: true,
    causes: [
      'a line break was copied with the key, or the file with the key ends in one',
      'an invisible character was copied with the key',
      'the key is empty',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'copy the key once more, without what stands around it',
        why: 'a header holds visible characters only',
      },
    ],
    source: { kind: 'observed', from: 'https://github.com/openai/openai-python/issues/961' },
    names: [
      'Illegal header value',
      'is an invalid header value',
      'Invalid character in header content',
      'contains a line break at character',
    ],
    summary: () => 'the client cannot put the key into a header',
  },
  'local/ca-file-unreadable': {
    ...yours,
    title: 'The file with the certificates of your network cannot be read',
    meaning: 'The client was told of this file and could not open it. Nothing was sent.',
    causes: ['the path is wrong', 'the file is not there for the user who runs the client'],
    fixes: [
      {
        kind: 'do',
        what: 'correct the path in the variable that names the file, mostly SSL_CERT_FILE or CODEX_CA_CERTIFICATE',
        why: 'the client reads it at its start',
      },
    ],
    source: { kind: 'inferred', from: 'the words of Codex' },
    names: ['Failed to read CA certificate file'],
    summary: () => 'the client cannot read the certificate file',
  },
  'local/client-found-no-text': {
    ...yours,
    owner: 'gateway',
    title: 'The client found no text in the answer',
    meaning: 'An answer came. Whether it was empty or of another form, these words do not tell.',
    causes: [
      'all of the answer stood in the field for reasoning',
      'the gateway does not stream on this route, and the client expects it to',
      'the model does not fit the format of the route',
    ],
    fixes: [
      { kind: 'run', command: 'nexus probe', why: 'see where streaming works and what each answer holds' },
    ],
    verify: 'nexus probe',
    source: { kind: 'observed', from: 'https://github.com/cline/cline/issues/7744' },
    names: [
      'The provider returned an empty or unparsable response',
      'did not provide any assistant messages',
    ],
    summary: () => 'the client found no text in the answer',
  },
} as const satisfies Record<`local/${string}`, LocalEntry<never>>;
