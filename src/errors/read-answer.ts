import type { AnswerFacts, Response } from './answer.ts';
import { nestedError, waitInList } from './nested-error.ts';
import { isRecord } from './record.ts';
import { secondsFrom, waitFrom } from './retry-after.ts';

export { isRecord } from './record.ts';

/** An answer, sorted by what its body is. `json` holds the parsed body of a success. */
export type Answer =
  | { readonly kind: 'success'; readonly status: number; readonly json: unknown; readonly requestId?: string }
  | { readonly kind: 'error'; readonly facts: AnswerFacts }
  | { readonly kind: 'not-api'; readonly facts: AnswerFacts; readonly pageTitle?: string };

export interface RequestIdPlaces {
  readonly headers: readonly string[];
}

const defaultPlaces: RequestIdPlaces = { headers: ['x-request-id', 'request-id'] };

/**
 * Sorts a whole answer. Knows every body shape that the documented gateways use: an error object, an
 * error string, top level fields, `detail`, `status:false`, Anthropic's wrapper, and an error inside a 200.
 */
export function readAnswer(
  response: Pick<Response, 'status' | 'headers' | 'body'>,
  seen: { readonly route?: string; readonly at?: string } = {},
  places: RequestIdPlaces = defaultPlaces,
): Answer {
  const json = parseJson(response.body);
  const retryAfterSeconds = waitFrom(response.headers, seen.at);
  const base = {
    ...seen,
    status: response.status,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  const headerId = firstHeader(response.headers, places.headers);
  if (json === undefined) {
    const facts: AnswerFacts = {
      ...base,
      ...(headerId === undefined ? {} : { requestId: headerId }),
      body: bodyKind(response),
    };
    const pageTitle = /<title[^>]{0,200}>([^<]{1,200})/i.exec(response.body.slice(0, 20_000))?.[1]?.trim();
    return { kind: 'not-api', facts, ...(pageTitle ? { pageTitle } : {}) };
  }
  const error = errorIn(json, response.status);
  const requestId = (error?.requestId ?? bodyRequestId(json)) || headerId || idInWords(error?.message);
  const withId = requestId === undefined ? {} : { requestId };
  if (error !== undefined) {
    // The header is the standard's place for the wait; a body that says another one comes second.
    const facts = { ...withoutId(error), ...base, ...withId, ...resetIn(json) };
    const status = response.status < 400 ? statusInBody(json) : undefined;
    const inside = status === undefined ? {} : { status, sentStatus: response.status };
    return { kind: 'error', facts: { ...facts, ...inside } };
  }
  if (response.status >= 400) return { kind: 'not-api', facts: { ...base, ...withId, body: 'json' } };
  return { kind: 'success', status: response.status, json, ...withId };
}

/** Nusantara's pages of 2025 put it beside the error: `{"usage": {"reset_date": "2025-11-02T00:00:00Z"}}`. */
function resetIn(json: unknown): Pick<AnswerFacts, 'resetAt'> {
  const inner = isRecord(json) && isRecord(json.error) ? json.error : {};
  const usage = isRecord(json) && isRecord(json.usage) ? json.usage : inner.usage;
  const date = isRecord(usage) && typeof usage.reset_date === 'string' ? usage.reset_date : '';
  const ms = /^\d{4}-\d\d-\d\dT/.test(date) ? Date.parse(date) : Number.NaN;
  return Number.isNaN(ms) ? {} : { resetAt: new Date(ms).toISOString() };
}

/** Finds the error in a parsed body, or undefined where there is none. Status is for bodies that need it. */
export function errorIn(json: unknown, status: number | undefined): AnswerFacts | undefined {
  if (!isRecord(json)) return undefined;
  // Cloudflare's own refusal as JSON: no API said it. https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/
  if (status === 403 && json.cloudflare_error === true) return undefined;
  const failed = status === undefined || status >= 400;
  const inner = json.error;
  const wrapped = json.type === 'error';
  if (isRecord(inner)) {
    return factsFrom({ ...inner, ...pick(json, 'request_id') }, wrapped);
  }
  if (typeof inner === 'string' && inner !== '') {
    return factsFrom({ ...json, message: text(json.message) ?? inner }, wrapped);
  }
  const listed = [inner, json.errors].find((list) => Array.isArray(list) && list.length > 0);
  if (Array.isArray(listed))
    return factsFrom(isRecord(listed[0]) ? listed[0] : { message: text(listed[0]) }, wrapped);
  const nested = nestedError(json);
  if (nested !== undefined) return factsFrom(nested, wrapped);
  if (saysFailure(json)) return factsFrom({ ...json, message: json.message ?? json.msg }, false);
  if (!failed) return undefined;
  const detail = json.detail;
  if (detail !== undefined && detail !== null) {
    return factsFrom({ ...json, ...(isRecord(detail) ? detail : firstDetail(detail)) }, false);
  }
  if ('message' in json || 'code' in json || 'msg' in json) {
    return factsFrom({ ...json, message: json.message ?? json.msg }, false);
  }
  return undefined;
}

/** The error in an event of a stream, which has no status but what the error names as its code. */
export function errorInEvent(json: unknown): AnswerFacts | undefined {
  const error = errorIn(json, undefined);
  const status = statusInBody(json);
  return error === undefined || status === undefined ? error : { ...error, status };
}

/** Relays say with status 200 that a request failed: by a flag, or by an HTTP status as the code beside a message. */
function saysFailure(json: Record<string, unknown>): boolean {
  if (json.status === false || json.status === 'failure' || json.status === 'error' || json.success === false)
    return true;
  return statusInBody(json) !== undefined && text(json.message ?? json.msg) !== undefined;
}

/**
 * FastAPI lists what is wrong with each field: https://fastapi.tiangolo.com/tutorial/handling-errors/,
 * `[{"loc": ["body", "max_tokens"], "msg": "…", "type": "missing"}]`.
 */
function firstDetail(detail: unknown): Record<string, unknown> {
  const first: unknown = Array.isArray(detail) ? detail[0] : detail;
  return isRecord(first)
    ? { message: text(first.msg) ?? text(first.type), param: first.loc }
    : { message: text(first) };
}

/** FastAPI says in a list where the field stands, beginning with the part of the request. */
function paramFrom(value: unknown): string | undefined {
  if (!Array.isArray(value)) return word(value);
  return word(value.filter((step, place) => place > 0 || step !== 'body').join('.'));
}

function factsFrom(fields: Record<string, unknown>, wrapped: boolean): AnswerFacts {
  const code = word(fields.code);
  const type = word(fields.type);
  // Mistral puts FastAPI's list into the message.
  const listed = isRecord(fields.message) ? firstDetail(fields.message.detail) : {};
  const message = shortened(text(listed.message ?? fields.message));
  const param = paramFrom(fields.param ?? fields.loc ?? listed.param);
  const details = fields.details;
  const requestId = bodyRequestId({ ...fields, request_id: fields.request_id ?? fields.requestId });
  const wait = isRecord(details) ? secondsFrom(details.retry_after) : waitInList(details);
  return {
    ...(code === undefined ? {} : { code }),
    ...(type === undefined || type === 'error' ? {} : { type }),
    ...(message === undefined ? {} : { message }),
    ...(param === undefined ? {} : { param }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    body: message !== undefined && looksLikeHtml(message) ? 'html-message' : 'api-error',
    ...(wrapped ? { anthropicShape: true as const } : {}),
  };
}

/** A code as text. A number is the status again (OpenRouter, LiteLLM), so it is no code. */
function word(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed.length > longestWord || isNoWord.test(trimmed) ? undefined : trimmed;
}

/** Nothing, a status, or what Python and JavaScript print for an empty value: LiteLLM sends `"type": "None"`. */
const isNoWord = /^(?:\d{3}|None|null|undefined)?$/;

/** Codes, types and request ids are words; what is longer is none. */
const longestWord = 200;
const longestMessage = 4000;

/** A message that is kept whole could be megabytes. It is cut between two words, so that no half of a key stays. */
function shortened(message: string | undefined): string | undefined {
  if (message === undefined || message.length <= longestMessage) return message;
  const kept = message.slice(0, longestMessage);
  const lastSpace = kept.search(/\s\S*$/);
  return `${lastSpace > longestMessage / 2 ? kept.slice(0, lastSpace) : ''} […]`;
}

/**
 * The status that an error inside a 200 names as its code; it then counts as if it had been sent.
 * Source: https://openrouter.ai/docs/api/errors
 */
function statusInBody(json: unknown): number | undefined {
  if (!isRecord(json)) return undefined;
  const inner = isRecord(json.error) ? json.error : nestedError(json);
  const code = Number(inner === undefined ? json.code : inner.code);
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function bodyRequestId(json: unknown): string | undefined {
  if (!isRecord(json)) return undefined;
  const metadata = json._metadata;
  const id = text(json.request_id) ?? (isRecord(metadata) ? text(metadata.request_id) : undefined);
  return id !== undefined && id.length <= longestWord ? id : undefined;
}

/**
 * Gateways of the one-api family put their id into the message alone, `(request id: 2026…)`; the last one is that of the
 * gateway that was asked. Source: `common.MessageWithRequestId` of https://github.com/songquanpeng/one-api
 */
function idInWords(message: string | undefined): string | undefined {
  const found = [...(message ?? '').matchAll(/\(request id: ?([\w-]{8,64})\)/gi)];
  return found.at(-1)?.[1];
}

function firstHeader(
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): string | undefined {
  return names.map((name) => headers[name]).find((value) => value !== undefined && value !== '');
}

function bodyKind(response: Pick<Response, 'headers' | 'body'>): AnswerFacts['body'] {
  if (response.body.trim() === '') return 'empty';
  const declared = response.headers['content-type']?.includes('html') ?? false;
  return declared || looksLikeHtml(response.body) ? 'html' : 'text';
}

function looksLikeHtml(body: string): boolean {
  return /^\s*(<!doctype html|<html|<head|<body|<\?xml)/i.test(body.slice(0, 500));
}

function parseJson(body: string): unknown {
  const first = body.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    return unwrapped(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** Google's gateway for the OpenAI form puts the error into a list of one: `[{"error": {…}}]`. */
function unwrapped(json: unknown): unknown {
  const [first] = Array.isArray(json) ? json : [];
  return isRecord(first) && isRecord(first.error) ? first : json;
}

function withoutId({ requestId: _, ...rest }: AnswerFacts): AnswerFacts {
  return rest;
}

function pick(json: Record<string, unknown>, name: string): Record<string, unknown> {
  return json[name] === undefined || json[name] === null ? {} : { [name]: json[name] };
}
