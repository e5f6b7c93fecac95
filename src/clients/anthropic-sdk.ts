import { ofClient } from '../errors/clients/index.ts';
import type { Client } from './client.ts';
import { sentIn } from './header-credentials.ts';
import { variable } from './values.ts';

/** The SDKs of Anthropic, in any script of this environment. What the script itself sets is not seen. */
export const anthropicSdk: Client = {
  id: 'anthropic-sdk',
  urlForm: 'root',
  streams: 'as-asked',
  places: () => [],
  read(sources) {
    const [key] = sentIn(variable(sources, 'ANTHROPIC_API_KEY'), 'x-api-key');
    const [token] = sentIn(variable(sources, 'ANTHROPIC_AUTH_TOKEN'), 'authorization');
    const both = key !== undefined && token !== undefined;
    return {
      baseUrls: variable(sources, 'ANTHROPIC_BASE_URL'),
      credentials: [key, token].flatMap((one) => one ?? []),
      beside: both ? token : undefined,
      models: [],
      wire: { dialects: ['messages'], from: 'it speaks no other format' },
      vendorUrl: 'https://api.anthropic.com',
      missing: {
        urlSetting: 'ANTHROPIC_BASE_URL',
        keySetting: 'ANTHROPIC_API_KEY',
        urlLooked: ['env ANTHROPIC_BASE_URL'],
        keyLooked: ['env ANTHROPIC_API_KEY', 'env ANTHROPIC_AUTH_TOKEN'],
      },
      problems: both
        ? [
            {
              about: 'agreement',
              finding: ofClient('anthropic-sdk', 'two-credentials', {
                first: key.origin.name,
                second: token.origin.name,
              }),
            },
          ]
        : [],
    };
  },
};
