import type { AnyCheck, CheckId } from '../../checks/check.ts';
import { UsageError } from '../../errors/usage-error.ts';
import { nearestNames } from '../../providers/nearest-names.ts';

export interface Selection {
  readonly checks: readonly AnyCheck[];
  readonly skipped: ReadonlySet<CheckId>;
  /** Not every check is judged. */
  readonly partial: boolean;
}

/** `--only` takes the named checks and all that they need, `--skip` leaves out. Throws a UsageError for an unknown id. */
export function selectChecks(
  all: readonly AnyCheck[],
  { only, skip }: { readonly only?: readonly string[]; readonly skip?: readonly string[] },
): Selection {
  if (only?.length === 0)
    throw new UsageError('--only names no check', 'nexus doctor --list shows all checks');
  const wanted = only === undefined ? all : withNeeds(only.map((id) => checkOf(id, all)));
  const skipped = new Set((skip ?? []).map((id) => checkOf(id, all).id));
  const checks = all.filter((check) => wanted.includes(check));
  return { checks, skipped, partial: checks.length < all.length || checks.some(({ id }) => skipped.has(id)) };
}

function withNeeds(checks: readonly AnyCheck[]): readonly AnyCheck[] {
  return checks.flatMap((check) => [check, ...withNeeds(Object.values(check.needs))]);
}

function checkOf(id: string, all: readonly AnyCheck[]): AnyCheck {
  const check = all.find((one) => one.id === id);
  if (check !== undefined) return check;
  const [nearest] = nearestNames(
    id,
    all.map((one) => one.id),
  );
  throw new UsageError(
    // Only what looks like a check is said again: any other word may be a key.
    /^[a-z-]{1,40}\.[a-z-]{1,40}$/.test(id) ? `there is no check "${id}"` : 'there is no such check',
    nearest === undefined
      ? 'nexus doctor --list shows all checks'
      : `did you mean ${nearest}? nexus doctor --list shows all`,
  );
}
