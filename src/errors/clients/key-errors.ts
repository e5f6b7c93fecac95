import type { LocalEntry } from '../entry.ts';
import { type ClientWords, sentenceStart } from './words.ts';

/** What can be wrong with the key that a client brings. */
export function clientKeyErrors(words: ClientWords, own: Pick<LocalEntry, 'verify' | 'source'>) {
  const { name, keySetting } = words;
  const Name = sentenceStart(name);
  const yours = { owner: 'you', retry: 'after-fix', ...own } as const;
  const setKey = {
    kind: 'set',
    setting: `{setting|${keySetting}}`,
    to: '<your {providerName} key>',
    why: `${name} reads its key there`,
  } as const;
  return {
    'no-key': {
      title: `${Name} has no key`,
      meaning: `None of the places where ${name} looks for a key holds one.`,
      severity: 'error',
      ...yours,
      access: true,
      causes: [
        'the variable is set in another terminal window',
        'the variable is set for this program alone, under another name',
        ...(words.readsDotenv ? [] : ['it stands in a .env file of the project, which is not read here']),
      ],
      fixes: [setKey],
      summary: ({ looked }: { looked: readonly string[]; setting: string }) =>
        `no key in ${looked.join(' or ')}`,
    },
    'key-not-read': {
      title: `The key of ${name} comes from a place that is not opened here`,
      meaning:
        'No command is run, and no login, header or further file is opened to look at a key. So nobody can tell from here whether it is right.',
      severity: 'warning',
      ...yours,
      retry: 'not-documented',
      causes: [`${name} takes its key from a header, another file, a command or a login`],
      fixes: [
        {
          kind: 'run',
          command: `${own.verify} --key-file ~/gateway-key.txt`,
          why: 'check the key itself, once you have saved it alone into this file',
        },
      ],
      summary: ({ from }: { from: string }) => `the key comes from ${from}`,
    },
    'key-unusable': {
      title: `The key of ${name} cannot be sent as it is`,
      meaning: `${Name} sends what stands there, or refuses to. Nothing was sent with this key.`,
      severity: 'error',
      ...yours,
      access: true,
      causes: ['something was copied along with the key', 'an example was copied without putting the key in'],
      fixes: [setKey],
      summary: ({ from, why }: { from: string; why: string; setting: string }) =>
        `the key from ${from} ${why}`,
    },
    'key-has-spaces': {
      title: `The key of ${name} has white space around it`,
      meaning: `It was tested without it. ${Name} may send it as it is, and the gateway then refuses the key.`,
      severity: 'warning',
      ...yours,
      causes: ['a line break was copied with the key'],
      fixes: [setKey],
      summary: ({ from }: { from: string; setting: string }) =>
        `white space around the key from ${from} was ignored`,
    },
    'variable-unset': {
      title: `The key of ${name} refers to a variable that is not set`,
      meaning: `${Name} takes its key from this variable of its own environment.`,
      severity: 'error',
      ...yours,
      access: true,
      causes: [
        'the variable is set in another terminal window',
        'the variable is set in a shell that the app was not started from',
      ],
      fixes: [{ ...setKey, setting: `{variable|${keySetting}}` }],
      names: words.unsetWords ?? [],
      summary: ({ from, variable }: { from: string; variable: string }) =>
        `${from} names ${variable}, and it is not set here`,
    },
    'not-a-variable': {
      title: `Where ${name} looks for the name of a variable, something else stands`,
      meaning: `${Name} takes it for a name and finds no variable of this name. If it is the key, it is in the wrong place.`,
      severity: 'error',
      ...yours,
      access: true,
      causes: ['the key itself was put where its variable is named'],
      fixes: [
        {
          kind: 'set',
          setting: '{setting|it}',
          to: '{form|the name of a variable}',
          why: `${name} then takes the key from this variable`,
        },
        {
          kind: 'set',
          setting: '{keyVariable}',
          to: '<your {providerName} key>',
          why: 'the key stands there and not in a file',
        },
      ],
      summary: ({ from }: { from: string; setting: string; form: string }) =>
        `${from} does not hold the name of a variable`,
    },
    'key-of-another-vendor': {
      title: `The key of ${name} has the form of another vendor’s key`,
      meaning: 'On your own gateway or a relay this can be right.',
      severity: 'warning',
      ...yours,
      retry: 'not-documented',
      causes: ['two keys were mixed up', 'only the base URL was changed, and the old key was left'],
      fixes: [setKey],
      summary: ({ from, vendor }: { from: string; vendor: string; setting: string }) =>
        `the key from ${from} begins like a key of ${vendor}`,
    },
    'key-in-project': {
      title: `A file of this folder holds a key for ${name}`,
      meaning: 'A key of a project folder is never used here: whoever gave you the folder knows it.',
      severity: 'warning',
      ...yours,
      causes: [
        'the key was kept beside the code',
        'somebody wants your requests to go through their account',
      ],
      fixes: [
        {
          kind: 'do',
          what: 'move the key from {from|the file} to your own settings',
          why: 'files of a folder are copied and shared with it',
        },
      ],
      summary: ({ from }: { from: string }) => `${from} sets a key`,
    },
    'key-in-other-header': {
      title: `The gateway does not read the header in which ${name} sends its key`,
      meaning: `The same key was asked with in both headers at a free route. ${Name} sends it in the one that is refused there.`,
      severity: 'error',
      ...yours,
      access: true,
      causes: [
        'the gateway is made for clients of another form',
        'a proxy before the gateway removes one of the headers',
        'the gateway reads x-api-key only where models are called',
      ],
      fixes: [
        {
          kind: 'do',
          what: '{todo|send the key in the header that the gateway reads}',
          why: 'the gateway looks there',
        },
      ],
      summary: ({ route, sent, read }: { route: string; sent: string; read: string; todo: string }) =>
        `${route} refuses the key as ${sent} and accepts it as ${read}`,
    },
    'one-key-refused': {
      title: `One of the two keys that ${name} sends is refused`,
      meaning:
        'Both go out together, and where the gateway reads both headers, it decides which one counts. Each key was asked with alone.',
      severity: 'warning',
      ...yours,
      causes: ['one of them is left over from another gateway or login', 'one of them was revoked'],
      fixes: [
        {
          kind: 'do',
          what: 'remove {what|the refused one} and keep {accepted|the other one}',
          why: 'then only the key that is accepted goes out',
        },
      ],
      summary: ({
        route,
        refused,
        accepted,
      }: {
        route: string;
        refused: string;
        accepted: string;
        what: string;
      }) => `${route} refuses the key of ${refused} and accepts the key of ${accepted}`,
    },
    'two-credentials': {
      title: `${Name} has two credentials`,
      meaning: 'Of a token and a key both go out, in two headers, and the gateway decides which one counts.',
      severity: 'warning',
      ...yours,
      causes: ['one of them is left over from another gateway or login'],
      fixes: [
        {
          kind: 'do',
          what: 'keep one of {first|the token} and {second|the key}: the one that holds the key of this gateway',
          why: 'then it is clear which one counts',
        },
      ],
      names: words.conflictWords ?? [],
      summary: ({ first, second }: { first: string; second: string }) =>
        `${first} and ${second} are both set`,
    },
    'setting-shadowed': {
      title: `${Name} has two different values for one setting`,
      meaning:
        'The stronger place wins without a word. A value that is changed in the weaker one has no effect.',
      severity: 'warning',
      ...yours,
      causes: ['the value was changed in one place and left in the other'],
      fixes: [
        {
          kind: 'do',
          what: 'remove {what|the weaker one}, or correct {winner|the stronger one}',
          why: 'one place is enough',
        },
      ],
      summary: ({
        setting,
        winner,
        loser,
      }: {
        setting: string;
        winner: string;
        loser: string;
        what?: string;
      }) => `${setting}: ${winner} wins over ${loser}, and they differ`,
    },
  } as const satisfies Record<string, LocalEntry<never>>;
}
