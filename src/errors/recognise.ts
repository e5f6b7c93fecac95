import { anthropicErrors } from '../dialects/anthropic-errors.ts';
import { openaiErrors } from '../dialects/openai-errors.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { AnswerFacts } from './answer.ts';
import type { AnswerEntry, Signature } from './entry.ts';
import type { AnswerFinding } from './finding.ts';
import { contradicts } from './general-types.ts';
import { httpErrors } from './http.ts';
import { moneyErrors } from './http-money.ts';

interface Row {
  readonly id: string;
  readonly signature: Signature;
  readonly beatsCode: boolean;
}

/**
 * Finds the catalogue entry of an error answer: by code, then by type or message, then by status; in each
 * round the provider's own rows come before the official ones of the wire format, and these before what relays
 * say in place of a code. An answer that nobody
 * documents ends at its bare status, under `edge/`, with its code kept word for word.
 */
export function recognise(answer: AnswerFacts, profile: ProviderProfile): AnswerFinding {
  const own = rowsOf(profile.id, profile.errors);
  const official = answer.anthropicShape
    ? [...anthropicRows, ...openaiRows]
    : [...openaiRows, ...anthropicRows];
  if (answer.body === 'api-error' || answer.body === 'html-message') {
    const rounds = [own.filter(byCode), plainRows, official.filter(byCode), codedRows];
    // A message says more than a type, which is as general as "invalid_request_error": beside a code that nobody knows
    // what is official says nothing.
    if (answer.code === undefined)
      rounds.push(own.filter(byMessage), official.filter(byTypeAndMessage), wordedRows);
    rounds.push(own.filter(byName));
    if (answer.code === undefined)
      rounds.push(official.filter((row) => byName(row) && !contradicts(row.signature, answer.status)));
    const coded = withOwnCode(answer, own);
    const row = rounds.flatMap((rows) => rows.find(({ signature }) => matches(signature, coded)) ?? [])[0];
    if (row !== undefined && !isSaidByStatus(row, answer.status)) return { id: row.id, answer };
    // A status that the provider documents counts only where the answer names nothing more exact.
    if (answer.code === undefined && answer.body === 'api-error') {
      const row = own.find((one) => byStatus(one) && matches(one.signature, answer));
      if (row !== undefined) return { id: row.id, answer };
    }
  }
  // A success is an error only where its body says so.
  if (answer.status === 200 && answer.body === 'api-error') return { id: 'edge/http-error-in-200', answer };
  const status = `http-${answer.status}`;
  return { id: `edge/${status in httpErrors ? status : 'http-status'}`, answer };
}

/** Anthropic's wrapper and a bare string have no field for a code: a gateway's own one is then the type, or all of the message. */
function withOwnCode(answer: AnswerFacts, own: readonly Row[]): AnswerFacts {
  if (answer.code !== undefined) return answer;
  const code = [answer.type, answer.message].find(
    (word) => word !== undefined && own.some(({ signature }) => signature.code === word),
  );
  return code === undefined ? answer : { ...answer, code };
}

/** A 402 says by itself what the words about money say, and a provider may document it. */
function isSaidByStatus({ id }: Row, status: number | undefined): boolean {
  return status === 402 && moneyIds.has(id);
}

const moneyIds: ReadonlySet<string> = new Set(Object.keys(moneyErrors).map((key) => `edge/${key}`));

/** Whether the entry was found by something that a documentation names, not by the bare status. */
export function isDocumented(finding: AnswerFinding): boolean {
  return !finding.id.startsWith('edge/');
}

const byCode = ({ signature }: Row) => signature.code !== undefined;
const byName = ({ signature }: Row) => !(signature.code !== undefined || byStatus({ signature }));
const byMessage = (row: Row) => byName(row) && row.signature.messageHas !== undefined;
const byTypeAndMessage = (row: Row) => byMessage(row) && row.signature.type !== undefined;
const byStatus = ({ signature }: Pick<Row, 'signature'>) =>
  signature.code === undefined && signature.type === undefined && signature.messageHas === undefined;

/** Whether everything that the signature names is in the answer. */
export function matches(signature: Signature, answer: AnswerFacts): boolean {
  return (
    same(signature.code, answer.code) &&
    same(signature.type, answer.type) &&
    (signature.status === undefined || signature.status === answer.status) &&
    (signature.messageHas === undefined ||
      (answer.message ?? '').toLowerCase().includes(signature.messageHas.toLowerCase()))
  );
}

function same(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted.toLowerCase() === found?.toLowerCase();
}

/** Rows with more conditions first, then types before messages, so that no row hides a more exact one. */
function rowsOf(origin: string, entries: Readonly<Record<string, AnswerEntry>>): readonly Row[] {
  return Object.entries(entries)
    .flatMap(([key, { signatures, beatsCode = false }]) =>
      signatures.map((signature) => ({ id: `${origin}/${key}`, signature, beatsCode })),
    )
    .sort((one, other) => exactness(other.signature) - exactness(one.signature));
}

function exactness(signature: Signature): number {
  return Object.keys(signature).length + (signature.type === undefined ? 0 : 0.5);
}

const edgeRows = rowsOf('edge', httpErrors);
/** What several gateways say in words, and none of the two formats has a type for. */
const wordedRows = edgeRows.filter(byName);
const codedRows = edgeRows.filter(byCode);
const openaiRows = rowsOf('openai', openaiErrors);
const anthropicRows = rowsOf('anthropic', anthropicErrors);
/** Words that leave no doubt, whatever code stands beside them. */
const plainRows = [...edgeRows, ...openaiRows].filter((row) => row.beatsCode && byMessage(row));
