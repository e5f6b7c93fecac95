import { fact, type Mark } from '../mark.ts';
import type { PasteContext } from '../paste.ts';
import { pastMoment, readMoment } from '../time/when.ts';
import { clientOfAgent } from './client-signs.ts';
import { targetOf } from './endpoint-of.ts';
import { givenId, isModel } from './fact-words.ts';
import { looksLikeKey } from './private-parts.ts';
import { isId } from './read-header.ts';
import { timeMark } from './read-times.ts';
import { secondsIn } from './read-wait.ts';
import { marksOfTarget } from './read-words.ts';

/** A plain value of a field, and where it stands. */
export interface FieldPlace {
  readonly from: string;
  readonly at: number;
  readonly side: 'request' | 'response' | undefined;
  readonly context: PasteContext;
}

type Reader = (value: string | number | boolean, place: FieldPlace) => readonly Mark[];

const requestId: Reader = (value, { from, at, side }) => {
  const id = String(value);
  if (typeof value === 'boolean' || !isId(id)) return [];
  return [side === 'request' ? fact('clientRequestId', id, from, at, 2) : fact('requestId', id, from, at, 1)];
};
/** Names that frameworks give to their own count of requests as well: `req-1` of Fastify is no id of a gateway. */
const shortNamedId: Reader = (value, { from, at, side }) =>
  typeof value === 'string' && side !== 'request' && isGivenId.test(value)
    ? [fact('requestId', value, from, at, 6)]
    : [];
const model: Reader = (value, { from, at, side }) =>
  typeof value === 'string' &&
  /^[\p{L}\p{N}_.:/@+[\]-]{2,120}$/u.test(value) &&
  isModel(value) &&
  !looksLikeKey(value)
    ? [fact('model', value, from, at, side === 'request' ? 1 : 3)]
    : [];
const status: Reader = (value, { from, at }) => {
  const number = Number(value);
  const isStatus = typeof value !== 'boolean' && Number.isInteger(number) && number >= 200 && number < 600;
  return isStatus ? [fact('status', number, from, at, 2)] : [];
};
const address: Reader = (value, { from, at }) => {
  const [, method, rest] = typeof value === 'string' ? (/^(?:(GET|POST) )?(\S+)/.exec(value) ?? []) : [];
  const target = rest === undefined ? undefined : targetOf(rest);
  if (target === undefined) return [];
  return marksOfTarget(target, method, from, at, /\/v\d/.test(target.path) ? 3 : 6);
};
const time: Reader = (value, { from, at, context }) => {
  const moment = typeof value === 'boolean' ? undefined : readMoment(value, context);
  return moment === undefined ? [] : [timeMark(pastMoment(moment, context), from, at, 1)];
};
const resetAt: Reader = (value, { from, at, context }) => {
  const moment = typeof value === 'boolean' ? undefined : readMoment(value, context);
  return moment === undefined || moment.zone === 'unclear' ? [] : [fact('retryAtMs', moment.ms, from, at, 8)];
};
const wait: Reader = (value, { from, at }) => {
  const seconds = typeof value === 'boolean' ? undefined : secondsIn(String(value), 's');
  return seconds === undefined ? [] : [fact('retryAfterSeconds', seconds, from, at, 3)];
};

const isGivenId = new RegExp(`^(?:${givenId})$`, 'i');

/** Fields by their names, in lower case and without separators. */
export const fieldFacts: Readonly<Record<string, Reader>> = {
  requestid: requestId,
  xrequestid: requestId,
  reqid: shortNamedId,
  rid: shortNamedId,
  clientrequestid: (value, { from, at }) =>
    typeof value === 'string' && isId(value) ? [fact('clientRequestId', value, from, at, 2)] : [],
  model,
  modelid: model,
  modelname: model,
  modelgroup: model,
  requestmodel: model,
  url: address,
  uri: address,
  requesturl: address,
  requesturi: address,
  requestpath: address,
  endpoint: address,
  route: address,
  path: address,
  request: address,
  method: (value, { from, at }) =>
    typeof value === 'string' && /^(?:get|post)$/i.test(value)
      ? [fact('method', value.toUpperCase(), from, at, 3)]
      : [],
  status,
  statuscode: status,
  httpstatus: status,
  httpcode: status,
  httpstatuscode: status,
  responsestatus: status,
  stream: (value, { from, at }) => (typeof value === 'boolean' ? [fact('stream', value, from, at, 1)] : []),
  time,
  timestamp: time,
  ts: time,
  t: time,
  datetime: time,
  date: time,
  asctime: time,
  starteddatetime: time,
  resetdate: resetAt,
  resetat: resetAt,
  retryafter: wait,
  retryafterseconds: wait,
  host: (value, { from, at }) =>
    typeof value === 'string' && /^[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?$/.test(value)
      ? [fact('host', value.toLowerCase(), from, at, 5)]
      : [],
  useragent: (value, { from, at }) => {
    const agent = typeof value === 'string' ? clientOfAgent(value) : undefined;
    return agent === undefined ? [] : [fact('client', agent.client, from, at, agent.rank)];
  },
};
