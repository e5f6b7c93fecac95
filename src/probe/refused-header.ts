import type { Where } from '../errors/diagnose.ts';
import { own } from '../errors/finding.ts';
import { isOpenBill } from '../errors/open-bill.ts';
import { refuses } from '../gateway/contrast.ts';
import type { CallFacts, ModelCall } from '../gateway/model-call.ts';
import type { CallHeaders } from './call-headers.ts';
import type { CallJudgement } from './judge-call.ts';

type Form = Pick<ModelCall, 'limit' | 'bare' | 'keyHeader'>;

/** The same call in another header, after a refusal of a key that the route may never have seen. */
export async function inOtherHeader<F extends Form>(
  facts: CallFacts,
  used: F,
  headers: CallHeaders,
): Promise<F | undefined> {
  const keyHeader = refusesKey(facts) ? await headers.other(used.keyHeader) : undefined;
  return keyHeader && { ...used, keyHeader };
}

/**
 * What the header says about the judgement. `refused`: x-api-key was refused here, now or by an earlier call of this
 * route. `facts`: of the call in the other header; undefined where the permit did not cover it.
 */
export function withHeader(
  judgement: CallJudgement,
  { route, keyIsAccepted }: Where,
  { refused, facts }: { readonly refused: boolean; readonly facts: CallFacts | undefined },
): CallJudgement {
  const remark = (isTaken: boolean) => own('local/route-needs-bearer', { route, isTaken });
  if (!refused) return judgement;
  // Without a proof of the key the refusal may be about it, and stays what is told.
  if (facts === undefined) return keyIsAccepted ? { ...judgement, findings: [remark(false)] } : judgement;
  if (facts.result.kind === 'refused') return judgement;
  return { ...judgement, findings: [...judgement.findings, remark(true)] };
}

/** An answer that turns the credential down, and does not say that it knows the key. */
function refusesKey({ result }: CallFacts): boolean {
  if (result.kind !== 'refused') return false;
  const { facts } = result;
  if (facts.kind === 'api-error' && isOpenBill([facts.entry, facts.answer.code, facts.answer.type]))
    return false;
  return refuses(facts) && !(facts.kind === 'api-error' && facts.provesKey);
}
