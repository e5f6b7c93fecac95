import { clientFinding } from '../errors/clients/index.ts';
import { baseUrlFrom } from '../settings/base-url.ts';
import type { ClientProblem, ClientSources, ClientValue } from './client.ts';
import { type Chosen, ofMode, ofProviders, olderName } from './cline-chosen.ts';
import { urlFit } from './fitting-url.ts';
import { textAt } from './values.ts';

/** What is looked at, and what of the other mode is. */
export interface LookedAt {
  readonly chosen: Chosen;
  /** The models of all modes that use this provider. */
  readonly models: readonly ClientValue[];
  readonly problems: readonly ClientProblem[];
}

/**
 * The program follows the provider that it used last. The editor extension has one provider for each mode, in the older file,
 * even where the newer one exists; without that, what acts is looked at. Source: cline-session-factory.ts of Cline.
 */
export function lookedAt(sources: ClientSources): LookedAt {
  const providers = sources.files.find(({ role }) => role === 'providers');
  const chosen = providers === undefined ? ofMode('act', sources) : ofProviders(providers);
  const modes = (['act', 'plan'] as const).map((mode) => ({ mode, own: ofMode(mode, sources) }));
  const same = modes.filter(({ own }) => isSame(own, chosen));
  const models = [chosen, ...(providers === undefined ? same.map(({ own }) => own) : [])];
  return {
    chosen,
    models: unique(models.flatMap(({ model }) => model ?? [])),
    problems: notLookedAt(
      modes.filter(({ own }) => isSet(own) && !isSame(own, chosen)),
      sources,
    ),
  };
}

function isSet({ provider }: Chosen): boolean {
  return provider !== '<provider>';
}

/** Whether a mode leads to the same place. */
function isSame(own: Chosen, { provider, baseUrl }: Chosen): boolean {
  const isElsewhere = own.baseUrl !== undefined && own.baseUrl.value !== baseUrl?.value;
  return olderName(own.provider) === olderName(provider) && !isElsewhere;
}

/** One finding where both modes lead to the same place. */
function notLookedAt(modes: readonly OfMode[], { files }: ClientSources): readonly ClientProblem[] {
  const state = files.find(({ role }) => role === 'state');
  const [first, second] = modes;
  const isOne = first !== undefined && second !== undefined && isSame(first.own, second.own);
  const said = isOne ? [{ ...first, mode: 'act and plan' }] : modes;
  return said.map(({ mode, own }) => {
    const setting = mode === 'plan' ? 'planModeApiProvider' : 'actModeApiProvider';
    const params = {
      mode,
      provider: own.provider,
      from: (state && textAt(state, [setting])?.origin.name) ?? 'the settings of Cline',
      ...(own.baseUrl === undefined ? {} : { baseUrlFrom: own.baseUrl.origin.name }),
      ...misfit(own),
    };
    return { about: 'agreement' as const, finding: clientFinding('cline/mode-not-looked-at', params) };
  });
}

/** What the words of an address alone show; some gateways serve both. */
function misfit({ baseUrl, speaks }: Chosen): { readonly misfit?: string } {
  if (baseUrl === undefined || speaks === undefined) return {};
  const fit = urlFit(baseUrlFrom(baseUrl.value), baseUrl.value, speaks.urlForm);
  if (fit === 'lacks-v1') return { misfit: 'without the /v1 that this provider needs at its end' };
  return fit === 'has-v1' ? { misfit: 'with a /v1 that this provider adds itself' } : {};
}

interface OfMode {
  readonly mode: 'act' | 'plan';
  readonly own: Chosen;
}

function unique(models: readonly ClientValue[]): readonly ClientValue[] {
  return models.filter(({ value }, index) => models.findIndex((one) => one.value === value) === index);
}
