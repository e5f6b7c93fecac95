import { UsageError } from '../errors/usage-error.ts';
import { grantSpending, type SpendingPermit } from '../gateway/spending-permit.ts';
import type { ProbePlan } from '../report/documents.ts';
import type { System } from '../system/system.ts';

export interface ConsentRequest {
  /** `--yes`: the person has agreed on the command line. */
  readonly yes: boolean;
  /** False for `--no-input`. */
  readonly mayAsk: boolean;
  /** `--budget`: no more calls than this, whatever the plan says. */
  readonly budget?: number;
  /** The plan in words, without a question. */
  readonly planText: string;
}

/**
 * Asks before money is spent: the plan first, then the question, with no as the default. Undefined when the person
 * says no. In a sandbox nothing costs anything, so nobody is asked. Throws a UsageError when nobody can be asked.
 */
export async function askConsent(
  plan: ProbePlan,
  { yes, mayAsk, budget, planText }: ConsentRequest,
  { stdin, stderr, sandbox }: System,
): Promise<SpendingPermit | undefined> {
  const permit = () => grantSpending(Math.min(plan.calls, budget ?? plan.calls));
  if (yes || sandbox !== undefined) return permit();
  if (!mayAsk || !stdin.isTerminal || !stderr.isTerminal) {
    throw new UsageError(
      'this makes billable calls, and nobody can be asked here: nothing was sent',
      `${planText} Add --yes to agree, or --dry-run to see the plan only`,
    );
  }
  const answer = await stdin.ask(`${planText} Continue? [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? '') ? permit() : undefined;
}
