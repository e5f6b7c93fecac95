import { dialects } from '../dialects/index.ts';
import { correctionFor } from '../dialects/limit-correction.ts';
import { type AnswerMode, type OutputLimit, smallLimit } from '../dialects/output-limit.ts';
import type { Usage } from '../dialects/usage.ts';
import type { Where } from '../errors/diagnose.ts';
import type { GatewayClient } from '../gateway/gateway-client.ts';
import { type CallFacts, callModel, type ModelCall } from '../gateway/model-call.ts';
import type { SpendingPermit } from '../gateway/spending-permit.ts';
import type { DialectId, ProviderProfile } from '../providers/profile.ts';
import { type CallJudgement, judgeCall, looksBuffered } from './judge-call.ts';

/** One place of the matrix: a route, a model, plain or streaming. */
export interface Cell {
  readonly path: string;
  readonly dialect: DialectId;
  readonly model: string;
  readonly mode: AnswerMode;
  /** The route's own limit fields, as documented. */
  readonly limitFields: readonly string[];
}

export interface CellOutcome {
  readonly facts: CallFacts;
  readonly judgement: CallJudgement;
  /** How often it was sent. */
  readonly attempt: number;
  readonly usage: Usage;
}

/** At most one correction of the output limit, and one repeat without compression. */
export const mostAttempts: Readonly<Record<AnswerMode, number>> = { plain: 2, stream: 3 };

export interface CellContext {
  readonly gateway: GatewayClient;
  readonly profile: ProviderProfile;
  readonly permit: SpendingPermit;
  readonly where: Where;
  /** Called before every send; the send waits for it. */
  readonly beforeSend?: (attempt: number, clientRequestId: string) => Promise<void>;
}

/** Probes one cell; undefined when the permit is used up before its first call. No other POST is ever repeated. */
export async function probeCell(cell: Cell, context: CellContext): Promise<CellOutcome | undefined> {
  const dialect = dialects[cell.dialect];
  const sent: CallFacts[] = [];

  async function send(limit: OutputLimit, encoding: ModelCall['encoding']): Promise<CallFacts | undefined> {
    const call: ModelCall = { path: cell.path, dialect, model: cell.model, mode: cell.mode, limit, encoding };
    const facts = await callModel(call, context.gateway, context.profile, {
      permit: context.permit,
      beforeSend: async (clientRequestId) => context.beforeSend?.(sent.length + 1, clientRequestId),
    });
    if (facts !== undefined) sent.push(facts);
    return facts;
  }

  const firstLimit = smallLimit(dialect, cell.mode, cell.limitFields);
  const first = await send(firstLimit, 'gzip, deflate');
  if (first === undefined) return undefined;
  const corrected = correctedLimit(first, cell, firstLimit);
  const facts = (corrected && (await send(corrected, 'gzip, deflate'))) ?? first;
  const repeat = looksBuffered(facts) ? await send(corrected ?? firstLimit, 'identity') : undefined;
  return {
    facts,
    judgement: judgeCall(facts, context.where, context.profile, repeat),
    attempt: sent.length,
    usage: usageOf(sent),
  };
}

/** Only a malformed-request answer that names the limit is corrected; a bill that could not be closed never is. */
function correctedLimit({ result }: CallFacts, cell: Cell, used: OutputLimit): OutputLimit | undefined {
  if (result.kind !== 'refused' || result.facts.kind !== 'api-error') return undefined;
  const { answer, entry } = result.facts;
  const isMalformed = answer.status === 400 || answer.status === 422;
  if (!isMalformed || entry.endsWith('/billing_finalization_failed')) return undefined;
  return correctionFor({ message: answer.message, code: answer.code }, dialects[cell.dialect], used);
}

function usageOf(sent: readonly CallFacts[]): Usage {
  const known = sent.map(({ result }) => {
    if (result.kind === 'plain' && result.answer.kind === 'answer') return result.answer.usage;
    return result.kind === 'stream' ? result.end.usage : undefined;
  });
  const sum = (count: (usage: Usage) => number) =>
    known.reduce((all, usage) => all + (usage ? count(usage) : 0), 0);
  return {
    inputTokens: sum((usage) => usage.inputTokens ?? 0),
    outputTokens: sum((usage) => usage.outputTokens ?? 0),
  };
}
