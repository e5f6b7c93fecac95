import type { ProbeRow } from '../report/documents.ts';
import type { RunCell, RunRecord } from '../report/run-record.ts';
import { toolName, toolVersion } from '../version.ts';
import { type CallFacts, noCall } from './call-facts.ts';
import { withMode } from './endpoint-fact.ts';
import { modelFrom, nameFrom, requestIdFrom } from './fact-shape.ts';
import { hostOf, ownCall, ownId, unfitId } from './record-facts.ts';

const proven: readonly ProbeRow['verdict'][] = ['streams', 'answers', 'skipped'];

/** The calls of a sweep's log that failed or have no outcome, the last of the matrix first. */
export function factsOfSweep({ plan, cells }: RunRecord): readonly CallFacts[] {
  const failed = cells.filter(({ row, unanswered }) =>
    row === undefined ? unanswered !== undefined : !proven.includes(row.verdict),
  );
  return failed.map((cell) => factsOfCell(cell, plan)).toReversed();
}

function factsOfCell(cell: RunCell, { runId, startedAt, provider, origin }: RunRecord['plan']): CallFacts {
  const { row, unanswered } = cell;
  const from = `log of run ${runId}`;
  const given = requestIdFrom(row?.requestId ?? '');
  const requestId = given ?? requestIdFrom(row?.clientRequestId ?? unanswered?.clientRequestId ?? '');
  const model = modelFrom(cell.model);
  const at = row?.findings[0]?.seenAt ?? unanswered?.at;
  return {
    ...noCall,
    facts: {
      requestId: requestId === undefined ? null : { value: requestId, from },
      model: model === undefined ? null : { value: model, from },
      endpoint: { value: withMode(`POST ${cell.path}`, cell.stream), from },
      time: { value: at ?? startedAt, from },
      client: { value: `${toolName}/${toolVersion} probe`, from },
    },
    remarks: {
      client: ownCall,
      ...(given === undefined ? { requestId: row?.requestId ? unfitId : ownId } : {}),
      ...(at === undefined ? { time: 'when the run began' } : {}),
    },
    error: {
      code: nameFrom(row?.code),
      type: nameFrom(row?.type),
      message: null,
      status: row?.status ?? null,
    },
    host: hostOf(origin),
    aim: URL.parse(origin) === null ? null : { kind: 'origin', url: origin },
    provider,
    finding: row?.findings[0]?.id ?? null,
  };
}
