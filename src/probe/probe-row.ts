import { own } from '../errors/finding.ts';
import { type WordingContext, wordFinding } from '../errors/word-finding.ts';
import type { ProviderProfile, YesNoUnknown } from '../providers/profile.ts';
import { budgetCut, type CellVerdict, type ProbeRow } from '../report/documents.ts';
import type { PlannedCell } from './plan-cells.ts';
import type { CellOutcome } from './probe-cell.ts';

/** A probed cell as the report shows it. */
export function probedRow(cell: PlannedCell, outcome: CellOutcome, context: WordingContext): ProbeRow {
  const { facts, judgement, attempt } = outcome;
  const documented = documentedAt(cell, context.profile);
  const mismatch = mismatchOf(cell, documented, judgement.verdict);
  const works =
    mismatch === 'works-though-undocumented'
      ? [own('stream/works-undocumented', { route: `POST ${cell.path}` })]
      : [];
  const severity = judgement.passes ? 'unknown' : 'as-entered';
  const refusal =
    facts.result.kind === 'refused' && facts.result.facts.kind === 'api-error'
      ? facts.result.facts
      : undefined;
  const end = facts.result.kind === 'stream' ? facts.result.end : undefined;
  return rowOf(cell, documented, {
    verdict: judgement.verdict,
    status: facts.status ?? null,
    code: refusal?.answer.code ?? null,
    requestId: facts.requestId ?? null,
    clientRequestId: facts.clientRequestId,
    attempt,
    timings: facts.timings,
    events: end?.events ?? 0,
    mismatch,
    findings: [
      ...judgement.findings.map((finding) => wordFinding(finding, severity, context)),
      ...works.map((finding) => wordFinding(finding, 'as-entered', context)),
    ],
    ...(outcome.cutShort === true ? { why: budgetCut } : {}),
  });
}

/** A cell that was not sent, and why. */
export function skippedRow(cell: PlannedCell, why: string, profile: ProviderProfile): ProbeRow {
  return rowOf(cell, documentedAt(cell, profile), {
    verdict: 'skipped',
    status: null,
    code: null,
    requestId: null,
    clientRequestId: null,
    attempt: 0,
    timings: null,
    events: 0,
    mismatch: null,
    findings: [],
    why,
  });
}

type Head = 'method' | 'path' | 'model' | 'stream' | 'documented';

/** The spread stands last: what is named behind one makes V8 build the row many times slower. */
function rowOf(
  { path, model, mode }: PlannedCell,
  documented: YesNoUnknown,
  found: Omit<ProbeRow, Head>,
): ProbeRow {
  return { method: 'POST', path, model, stream: mode === 'stream', documented, ...found };
}

/** What the documentation says of this mode here: a documented route answers plainly, and may stream. */
function documentedAt({ path, mode }: PlannedCell, { routes }: ProviderProfile): YesNoUnknown {
  const route = routes.find((one) => one.method === 'POST' && one.path === path);
  if (route === undefined) return 'unknown';
  return mode === 'stream' ? route.streams : 'yes';
}

/** Ends that show: a client that needs streaming cannot work here. */
const absent: readonly CellVerdict[] = [
  'not-supported',
  'ignored-stream',
  'not-sse',
  'truncated',
  'buffered',
  'wrong-answer',
];

function mismatchOf(
  { mode }: PlannedCell,
  documented: YesNoUnknown,
  verdict: CellVerdict,
): ProbeRow['mismatch'] {
  if (mode !== 'stream') return null;
  if (documented === 'yes' && absent.includes(verdict)) return 'documented-but-absent';
  return documented === 'no' && verdict === 'streams' ? 'works-though-undocumented' : null;
}
