import type { Fix, LocalEntry } from './entry.ts';
import { type Coded, checkAgain, type Host, ours, type Target } from './network-place.ts';

/** `longer`: the wait to try next, in seconds. `isCall`: a call that costs money was cut off. */
type Waited = Host & { seconds: number; longer?: number; isCall?: true };

/** A call that was cut off may have been worked out and charged all the same: to send it again is no first step. */
const lookForCharge: Fix = {
  kind: 'do',
  what: 'look where you top up whether this call was charged, before you send another one',
  why: 'the gateway may have taken it and finished it',
  elsewhere: true,
};

function waitLonger({ longer = 30, isCall }: Waited): readonly [Fix, ...Fix[]] {
  if (isCall === undefined) {
    return [{ kind: 'run', command: `nexus doctor --timeout ${longer}`, why: 'wait longer' }];
  }
  return [
    lookForCharge,
    {
      kind: 'run',
      command: `nexus doctor --live --timeout ${longer}`,
      why: 'wait longer for one more call, which costs money too',
    },
  ];
}

/** Answers that do not arrive, or not as HTTP. */
export const answerErrors = {
  'network/no-answer': {
    title: 'The gateway did not answer in time',
    meaning: 'It took the request, but no answer came. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: ['the gateway or its upstream is overloaded', 'a proxy holds the answer back'],
    fixes: [{ kind: 'run', command: 'nexus doctor --timeout 30', why: 'wait longer' }],
    fixesFor: waitLonger,
    verify: 'nexus doctor',
    source: ours,
    names: [
      'UND_ERR_HEADERS_TIMEOUT',
      'Headers Timeout Error',
      'request timed out',
      'read timed out',
      'httpx.ReadTimeout',
      'curl: (28) Operation timed out',
      'context deadline exceeded',
      'Client.Timeout exceeded while awaiting headers',
    ],
    summary: ({ host, seconds }: Waited) => `${host} took the request and sent no answer within ${seconds} s`,
  },
  'network/kept-connection-closed': {
    title: 'A connection that was kept from an earlier call was closed',
    meaning:
      'Servers give kept connections up at any time, so this says nothing about the network, the gateway or the key. Nobody can tell whether the call was taken, so it was not sent again.',
    severity: 'error',
    owner: 'you',
    retry: 'later',
    causes: ['the gateway or a load balancer before it closes connections after a few calls'],
    fixes: [
      lookForCharge,
      { kind: 'run', command: 'nexus doctor --live', why: 'send one more call, which costs money too' },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ route, code }: { route: string; code: string }) =>
      `${route} went over a connection that had just answered, and it was closed without a byte (${code})`,
  },
  'network/answer-unfinished': {
    title: 'The answer began and did not end in time',
    meaning: 'A part of it is missing, so nothing can be concluded from it. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: ['the gateway or its upstream hangs', 'a proxy holds the rest of the answer back'],
    fixes: [{ kind: 'run', command: 'nexus doctor --timeout 30', why: 'wait longer' }],
    fixesFor: waitLonger,
    verify: 'nexus doctor',
    source: ours,
    names: ['UND_ERR_BODY_TIMEOUT', 'Body Timeout Error'],
    summary: ({ host, seconds, began }: Waited & { began: 'silent' | 'unfinished' }) =>
      began === 'silent'
        ? `${host} began its answer and then sent nothing for ${seconds} s`
        : `${host} began its answer and did not end it within ${seconds} s`,
  },
  'network/answer-cut': {
    title: 'The answer ended too early',
    meaning: 'A part of it is missing, so nothing can be concluded from it.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: ['a proxy or antivirus program cuts answers', 'the gateway broke off'],
    fixes: [
      { kind: 'run', command: 'nexus doctor', why: 'wait a little, then see whether it happens again' },
    ],
    verify: 'nexus doctor',
    source: ours,
    names: [
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      'ERR_STREAM_PREMATURE_CLOSE',
      'premature close',
      'incomplete chunked read',
      'TypeError: terminated',
    ],
    summary: ({ route, bytes }: { route: string; bytes: number }) =>
      `the answer to ${route} broke off after ${bytes} bytes`,
  },
  'network/answer-too-large': {
    title: 'The answer is larger than any model list',
    meaning: 'It was not read to its end, so nothing can be concluded from it.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the base URL leads to a download or to another service'],
    fixes: [{ kind: 'do', what: 'check the base URL', why: 'a gateway’s list is much smaller' }, checkAgain],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, megabytes }: { route: string; megabytes: number }) =>
      `the answer to ${route} is larger than ${megabytes} MB`,
  },
  'network/answer-undecodable': {
    title: 'The answer is packed in a way that cannot be read',
    meaning: 'Its compression is broken or unknown, so nothing can be concluded from it.',
    severity: 'error',
    owner: 'your-network',
    retry: 'not-documented',
    causes: ['a proxy changes answers'],
    fixes: [
      { kind: 'do', what: 'try without the proxy or on another network', why: 'shows who packs the answer' },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route }: { route: string }) => `the answer to ${route} cannot be unpacked`,
  },
  'network/answer-malformed': {
    title: 'The answer contradicts itself about its length',
    meaning: 'Where it ends cannot be told, so it was not read. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the gateway and a proxy before it each set a length',
      'a proxy in this network changes answers',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'try without the proxy or on another network; if it stays, tell the gateway’s support',
        why: 'shows who sets the second length',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['HPE_UNEXPECTED_CONTENT_LENGTH', 'HPE_INVALID_TRANSFER_ENCODING'],
    summary: ({ host, port, code }: Coded) => `${host}:${port} gave its answer two lengths (${code})`,
  },
  'network/headers-too-large': {
    title: 'The headers of the answer are too large',
    meaning: 'Clients refuse such an answer before they see what it says.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['a server on the way adds many or very long headers', 'the base URL leads to another service'],
    fixes: [
      {
        kind: 'do',
        what: 'check the base URL; if it is right, tell the gateway’s support',
        why: 'no setting here makes the headers shorter',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW', 'Headers Overflow Error', 'Header overflow'],
    summary: ({ host, port, code }: Coded) => `${host}:${port} sent more than 16 KiB of headers (${code})`,
  },
  'network/wants-tls': {
    title: 'The server speaks https: on this port',
    meaning: 'The base URL says http:, so the server did not understand the request.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the base URL has http: where https: is needed',
      'the port in the base URL is the one for https:',
    ],
    fixes: [
      { kind: 'do', what: 'use https: in the base URL', why: 'the server expects it on this port' },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: [
      'The plain HTTP request was sent to HTTPS port',
      'Client sent an HTTP request to an HTTPS server',
      'speaking plain HTTP to an SSL-enabled server port',
      'This combination of host and port requires TLS',
    ],
    summary: ({ host, port }: Target) => `${host}:${port} answers to https:, and the base URL says http:`,
  },
  'network/not-http': {
    title: 'The answer is not HTTP',
    meaning: 'Another program than a gateway listens on this port.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the port in the base URL belongs to another service', 'the server expects https: on this port'],
    fixes: [
      {
        kind: 'do',
        what: 'check scheme and port of the base URL',
        why: 'http: and https: have different ports',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['HPE_INVALID_CONSTANT', 'HPE_INVALID_HEADER_TOKEN', 'Received HTTP/0.9 when not allowed'],
    summary: ({ host, port, code }: Coded) => `${host}:${port} answered something that is not HTTP (${code})`,
  },
} as const satisfies Record<`network/${string}`, LocalEntry<never>>;
