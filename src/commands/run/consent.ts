import { UsageError } from '../../errors/usage-error.ts';
import { grantSpending, type SpendingPermit } from '../../gateway/spending-permit.ts';
import type { ProbePlan } from '../../report/documents.ts';
import type { System } from '../../system/system.ts';

export interface ConsentRequest {
  /** `--yes`: the person has agreed on the command line. */
  readonly yes: boolean;
  /** False for `--no-input`. */
  readonly mayAsk: boolean;
  /** `--budget`: no more calls than this, whatever the plan says. */
  readonly budget?: number;
  /** The plan in words, without a question. */
  readonly planText: string;
  /** Shows the plan to a person who is not asked. */
  readonly tell?: (planText: string) => Promise<void>;
}

/** Throws a UsageError when nobody has agreed and nobody can be asked. To be called before anything is sent. */
export function expectConsent(
  { yes, mayAsk, planText }: Pick<ConsentRequest, 'yes' | 'mayAsk'> & { readonly planText?: string },
  { stdin, stderr, sandbox }: System,
): void {
  if (yes || sandbox !== undefined || (mayAsk && stdin.isTerminal && stderr.isTerminal)) return;
  const shown = planText === undefined ? '' : `${planText} `;
  throw new UsageError(
    'this makes billable calls, and nobody can be asked here: nothing was sent',
    `${shown}Add --yes to agree, or --dry-run to see the plan only`,
  );
}

/**
 * Asks before money is spent: the plan first, then the question, with no as the default. Undefined when the person
 * says no. In a sandbox nothing costs anything, so nobody is asked. Throws a UsageError when nobody can be asked.
 */
export async function askConsent(
  plan: ProbePlan,
  request: ConsentRequest,
  system: System,
): Promise<SpendingPermit | undefined> {
  const { yes, budget, planText, tell } = request;
  const permit = () => grantSpending(Math.min(plan.calls, budget ?? plan.calls));
  if (system.sandbox !== undefined) return permit();
  if (yes) {
    await tell?.(planText);
    return permit();
  }
  expectConsent(request, system);
  const answer = await system.stdin.ask(`${planText} Continue? [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? '') ? permit() : undefined;
}
