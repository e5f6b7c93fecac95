/** What the entries of a client need to know to speak of it by name. */
export interface ClientWords {
  readonly name: string;
  /** Where its base URL and its key are usually set. */
  readonly urlSetting: string;
  readonly keySetting: string;
  /** What it puts behind the base URL. */
  readonly appends: string;
  /** The base URL as it needs it, in words. */
  readonly urlForm: string;
  /** What it says where the variable of its key is not set. */
  readonly unsetWords?: readonly string[];
  /** What it says where it has two credentials. */
  readonly conflictWords?: readonly string[];
  /** It reads the .env file of the folder that it runs in. */
  readonly readsDotenv?: true;
  /** It follows the files of any folder without asking. */
  readonly followsAnyFolder?: true;
  /** Where its streaming is switched off, if it can be. */
  readonly streamSetting?: string;
  /** Whom it talks to when nothing is set. */
  readonly vendor: string;
}

const root = 'the root of the gateway, without /v1';
const withV1 = 'the base URL of the gateway with /v1 at its end';

/** The clients whose settings are read, by the names that `--for` takes. */
export const clientWords = {
  'claude-code': {
    name: 'Claude Code',
    urlSetting: 'ANTHROPIC_BASE_URL',
    keySetting: 'ANTHROPIC_AUTH_TOKEN',
    conflictWords: ['Auth conflict: Both a', 'auth may not work as expected'],
    appends: '/v1/messages',
    urlForm: root,
    vendor: 'Anthropic',
  },
  codex: {
    name: 'Codex',
    urlSetting: 'base_url of a provider in ~/.codex/config.toml',
    keySetting: 'the variable that env_key names',
    unsetWords: ['Missing environment variable:'],
    appends: '/responses',
    urlForm: withV1,
    vendor: 'OpenAI',
  },
  opencode: {
    name: 'opencode',
    urlSetting: 'options.baseURL of the provider in ~/.config/opencode/opencode.json',
    keySetting: 'options.apiKey of the provider in ~/.config/opencode/opencode.json',
    appends: '/chat/completions, /responses or /messages',
    urlForm: withV1,
    vendor: 'the provider’s own host',
  },
  cline: {
    name: 'Cline',
    urlSetting: 'the base URL of the provider in the settings of Cline',
    keySetting: 'the API key of the provider in the settings of Cline',
    appends: '/chat/completions or /responses, with the provider Anthropic /v1/messages',
    urlForm: `${withV1}, with the provider Anthropic without it`,
    vendor: 'the provider’s own host',
  },
  aider: {
    name: 'aider',
    urlSetting: 'openai-api-base in ~/.aider.conf.yml',
    keySetting: 'OPENAI_API_KEY',
    appends: '/chat/completions, with a model anthropic/… /v1/messages',
    urlForm: `${withV1}, with a model anthropic/… without it`,
    readsDotenv: true,
    followsAnyFolder: true,
    streamSetting: 'stream in ~/.aider.conf.yml',
    vendor: 'the provider’s own host',
  },
  continue: {
    name: 'Continue',
    urlSetting: 'apiBase of the model in ~/.continue/config.yaml',
    keySetting: 'apiKey of the model in ~/.continue/config.yaml',
    appends: '/chat/completions or /responses, with the provider anthropic /messages',
    urlForm: withV1,
    readsDotenv: true,
    streamSetting: 'defaultCompletionOptions.stream of the model in ~/.continue/config.yaml',
    vendor: 'the provider’s own host',
  },
  'openai-sdk': {
    name: 'the OpenAI SDK',
    urlSetting: 'OPENAI_BASE_URL',
    keySetting: 'OPENAI_API_KEY',
    appends: '/chat/completions or /responses',
    urlForm: withV1,
    vendor: 'OpenAI',
  },
  'anthropic-sdk': {
    name: 'the Anthropic SDK',
    urlSetting: 'ANTHROPIC_BASE_URL',
    keySetting: 'ANTHROPIC_API_KEY',
    appends: '/v1/messages',
    urlForm: root,
    vendor: 'Anthropic',
  },
} as const satisfies Readonly<Record<string, ClientWords>>;

export type ClientId = keyof typeof clientWords;

/** In the order in which they are shown. */
export const clientIds = Object.keys(clientWords) as readonly ClientId[];

/** A name at the beginning of a sentence. */
export function sentenceStart(name: string): string {
  return name.startsWith('the ') ? `The ${name.slice(4)}` : name;
}
