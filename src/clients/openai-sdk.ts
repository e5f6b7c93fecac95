import { type ClientFinding, clientFinding } from '../errors/clients/index.ts';
import { maskUrl } from '../settings/mask-url.ts';
import type { Client, ClientProblem, ClientSources } from './client.ts';
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
    problems: [...oldVariable(sources), ...leftovers(sources)],
  }),
};

function oldVariable(sources: ClientSources): readonly ClientProblem[] {
  const [old] = variable(sources, 'OPENAI_API_BASE');
  const [current] = variable(sources, 'OPENAI_BASE_URL');
  if (old === undefined || old.value === current?.value) return [];
  if (current !== undefined) return [agreement(clientFinding('openai-sdk/old-variable-differs', {}))];
  const right = maskUrl(old.value.trim());
  return [{ about: 'url', finding: clientFinding('openai-sdk/old-variable', { right }) }];
}

function leftovers(sources: ClientSources): readonly ClientProblem[] {
  return ['OPENAI_ORG_ID', 'OPENAI_PROJECT_ID']
    .filter((name) => variable(sources, name).length > 0)
    .map((name) => agreement(clientFinding('openai-sdk/organisation-set', { variable: name })));
}

function agreement(finding: ClientFinding): ClientProblem {
  return { about: 'agreement', finding };
}
