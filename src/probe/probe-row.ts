import type { ApiError } from '../errors/answer.ts';
import { own } from '../errors/finding.ts';
import { wordFinding } from '../errors/word-finding.ts';
import type { WordingContext } from '../errors/word-fix.ts';
import type { CallResult } from '../gateway/call-result.ts';
import type { ProviderProfile, YesNoUnknown } from '../providers/profile.ts';
import { budgetCut, type CellVerdict, maybeCharged, notOffered, type ProbeRow } from '../report/documents.ts';
import { isRouteMissing } from './missing-route.ts';
import type { CellOutcome, Place } from './probe-cell.ts';

/** A probed cell as the report shows it. */
export function probedRow(cell: Place, outcome: CellOutcome, context: WordingContext): ProbeRow {
  const { facts, judgement, attempt } = outcome;
  const documented = documentedAt(cell, context.profile);
  const mismatch = mismatchOf(cell, documented, judgement.verdict);
  const works =
    mismatch === 'works-though-undocumented'
      ? [own('stream/works-undocumented', { route: `POST ${cell.path}` })]
      : [];
  const isAbsent = documented === 'unknown' && isRouteMissing(facts, cell.model);
  const severity = isAbsent ? 'hint' : isOpen(judgement, documented) ? 'unknown' : 'as-entered';
  const error = errorIn(facts.result);
  const end = facts.result.kind === 'stream' ? facts.result.end : undefined;
  return rowOf(cell, documented, {
    verdict: judgement.verdict,
    status: facts.status ?? null,
    code: error?.answer.code ?? null,
    ...(error?.answer.type === undefined ? {} : { type: error.answer.type }),
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
    ...whyOf(outcome, isAbsent),
  });
}

/** Without a whole answer: what the gateway made until then may stand on a bill. */
const unfinished: readonly CellVerdict[] = [
  'rejected',
  'truncated',
  'stalled',
  'timed-out',
  'unproven',
  'unreachable',
  'error-in-stream',
];

function whyOf({ cutShort, usage, judgement }: CellOutcome, isAbsent: boolean): { why?: string } {
  if (cutShort === true) return { why: budgetCut };
  if (isAbsent) return { why: notOffered };
  const isOpenCost = usage.usageUnknown === true && unfinished.includes(judgement.verdict);
  return isOpenCost ? { why: maybeCharged } : {};
}

/** Where streaming is documented as absent, only the documented refusal says that it is; any other one proves nothing. */
function isOpen({ passes, verdict }: CellOutcome['judgement'], documented: YesNoUnknown): boolean {
  return passes || (documented === 'no' && verdict === 'rejected');
}

/** In place of an answer, or inside a stream. */
function errorIn(result: CallResult): ApiError | undefined {
  if (result.kind === 'stream') return result.error;
  return result.kind === 'refused' && result.facts.kind === 'api-error' ? result.facts : undefined;
}

/** A cell that was not sent, and why. */
export function skippedRow(cell: Place, why: string, profile: ProviderProfile): ProbeRow {
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

/** A cell that was sent and has no outcome: the ids by which its call can be found in the gateway's books. */
export function unansweredRow(
  cell: Place,
  why: string,
  { clientRequestId, attempt }: { readonly clientRequestId: string; readonly attempt: number },
  profile: ProviderProfile,
): ProbeRow {
  return { ...skippedRow(cell, why, profile), clientRequestId, attempt };
}

type Head = 'method' | 'path' | 'model' | 'stream' | 'documented';

/** The spread stands last: what is named behind one makes V8 build the row many times slower. */
function rowOf(
  { path, model, mode }: Place,
  documented: YesNoUnknown,
  found: Omit<ProbeRow, Head>,
): ProbeRow {
  return { method: 'POST', path, model, stream: mode === 'stream', documented, ...found };
}

/** What the documentation says of this mode here: a documented route answers plainly, and may stream. */
function documentedAt({ path, mode }: Place, { routes }: ProviderProfile): YesNoUnknown {
  const route = routes.find((one) => one.method === 'POST' && one.path === path);
  if (route === undefined || route.assumed === true) return 'unknown';
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

function mismatchOf({ mode }: Place, documented: YesNoUnknown, verdict: CellVerdict): ProbeRow['mismatch'] {
  if (mode !== 'stream') return null;
  if (documented === 'yes' && absent.includes(verdict)) return 'documented-but-absent';
  return documented === 'no' && verdict === 'streams' ? 'works-though-undocumented' : null;
}
