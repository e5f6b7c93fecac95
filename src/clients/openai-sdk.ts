import { type ClientFinding, clientFinding } from '../errors/clients/index.ts';
import { baseUrlFrom } from '../settings/base-url.ts';
import { isSet } from '../settings/is-set.ts';
import { maskUrl } from '../settings/mask-url.ts';
import type { Client, ClientProblem, ClientSources } from './client.ts';
import { rightUrl } from './fitting-url.ts';
import { variable } from './values.ts';

/** The SDKs of OpenAI, in any script of this environment. What the script itself sets is not seen. */
export const openaiSdk: Client = {
  id: 'openai-sdk',
  urlForm: 'with-v1',
  streams: 'as-asked',
  places: () => [],
  read: (sources) => ({
    baseUrls: variable(sources, 'OPENAI_BASE_URL'),
    credentials: variable(sources, 'OPENAI_API_KEY'),
    models: [],
    wire: { dialects: ['chat', 'responses', 'completions'], from: 'as the script asks' },
    vendorUrl: 'https://api.openai.com/v1',
    missing: {
      urlSetting: 'OPENAI_BASE_URL',
      keySetting: 'OPENAI_API_KEY',
      urlLooked: ['env OPENAI_BASE_URL'],
      keyLooked: ['env OPENAI_API_KEY'],
    },
    problems: [...emptyVariable(sources), ...oldVariable(sources), ...leftovers(sources)],
  }),
};

/** In Python an empty variable counts as it is; elsewhere it may be as good as none. */
function emptyVariable({ env }: ClientSources): readonly ClientProblem[] {
  if (env.OPENAI_BASE_URL === undefined || isSet(env.OPENAI_BASE_URL)) return [];
  return [{ about: 'url', finding: clientFinding('openai-sdk/base-variable-empty', {}) }];
}

function oldVariable(sources: ClientSources): readonly ClientProblem[] {
  const [old] = variable(sources, 'OPENAI_API_BASE');
  const [current] = variable(sources, 'OPENAI_BASE_URL');
  if (old === undefined || old.value === current?.value) return [];
  if (current !== undefined) return [agreement(clientFinding('openai-sdk/old-variable-differs', {}))];
  const { used } = baseUrlFrom(old.value);
  const typed = maskUrl(old.value.trim());
  const right = used === undefined ? typed : rightUrl(used, 'with-v1');
  return [{ about: 'url', finding: clientFinding('openai-sdk/old-variable', { typed, right }) }];
}

function leftovers(sources: ClientSources): readonly ClientProblem[] {
  const set = ['OPENAI_ORG_ID', 'OPENAI_PROJECT_ID'].filter((name) => variable(sources, name).length > 0);
  if (set.length === 0) return [];
  return [agreement(clientFinding('openai-sdk/organisation-set', { variable: set.join(' and ') }))];
}

function agreement(finding: ClientFinding): ClientProblem {
  return { about: 'agreement', finding };
}
