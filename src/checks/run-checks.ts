import { entryOf } from '../errors/catalogue.ts';
import type { Findings, Judgement } from '../errors/finding.ts';
import type { AnyCheck, CheckContext, CheckId, JsonValue } from './check.ts';
import type { CheckResult, SkipReason } from './check-result.ts';

/** Said while the checks run; enough for a progress line. */
export type CheckEvent =
  | { readonly kind: 'started'; readonly id: CheckId; readonly title: string }
  | { readonly kind: 'finished'; readonly result: CheckResult };

export interface RunOptions {
  readonly checks: readonly AnyCheck[];
  /** Observed for the checks that need it, but neither judged nor reported. */
  readonly skipped: ReadonlySet<CheckId>;
  readonly onEvent: (event: CheckEvent) => void;
}

/** A finished check with its evidence, where it has any. */
interface Outcome {
  readonly result: CheckResult;
  readonly evidence: JsonValue | undefined;
}

/**
 * Runs every check once, each as soon as its needs have ended. Results keep the order of the list.
 * A check never throws out of here: a crash is its result. An interrupt ends what is still open.
 */
export async function runChecks(options: RunOptions, context: CheckContext): Promise<readonly CheckResult[]> {
  const outcomes = new Map<AnyCheck, Promise<Outcome>>();
  const cancelled = new Promise<'cancelled'>((resolve) => {
    if (context.signal.aborted) resolve('cancelled');
    context.signal.addEventListener('abort', () => resolve('cancelled'), { once: true });
  });

  function outcomeOf(check: AnyCheck): Promise<Outcome> {
    const started = outcomes.get(check);
    if (started !== undefined) return started;
    const outcome = run(check).then((ended) => {
      options.onEvent({ kind: 'finished', result: ended.result });
      return ended;
    });
    outcomes.set(check, outcome);
    return outcome;
  }

  async function run(check: AnyCheck): Promise<Outcome> {
    const head = { id: check.id, title: check.title, spine: check.spine };
    const startedMs = context.system.clock.elapsedMs();
    const skip = (reason: SkipReason, evidence?: JsonValue): Outcome => ({
      result: { ...head, durationMs: sinceMs(startedMs), status: 'skip', reason },
      evidence,
    });
    const irrelevant = check.doesNotApply?.(context);
    if (irrelevant !== undefined) return skip({ kind: 'not-applicable', why: irrelevant });
    const needs: readonly (readonly [string, AnyCheck])[] = Object.entries(check.needs);
    const ended = await Promise.all(
      needs.map(async ([name, need]) => [name, await outcomeOf(need)] as const),
    );
    const blocker = ended.find(([, need]) => blocks(need.result, check));
    if (blocker !== undefined) return skip(blockedBy(blocker[1].result));
    // A request that nobody waits for any more is not sent.
    if (context.signal.aborted) return skip({ kind: 'cancelled' });
    options.onEvent({ kind: 'started', id: check.id, title: check.title });
    const known = Object.fromEntries(ended.map(([name, need]) => [name, need.evidence]));
    try {
      // Names and types of the needs are those of the evidence by construction; a loop over names can't show it.
      const observed = check.observe(context, known as never);
      const evidence = await Promise.race([observed, cancelled.then(() => undefined)]);
      if (evidence === undefined || context.signal.aborted) return skip({ kind: 'cancelled' });
      if (options.skipped.has(check.id)) return skip({ kind: 'not-wanted' }, evidence);
      const durationMs = sinceMs(startedMs);
      return { result: judged(check, evidence, { ...head, durationMs }, context), evidence };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      const result = {
        ...head,
        durationMs: sinceMs(startedMs),
        status: 'crash',
        error: { name, message },
      } as const;
      return { result, evidence: undefined };
    }
  }

  function sinceMs(startedMs: number): number {
    return Math.round(context.system.clock.elapsedMs() - startedMs);
  }

  const ended = await Promise.all(options.checks.map(outcomeOf));
  return ended.map(({ result }) => result);
}

function blocks(need: CheckResult, check: AnyCheck): boolean {
  switch (need.status) {
    case 'pass':
    case 'warn':
      return false;
    case 'unknown':
      return check.goesOnAfterUnknown !== true;
    case 'skip':
      return need.reason.kind === 'blocked' || need.reason.kind === 'cancelled';
    case 'fail':
    case 'crash':
      return true;
  }
}

/** A check that is blocked in turn names the first cause, not its neighbour. */
function blockedBy(need: CheckResult): SkipReason {
  if (need.status === 'skip' && need.reason.kind !== 'not-applicable') return need.reason;
  return { kind: 'blocked', by: need.id };
}

function judged(
  check: AnyCheck,
  evidence: JsonValue,
  head: Pick<CheckResult, 'id' | 'title' | 'spine' | 'durationMs'>,
  context: CheckContext,
): CheckResult {
  const judgement: Judgement = check.judge(evidence);
  const fact = check.fact?.(evidence);
  const proves = check.proves?.(evidence);
  const measured = { evidence, ...(fact === undefined ? {} : { fact }) };
  const proven = proves === undefined ? {} : { proves };
  switch (judgement.kind) {
    case 'pass':
      return { ...head, status: 'pass', hints: judgement.hints ?? [], ...measured, ...proven };
    case 'problems': {
      const status = worstOf(judgement.findings, context);
      return {
        ...head,
        status,
        findings: judgement.findings,
        ...measured,
        ...(status === 'warn' ? proven : {}),
      };
    }
    case 'unknown':
      return { ...head, status: 'unknown', why: judgement.why, findings: judgement.findings, ...measured };
    case 'not-applicable':
      return { ...head, status: 'skip', reason: { kind: 'not-applicable', why: judgement.why } };
  }
}

function worstOf(findings: Findings, { settings }: CheckContext): 'warn' | 'fail' {
  const isError = findings.some(({ id }) => entryOf(id, settings.profiles)?.severity === 'error');
  return isError ? 'fail' : 'warn';
}
