import { clientFinding } from '../errors/clients/index.ts';
import { aiderModel, dialectsOf, modelIds } from './aider-model.ts';
import { aiderPlaces } from './aider-places.ts';
import { aiderProblems } from './aider-problems.ts';
import { aiderProxy } from './aider-proxy.ts';
import { exported, isStreamOff, option, pairs, putIn } from './aider-values.ts';
import type { Client, ClientCredential, ClientSources, ClientValue } from './client.ts';
import { sentIn } from './header-credentials.ts';
import { shadowed } from './shadowed.ts';
import { entryOf } from './values.ts';
import { isDollarVariable } from './variable-name.ts';

/** aider 0.86 with LiteLLM 1.82 inside: aider/main.py sets variables, and litellm/main.py reads them. */
export const aider: Client = {
  id: 'aider',
  urlForm: 'with-v1',
  streams: 'always',
  places: aiderPlaces,
  read(sources) {
    const model = aiderModel(sources);
    const ofOpenai = baseUrlsOf(sources, 'openai');
    const provider = model === undefined ? usualProvider(sources) : (model.provider ?? 'openai');
    const isOpenai = provider === 'openai';
    const baseUrls = isOpenai ? ofOpenai : baseUrlsOf(sources, provider);
    const keys = sentIn(keysOf(sources, provider), provider === 'anthropic' ? 'x-api-key' : 'authorization');
    const unreplaced = keys
      .slice(0, 1)
      .filter(({ value, origin }) => origin.kind === 'user-file' && isDollarVariable(value));
    const credentials = unreplaced.length > 0 ? [] : [...keys, ...tokens(sources, provider)];
    const proxy = aiderProxy(sources);
    const isUnread = sources.closed.includes('config');
    const vendorUrl = entryOf(vendors, provider);
    const [urlVariable, ...others] = urlVariables(provider);
    const keyVariable = `${provider.toUpperCase()}_API_KEY`;
    return {
      baseUrls,
      credentials,
      models: vendorUrl === undefined ? [] : modelIds(sources, provider),
      wire: {
        // What a file that stays closed says of the model is not known.
        dialects: isUnread
          ? []
          : dialectsOf(model === undefined ? provider : model.provider, model?.at.value ?? ''),
        from: wireFrom(model?.at),
      },
      ...(provider === 'anthropic' ? { urlForm: 'root' as const } : {}),
      ...(isStreamOff(sources) ? { streams: 'as-asked' as const } : {}),
      ...(proxy === undefined ? {} : { proxy }),
      ...(vendorUrl === undefined ? {} : { vendorUrl }),
      missing: {
        urlSetting: isOpenai ? `openai-api-base in ${config}` : urlVariable,
        keySetting: keyVariable,
        urlLooked: [...[urlVariable, ...others].map((name) => `env ${name}`), config, '.env files'],
        keyLooked: [`env ${keyVariable}`, config, '.env files'],
      },
      problems: [
        ...aiderProblems(sources, model, {
          url: baseUrls.length > 0,
          key: credentials.length > 0 || unreplaced.length > 0,
          isUnread,
          ofOpenai,
        }),
        ...unreplaced.map(({ origin }) => ({
          about: 'key' as const,
          finding: clientFinding('aider/dollar-variable', { from: origin.name, variable: keyVariable }),
        })),
        ...shadowed('aider', {
          'base URL': baseUrls,
          // A key that the shell exports for other programs gives way, as it should.
          'API key': keys.filter(({ origin }, place) => place === 0 || origin.kind !== 'env'),
        }),
      ],
      secrets: [
        ...['api-key', 'set-env'].flatMap((name) => pairs(sources, name).map(({ value }) => value)),
        ...putIn(sources),
      ],
    };
  },
};

const config = '~/.aider.conf.yml';

const vendors: Readonly<Record<string, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
};

/** Without a model in the settings one is named on the command line, for the base URL that is set. */
function usualProvider(sources: ClientSources): string {
  const [hasOpenai, hasAnthropic] = ['openai', 'anthropic'].map((one) => baseUrlsOf(sources, one).length > 0);
  return hasAnthropic && !hasOpenai ? 'anthropic' : 'openai';
}

function wireFrom(model: ClientValue | undefined): string {
  return model === undefined ? 'the usual format of LiteLLM' : `the model of ${model.origin.name}`;
}

/** The stronger first. Source: litellm/main.py, `completion`; its other providers have one of this form. */
function urlVariables(provider: string): readonly [string, ...string[]] {
  if (provider === 'openai') return ['OPENAI_BASE_URL', 'OPENAI_API_BASE'];
  if (provider === 'anthropic') return ['ANTHROPIC_API_BASE', 'ANTHROPIC_BASE_URL'];
  return [`${provider.toUpperCase()}_API_BASE`];
}

function baseUrlsOf(sources: ClientSources, provider: string): readonly ClientValue[] {
  const urls = urlVariables(provider).flatMap((name) => [
    // The option only sets the old variable, so the new one wins over it.
    ...(name === 'OPENAI_API_BASE' ? option(sources, 'openai-api-base') : []),
    ...set(sources, name),
  ]);
  if (provider !== 'anthropic') return urls;
  // LiteLLM adds this end only where it is missing.
  return urls.map((url) => ({ ...url, value: url.value.trim().replace(/\/v1\/messages$/, '') }));
}

/** Source: aider/main.py: `set-env` first, then `api-key`, then the option of the provider, each over the one before. */
function keysOf(sources: ClientSources, provider: string): readonly ClientValue[] {
  const name = `${provider.toUpperCase()}_API_KEY`;
  const hasOption = provider === 'openai' || provider === 'anthropic';
  return [
    ...(hasOption ? option(sources, `${provider}-api-key`) : []),
    ...pairs(sources, 'api-key').filter((pair) => pair.name.toUpperCase() === provider.toUpperCase()),
    ...set(sources, name),
  ];
}

/** Newer versions of LiteLLM read it where no key is set; which ones do is not known, so it is named and not tested. */
function tokens(sources: ClientSources, provider: string): readonly ClientCredential[] {
  if (provider !== 'anthropic') return [];
  return set(sources, 'ANTHROPIC_AUTH_TOKEN').map(({ origin, setting }) => ({
    origin: { ...origin, name: `${origin.name}, which LiteLLM reads in newer versions only` },
    setting,
    headers: ['authorization'],
  }));
}

function set(sources: ClientSources, name: string): readonly ClientValue[] {
  return [...pairs(sources, 'set-env').filter((pair) => pair.name === name), ...exported(sources, name)];
}
