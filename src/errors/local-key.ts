import { withArticle } from './article.ts';
import type { LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'own check of the key’s form' } as const;
const copyAgain = {
  kind: 'do',
  what: 'copy the key again and set it without anything around it',
  why: 'the gateway compares it letter by letter',
} as const;
const onlyShape = 'nexus doctor --only key.has-clean-shape';

type Place = { from: string };

/** What is wrong with the key before a byte of it is sent. The key itself is never a parameter. */
export const localKeyErrors = {
  'local/key-missing': {
    title: 'There is no API key',
    meaning: 'Everything that needs no key was still checked.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the variable is not set in this shell',
      'it was set in another terminal window',
      'the shell start-up file was not read again',
    ],
    fixes: [
      { kind: 'set', setting: '{keyVariable}', to: '<your key>', why: 'makes the key known to this shell' },
      { kind: 'run', command: 'nexus doctor', why: 'check it' },
    ],
    verify: 'nexus doctor --only key.is-present',
    source: ours,
    access: true,
    summary: ({ looked, others = [] }: { looked: readonly string[]; others?: readonly string[] }) => {
      const set =
        others.length === 0
          ? ''
          : `; ${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} set, and not read for this gateway`;
      return `no key in ${looked.join(' or ')}${set}`;
    },
  },
  'local/kept-key-unread': {
    title: 'The kept key could not be read',
    meaning: 'nexus login keeps one for this gateway. Everything that needs no key was still checked.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the keychain is locked, or this session has no way to it, as over SSH'],
    fixes: [
      { kind: 'do', what: '{todo|unlock the keychain}', why: 'the key is kept there' },
      { kind: 'set', setting: '{keyVariable}', to: '<your key>', why: 'a variable needs no keychain' },
    ],
    verify: 'nexus auth status',
    source: { kind: 'inferred', from: 'what the keychain of this machine answered' },
    summary: ({ why }: { why: string; todo: string }) => `the keychain gives no key: ${why}`,
  },
  'local/key-has-outer-space': {
    title: 'The key has white space around it',
    meaning: 'It was sent without it. Most clients send it as it is, and the gateway then refuses the key.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a line break was copied with the key', 'the value in the file ends with a space'],
    fixes: [copyAgain],
    verify: onlyShape,
    source: ours,
    summary: ({ from }: Place) => `white space around the key from ${from} was ignored`,
  },
  'local/key-has-line-break': {
    title: 'The key has a line break inside',
    meaning: 'A header cannot hold it, so nothing was sent with this key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the key was copied from a text that wraps lines', 'two keys stand in one value'],
    fixes: [copyAgain],
    verify: onlyShape,
    source: ours,
    access: true,
    summary: ({ from, position }: Place & { position: number }) =>
      `the key from ${from} has a line break at character ${position}`,
  },
  'local/key-has-quotes': {
    title: 'The key has quotation marks around it or inside',
    meaning: 'They would be sent as part of the key. Nothing was sent with this key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a .env file or a Windows shell keeps the quotation marks'],
    fixes: [
      { kind: 'do', what: 'remove the quotation marks from the value', why: 'they are not part of the key' },
    ],
    verify: onlyShape,
    source: ours,
    access: true,
    summary: ({ from, position }: Place & { position: number }) =>
      `the key from ${from} has a quotation mark at character ${position}`,
  },
  'local/key-has-illegal-character': {
    title: 'The key has a character that no key has',
    meaning: 'A header cannot hold it, so nothing was sent with this key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a chat program replaced characters', 'an invisible character was copied with the key'],
    fixes: [copyAgain],
    verify: onlyShape,
    source: ours,
    access: true,
    summary: ({ from, position }: Place & { position: number }) =>
      `the key from ${from} has an illegal character at position ${position}`,
  },
  'local/key-has-bearer-prefix': {
    title: 'The key begins with the word Bearer',
    meaning: 'Clients add this word themselves, so it would be sent twice. Nothing was sent with this key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the value was copied from a header example'],
    fixes: [
      {
        kind: 'do',
        what: 'remove the word Bearer and the space behind it',
        why: 'only the key belongs there',
      },
    ],
    verify: onlyShape,
    source: ours,
    access: true,
    summary: ({ from }: Place) => `the key from ${from} begins with "Bearer "`,
  },
  'local/key-is-something-else': {
    title: 'What is set as the key is not a key',
    meaning: 'Its form is that of something else. It was not sent, because no gateway takes it as a key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['more was copied than the key, or another line', 'a setting for another field stands here'],
    fixes: [
      { kind: 'do', what: '{mend|set only the key itself}', why: 'the gateway compares it letter by letter' },
    ],
    verify: onlyShape,
    source: ours,
    access: true,
    summary: ({ from, what }: Place & { what: string; mend: string }) => `the value of ${from} is ${what}`,
  },
  'local/key-is-placeholder': {
    title: 'The key is a placeholder from an example',
    meaning: 'It was not sent, because it cannot be a key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the example was copied without putting the own key in'],
    fixes: [{ kind: 'set', setting: '{keyVariable}', to: '<your key>', why: 'replaces the placeholder' }],
    verify: onlyShape,
    source: ours,
    access: true,
    summary: ({ from }: Place) => `the value of ${from} is a placeholder`,
  },
  'local/key-is-unexpanded': {
    title: 'The key is the name of a variable, not its value',
    meaning: 'The program that set it did not replace the variable. It was not sent.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'single quotation marks stop the shell from replacing it',
      'the settings file’s program knows another way to write variables',
    ],
    fixes: [{ kind: 'set', setting: '{keyVariable}', to: '<your key>', why: 'puts the value in' }],
    verify: onlyShape,
    source: ours,
    access: true,
    summary: ({ from }: Place) => `the value of ${from} is the name of a variable`,
  },
  'local/key-of-another-provider': {
    title: 'The key belongs to another service',
    meaning:
      'Its beginning is documented by another vendor. It was not sent, so that it does not reach a stranger.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['two keys were mixed up', 'the variable holds the key of another program'],
    fixes: [
      {
        kind: 'set',
        setting: '{keyVariable}',
        to: '<your {providerName} key>',
        why: 'each gateway has its own keys',
      },
    ],
    verify: 'nexus doctor --only key.belongs-to-provider',
    source: ours,
    access: true,
    summary: ({ from, vendor, provider }: Place & { vendor: string; provider: string }) =>
      `the key from ${from} has the form of ${withArticle(vendor)} key, not of ${withArticle(provider)} key`,
  },
  'local/key-looks-foreign': {
    title: 'The key has the form of another vendor’s key',
    meaning: 'On your own gateway or a relay this can be right.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['two keys were mixed up', 'the gateway passes the vendor’s key on'],
    fixes: [
      {
        kind: 'do',
        what: 'check that this key was made for this gateway',
        why: 'a key of another vendor is refused',
      },
    ],
    verify: 'nexus doctor --only key.belongs-to-provider',
    source: ours,
    summary: ({ from, vendor }: Place & { vendor: string }) =>
      `the key from ${from} has the form of ${withArticle(vendor)} key`,
  },
  'local/key-for-another-path': {
    title: 'The key belongs to another path of this gateway',
    meaning: 'The gateway documents that this kind of key works below one path only.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the base URL of another plan is set'],
    fixes: [
      {
        kind: 'do',
        what: 'set the base URL that belongs to this kind of key',
        why: 'the gateway refuses the key elsewhere',
      },
    ],
    verify: 'nexus doctor --only key.belongs-to-provider',
    source: ours,
    access: true,
    summary: ({ prefix, works }: { prefix: string; works: string }) =>
      `a key that begins with ${prefix} works at ${works} only`,
  },
  'local/key-not-verifiable': {
    title: 'This gateway does not check the key on its free routes',
    meaning:
      'It answers without a key, or to a random one, just the same. So nobody can tell from here whether your key is right.',
    severity: 'warning',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the model list is public',
      'the gateway checks keys only when a model is called',
      'the gateway checks no keys at all',
      'a proxy before the gateway puts a key of its own into every request',
    ],
    fixes: [
      { kind: 'run', command: 'nexus doctor --live', why: 'see with one small real call whether it answers' },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ routes, answered }: { routes: readonly string[]; answered: 'no-key' | 'wrong-key' }) =>
      routes.length === 0
        ? 'there is no free route that could check the key'
        : `${routes.join(' and ')} ${routes.length === 1 ? 'answers' : 'answer'} ${answered === 'no-key' ? 'without a key' : 'to a random key'}`,
  },
  'local/key-refused-in-part': {
    title: 'One free route refuses this key, and the other asks for none',
    meaning:
      'The list answers everybody, so it says nothing of the key. The other route refuses this key as it refuses a random one: either the key is wrong, or no key of this kind opens that route.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the key is wrong, disabled or revoked', 'the route wants another login than this key'],
    fixes: [
      {
        kind: 'do',
        what: 'copy the key once more from where it was made, or make one small real call, with nexus doctor --live',
        why: 'only a call to a model shows whether this key is let in',
      },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ refused, status, open }: { refused: string; status: string; open: readonly string[] }) =>
      `${refused} refuses this key (${status}), and ${open.join(' and ')} ${open.length === 1 ? 'answers' : 'answer'} without a key`,
  },
  'local/key-not-checked': {
    title: 'The free routes of this gateway do not check the key',
    meaning:
      'A real call was answered, so the set-up works. Whether calls need the right key is not known: none was made with another.',
    severity: 'hint',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the gateway checks keys at calls only', 'the gateway checks no keys, as many local ones do'],
    fixes: [
      {
        kind: 'do',
        what: 'nothing; if others can reach a gateway of your own, see that its calls need a key',
        why: 'the set-up works',
      },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: () => 'its free routes answer anybody, and the real call was answered',
  },
  'local/key-needs-api-key-header': {
    title: 'The gateway reads the key from the header api-key only',
    meaning:
      'The key is right. Clients that send it as Authorization: Bearer or as x-api-key, as nearly all do, are refused.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the gateway is made for clients of Azure OpenAI',
      'a proxy before the gateway removes the other two headers',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'set the client to send the key as api-key, as a header of its own',
        why: 'the gateway looks there only',
        elsewhere: true,
      },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: ours,
    summary: ({ route }: { route: string }) =>
      `${route} refuses the key as Authorization: Bearer and as x-api-key, and accepts it as api-key`,
  },
  'local/route-needs-bearer': {
    title: 'The route does not take the key as x-api-key',
    meaning:
      'The header is refused here, and not the key. Clients of the Anthropic API send x-api-key unless they are told otherwise.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the gateway looks at the header Authorization only',
      'a proxy before the gateway removes the header x-api-key',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'set the client to send the key as Authorization: Bearer (for Claude Code: ANTHROPIC_AUTH_TOKEN instead of ANTHROPIC_API_KEY)',
        why: 'the gateway accepts the key there',
        elsewhere: true,
      },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ route, isTaken }: { route: string; isTaken: boolean }) =>
      `${route} refuses the key as x-api-key, and ${isTaken ? 'takes it' : 'free routes accept it'} as Authorization: Bearer`,
  },
  'local/key-needs-x-api-key': {
    title: 'The gateway reads the key from the header x-api-key only',
    meaning: 'The key is right. Clients that send it as Authorization: Bearer, as most do, are refused.',
    severity: 'warning',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the gateway is made for clients of the Anthropic API',
      'a proxy before the gateway removes the header Authorization',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'set the client to send the key as x-api-key (for Claude Code: ANTHROPIC_API_KEY instead of ANTHROPIC_AUTH_TOKEN)',
        why: 'the gateway looks there only',
        elsewhere: true,
      },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: ours,
    summary: ({ route }: { route: string }) =>
      `${route} refuses the key as Authorization: Bearer and accepts it as x-api-key`,
  },
} as const satisfies Record<`local/${string}`, LocalEntry<never>>;
