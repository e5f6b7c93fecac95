import { dialects } from '../dialects/index.ts';
import { correctionFor, refusesOption } from '../dialects/limit-correction.ts';
import { type AnswerMode, smallLimit } from '../dialects/output-limit.ts';
import type { Where } from '../errors/diagnose.ts';
import { isOpenBill } from '../errors/open-bill.ts';
import type { GatewayClient } from '../gateway/gateway-client.ts';
import { type CallFacts, callModel, type ModelCall, type SentCall } from '../gateway/model-call.ts';
import type { SpendingPermit } from '../gateway/spending-permit.ts';
import type { DialectId, ProviderProfile } from '../providers/profile.ts';
import type { CallHeaders } from './call-headers.ts';
import { type CellUsage, usageOf } from './call-usage.ts';
import { type CallJudgement, judgeCall, looksBuffered } from './judge-call.ts';
import { overrun } from './overrun.ts';
import { inOtherHeader, withHeader } from './refused-header.ts';

/** One place of the matrix: a route, a model, plain or streaming. */
export interface Place {
  readonly path: string;
  readonly model: string;
  readonly mode: AnswerMode;
}

/** A place that can be called. */
export interface Cell extends Place {
  readonly dialect: DialectId;
  /** The route's own limit fields, as documented. */
  readonly limitFields: readonly string[];
}

export interface CellOutcome {
  readonly facts: CallFacts;
  readonly judgement: CallJudgement;
  /** The repeat without compression, where there was one. */
  readonly repeat?: CallFacts;
  /** How often it was sent. */
  readonly attempt: number;
  readonly usage: CellUsage;
  /** The permit was used up before a second call that would have decided. */
  readonly cutShort?: true;
}

/** At most one correction, of a field or of the header with the key, and one repeat without compression. */
export const mostAttempts: Readonly<Record<AnswerMode, number>> = { plain: 2, stream: 3 };

export interface CellContext {
  readonly gateway: GatewayClient;
  readonly profile: ProviderProfile;
  readonly permit: SpendingPermit;
  readonly where: Where;
  readonly headers: CallHeaders;
  /** Called before every send; the send waits for it. */
  readonly beforeSend?: (attempt: number, clientRequestId: string) => Promise<void>;
}

/** `called-off`: we hung up ourselves. Undefined: the permit was used up before the first call. */
export type CellEnd = CellOutcome | 'called-off' | undefined;

/** Probes one cell. No POST is ever repeated but for the correction and the repeat of `mostAttempts`. */
export async function probeCell(cell: Cell, context: CellContext): Promise<CellEnd> {
  const dialect = dialects[cell.dialect];
  const { headers } = context;
  const sent: CallFacts[] = [];

  async function send(form: Form, encoding: ModelCall['encoding']): Promise<SentCall> {
    const { path, model, mode } = cell;
    const call: ModelCall = { path, dialect, model, mode, encoding, ...form };
    const end = await callModel(call, context.gateway, context.profile, {
      permit: context.permit,
      beforeSend: async (clientRequestId) => context.beforeSend?.(sent.length + 1, clientRequestId),
    });
    if (end.kind !== 'ended') return end;
    const isCorrected = form.limit !== firstForm.limit;
    const facts = isCorrected ? { ...end.facts, correctedField: form.limit.field } : end.facts;
    sent.push(facts);
    return { kind: 'ended', facts };
  }

  const usual = headers.of(cell.path);
  const limit = smallLimit(dialect, cell.mode, cell.limitFields);
  const firstForm: Form = { limit, bare: false, keyHeader: usual };
  const first = await send(firstForm, 'gzip, deflate');
  if (first.kind !== 'ended') return first.kind === 'called-off' ? 'called-off' : undefined;
  const form =
    correctedForm(first.facts, cell, firstForm) ?? (await inOtherHeader(first.facts, firstForm, headers));
  const corrected = form && (await send(form, 'gzip, deflate'));
  if (corrected?.kind === 'called-off') return 'called-off';
  const { facts } = corrected?.kind === 'ended' ? corrected : first;
  // Where the output limit does not hold, a second call could cost anything too.
  const isRepeated = looksBuffered(facts) && overrun(facts, cell.path).length === 0;
  const repeat = isRepeated ? await send(form ?? firstForm, 'identity') : undefined;
  if (repeat?.kind === 'called-off') return 'called-off';

  const repeated = repeat?.kind === 'ended' ? repeat.facts : undefined;
  const isMoved = form !== undefined && form.keyHeader !== usual;
  if (isMoved && facts.result.kind !== 'refused') headers.keep(cell.path, form.keyHeader);
  const judgement = withHeader(judgeCall(facts, context.where, repeated), context.where, {
    refused: isMoved || headers.isFound(cell.path),
    facts: isMoved && corrected?.kind === 'no-permit' ? undefined : facts,
  });
  const again = repeated === undefined ? {} : { repeat: repeated };
  const outcome = { facts, judgement, attempt: sent.length, usage: usageOf(sent), ...again };
  const isCutShort = corrected?.kind === 'no-permit' || repeat?.kind === 'no-permit';
  if (!isCutShort) return outcome;
  return { ...outcome, judgement: { ...judgement, verdict: 'unproven', passes: true }, cutShort: true };
}

/** What one correction may change about a call. */
type Form = Pick<ModelCall, 'limit' | 'bare' | 'keyHeader'>;

/** Only a malformed-request answer that names a field is corrected; a bill that could not be closed never is. */
function correctedForm({ result }: CallFacts, cell: Cell, used: Form): Form | undefined {
  if (result.kind !== 'refused' || result.facts.kind !== 'api-error') return undefined;
  const { answer, entry } = result.facts;
  const isMalformed = answer.status === 400 || answer.status === 422;
  if (!isMalformed || isOpenBill([entry, answer.code, answer.type])) return undefined;
  const { message, code, param } = answer;
  const complaint = { message, code, param };
  if (refusesOption(complaint)) return { ...used, bare: true };
  const limit = correctionFor(complaint, dialects[cell.dialect], used.limit);
  return limit && { ...used, limit };
}
