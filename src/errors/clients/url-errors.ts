import type { LocalEntry } from '../entry.ts';
import { type ClientWords, sentenceStart } from './words.ts';

type UrlAt = { from: string; typed: string; setting: string; right: string };

/** What can be wrong with the base URL of a client, and with the files it stands in. */
export function clientUrlErrors(words: ClientWords, own: Pick<LocalEntry, 'verify' | 'source'>) {
  const { name, urlSetting, appends, urlForm, vendor } = words;
  const Name = sentenceStart(name);
  const yours = { owner: 'you', retry: 'after-fix', ...own } as const;
  const setUrl = {
    kind: 'set',
    setting: `{setting|${urlSetting}}`,
    to: `{right|<${urlForm}>}`,
    why: `${name} puts ${appends} behind it`,
  } as const;
  return {
    'settings-unreadable': {
      title: `A settings file of ${name} is not valid`,
      meaning: `Nothing of this file was taken. What ${name} makes of it is not known.`,
      severity: 'error',
      ...yours,
      causes: ['a comma too many or too few', 'the file was saved while it was half written'],
      fixes: [
        {
          kind: 'do',
          what: `correct {file|the file} so that it is {format|valid}`,
          why: `${name} reads this format`,
        },
      ],
      summary: ({
        file,
        line,
        column,
        expected,
      }: {
        file: string;
        format: string;
        line?: number;
        column?: number;
        expected: string;
      }) => `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${expected}`,
    },
    'settings-not-opened': {
      title: `A settings file of ${name} was not read`,
      meaning:
        'Links that lead out of your home or the project, files of other people and files above 1 MB stay closed, and some forms are not read.',
      severity: 'warning',
      ...yours,
      causes: ['the file is a link to another place', 'the file belongs to another user'],
      fixes: [
        {
          kind: 'do',
          what: 'look at {file|the file} yourself: what stands there was not checked',
          why: `${name} may read it all the same`,
        },
      ],
      summary: ({ file, why }: { file: string; why: string }) => `${file} was not opened: ${why}`,
    },
    'settings-name-twice': {
      title: `A settings file of ${name} has one name twice`,
      meaning: `Most programs take the last one and drop the first without a word. Nothing of this file was taken here.`,
      severity: 'warning',
      ...yours,
      causes: ['a block was pasted below one of the same name'],
      fixes: [
        {
          kind: 'do',
          what: 'put both into one, and remove the second at {at:place|its place}',
          why: 'then nothing of the file is dropped',
        },
      ],
      summary: ({ at }: { at: string }) => `${at}: this name stands a second time in the same object`,
    },
    'url-not-set': {
      title: `${Name} is not set to use a gateway`,
      meaning: `Without a base URL ${name} talks to ${vendor}. A key for the gateway is refused there.`,
      severity: 'error',
      ...yours,
      causes: [
        'the base URL was set in another terminal window',
        'it stands in a file that is not read here, or under another name',
      ],
      fixes: [setUrl],
      summary: ({
        looked,
        goesTo,
      }: {
        looked: readonly string[];
        goesTo: string;
        setting: string;
        right: string;
      }) => `no base URL in ${looked.join(' or ')}: requests go to ${goesTo}`,
    },
    'url-is-vendor': {
      title: `${Name} is set to its vendor, not to a gateway`,
      meaning: `The base URL is the vendor’s own. Nothing was sent there.`,
      severity: 'error',
      ...yours,
      causes: [
        'the base URL was left as it is in an example',
        'the gateway was switched off here on purpose',
      ],
      fixes: [setUrl],
      summary: ({ from, typed }: UrlAt) => `${from} is ${typed}`,
    },
    'called-vendor': {
      title: `${Name} called its vendor, not a gateway`,
      meaning: `The request went to the vendor’s own host, where a key of a gateway is refused. If it was meant for a gateway, the base URL of ${name} is missing or not the one in use.`,
      severity: 'error',
      ...yours,
      causes: [
        'no base URL is set where this program looks for it',
        'the base URL was set in another terminal window, or after the program was started',
      ],
      fixes: [
        { kind: 'run', command: own.verify, why: `see which base URL ${name} uses, and where it comes from` },
        setUrl,
      ],
      summary: ({ host }: { host: string }) => `the request went to ${host}`,
    },
    'url-has-v1': {
      title: `The base URL of ${name} has a /v1 too many`,
      meaning: `${Name} puts ${appends} behind the base URL, so its requests go to /v1/v1.`,
      severity: 'error',
      ...yours,
      causes: ['the base URL was copied from the settings of a client of the OpenAI form'],
      fixes: [setUrl],
      summary: ({ from, typed, called }: UrlAt & { called: string }) =>
        `${from} is ${typed}, so ${name} calls ${called}`,
    },
    'url-lacks-v1': {
      title: `The base URL of ${name} lacks /v1 at its end`,
      meaning: `${Name} puts ${appends} behind the base URL, without /v1, so its requests miss the API.`,
      severity: 'error',
      ...yours,
      causes: ['the base URL was copied from the settings of a client of the Anthropic form'],
      fixes: [setUrl],
      summary: ({ from, typed, called }: UrlAt & { called: string }) =>
        `${from} is ${typed}, so ${name} calls ${called}`,
    },
    'url-is-whole-endpoint': {
      title: `The base URL of ${name} is the address of one route`,
      meaning: `${Name} puts ${appends} behind it, so the path stands there twice.`,
      severity: 'error',
      ...yours,
      causes: ['the address was copied from an example for curl', 'the end of another base URL was left in'],
      fixes: [setUrl],
      summary: ({ from, typed, right }: UrlAt) => `${from} is ${typed}, right is ${right}`,
    },
    'url-unusable': {
      title: `The base URL of ${name} cannot be used`,
      meaning:
        'It is no address of the web, has a name and password in it, or would send the key without encryption.',
      severity: 'error',
      ...yours,
      causes: ['https:// is missing', 'a variable in it was not replaced'],
      fixes: [setUrl],
      summary: ({ from, typed }: UrlAt) => `${from} is ${typed}`,
    },
    'url-variable-unset': {
      title: `The base URL of ${name} refers to a variable that is not set`,
      meaning: `${Name} takes a part of the address from there, so as it is the address leads nowhere.`,
      severity: 'error',
      ...yours,
      causes: [
        'the variable is set in another terminal window',
        'the variable is set in a shell that the app was not started from',
      ],
      fixes: [
        {
          kind: 'set',
          setting: '{variable|the variable}',
          to: '<its part of the address>',
          why: `${name} puts it into the base URL`,
        },
      ],
      summary: ({ from, variable }: { from: string; variable: string }) =>
        `${from} names ${variable}, and it is not set here`,
    },
    'url-in-project': {
      title: `A file of this folder decides where ${name} sends your key`,
      meaning:
        'Files of a project folder can come from anybody. This address was not contacted and got no key from nexus.',
      severity: 'error',
      ...yours,
      causes: ['the project has a gateway of its own', 'somebody wants your key'],
      fixes: [
        {
          kind: 'do',
          what: 'remove {what|the base URL from that file} if you did not write it',
          why: words.followsAnyFolder
            ? `${name} follows it`
            : `${name} would follow it once the folder is trusted`,
        },
        {
          kind: 'do',
          what: `if you know this gateway, run ${own.verify} --base-url <that address> --key-file <a file with its key>`,
          why: 'it is then tested as it is',
        },
        {
          kind: 'do',
          what: 'add the origin to trustedOrigins in your own settings file if you know this gateway',
          why: 'then it is tested without these flags',
        },
      ],
      summary: ({ from, typed }: { from: string; typed: string; what?: string }) =>
        `${from} sets the base URL to ${typed}`,
    },
  } as const satisfies Record<string, LocalEntry<never>>;
}
