import type { CheckResult } from '../../checks/check-result.ts';
import { speaksThisApi } from '../../checks/gateway/speaks-this-api.ts';
import { checks } from '../../checks/index.ts';
import { firstPath } from '../../checks/network/first-contact.ts';
import { proxyIsConsistent } from '../../checks/network/proxy-is-consistent.ts';
import { type CheckEvent, runChecks } from '../../checks/run-checks.ts';
import { type ModelList, modelListOf } from '../../gateway/model-list.ts';
import type { KeyHeader } from '../../providers/key-header.ts';
import { rungs } from '../../report/documents.ts';
import { proofOf } from '../../report/verdict.ts';
import { selectChecks } from './select-checks.ts';
import type { Target } from './target.ts';

/** What the free GETs say before anything else is done: the checks up to the model list, and the list itself. */
export interface FreeChecks {
  readonly results: readonly CheckResult[];
  /** Undefined when it could not be read. */
  readonly list: ModelList | undefined;
  readonly keyHeader: KeyHeader;
}

/**
 * Runs the checks that `doctor` would run up to the model list, so that a list is believed for the same reasons. A proxy
 * that is set and not used is told by every command that connects without it.
 */
export async function freeChecks(
  { context }: Target,
  onEvent: (event: CheckEvent) => void,
): Promise<FreeChecks> {
  const selection = selectChecks(checks, { only: ['models.are-enabled', proxyIsConsistent.id] });
  const results = await runChecks({ ...selection, onEvent }, context);
  const ran = results.find(({ id }) => id === 'models.are-enabled')?.status;
  const asked = ran === 'pass' || ran === 'fail' || ran === 'warn';
  const found = (wanted: string) =>
    results.some((result) => 'findings' in result && result.findings.some(({ id }) => id === wanted));
  const [keyHeader, credential] = found('local/key-needs-x-api-key')
    ? (['x-api-key', 'real-in-x-api-key'] as const)
    : found('local/key-needs-api-key-header')
      ? (['api-key', 'real-in-api-key'] as const)
      : (['authorization', 'real'] as const);
  const exchange = asked ? await context.gateway.ask(firstPath(context.gateway), credential) : undefined;
  return { results, list: exchange === undefined ? undefined : modelListOf(exchange), keyHeader };
}

/** Whether something that may be the API answered: without a proof that it is, a call is what brings one. */
export function isReached(results: readonly CheckResult[]): boolean {
  const passed = results.some(
    ({ id, status }) => id === speaksThisApi.id && (status === 'pass' || status === 'warn'),
  );
  return passed || rungs.indexOf(proofOf(results)) >= rungs.indexOf('speaks-api');
}
