import type { CheckId } from '../../checks/check.ts';
import type { CheckResult } from '../../checks/check-result.ts';
import { type Finding, own } from '../../errors/finding.ts';
import type { Settings } from '../../settings/settings.ts';
import type { DoctorRequest } from '../doctor.ts';

type Flag = 'live' | 'model' | 'route';

/** What a check looks at and only a flag or a setting can name. */
const flagsOf: Readonly<Record<CheckId, readonly Flag[]>> = {
  'model.is-listed': ['model'],
  'model.fits-route': ['model', 'route'],
  'stream.is-documented': ['route'],
  'answer.is-valid': ['live'],
  'stream.is-complete': ['live'],
};

/**
 * A check that `--only` names and that had nothing to look at is an open question: without this, the checks that it
 * needs would be green in its place.
 */
export function withNotRun(
  results: readonly CheckResult[],
  { only = [], live }: Pick<DoctorRequest, 'only' | 'live'>,
  { model, route }: Settings,
): readonly CheckResult[] {
  const given = { live, model, route };
  return results.map((result) => {
    const flags = flagsOf[result.id];
    if (flags === undefined || !only.includes(result.id)) return result;
    if (result.status !== 'skip' || result.reason.kind !== 'not-applicable') return result;
    const missing = flags.find((flag) => given[flag] === undefined);
    // With its flag, a side check that does not apply has looked and has nothing to say.
    if (missing === undefined && !result.spine) return result;
    const { id, title, spine, durationMs, reason } = result;
    const finding = findingOf(missing, { check: id, why: reason.why });
    const head = { id, title, spine, durationMs, evidence: null };
    return { ...head, status: 'unknown', why: reason.why, findings: [finding], notRun: true };
  });
}

function findingOf(missing: Flag | undefined, params: { check: string; why: string }): Finding {
  switch (missing) {
    case 'live':
      return own('local/check-needs-live', params);
    case 'model':
      return own('local/check-needs-model', params);
    case 'route':
      return own('local/check-needs-route', params);
    case undefined:
      return own('local/check-not-run', params);
  }
}
