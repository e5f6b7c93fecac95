import type { Speaker } from '../mark.ts';
import type { Hinted } from '../sought-text.ts';

/** Words by which a program tells that a call failed. Named groups: `status`, `code`, `words`. */
export interface FailureSign extends Hinted {
  readonly speaker: Speaker;
  /** Origin of what the groups give, in words. */
  readonly from: string;
  /** Said behind an answer that failed as well. */
  readonly followsUp?: true;
}

const words = String.raw`(?<words>[^\n]{0,600})`;
const status = String.raw`(?<status>[1-5]\d\d)`;
/** Classes of exceptions of the SDKs, of LiteLLM and of HTTP libraries. */
const answered =
  'AuthenticationError|PermissionDeniedError|BadRequestError|NotFoundError|ConflictError|UnprocessableEntityError|RateLimitError|' +
  'InternalServerError|OverloadedError|PaymentRequiredError|ServiceUnavailableError|DeadlineExceededError|APIStatusError|APIError|' +
  'RequestTooLargeError|ContextWindowExceededError|ContentPolicyViolationError|UnsupportedParamsError|BudgetExceededError|' +
  'HTTPStatusError|HTTPError|InvalidRequestError|AI_APICallError|APICallError|AI_RetryError';
const unanswered =
  'APIConnectionError|APIConnectionTimeoutError|APITimeoutError|APIUserAbortError|ConnectError|ConnectTimeout|ReadTimeout|RemoteProtocolError|' +
  'ConnectionError|SSLError|ProxyError|MaxRetryError';

const sign = (hints: readonly string[], pattern: string, speaker: Speaker, from: string): FailureSign => ({
  hints,
  pattern: new RegExp(pattern, 'gm'),
  speaker,
  from,
});

/** Codes of the operating system, of OpenSSL and of Node: nobody answered. */
export const errnoPattern = `E(?:CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|PROTO)|UND_ERR_[A-Z_]{3,40}|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|CERT_[A-Z_]{4,40}|ERR_TLS_[A-Z_]{4,60}|ERR_SSL_[A-Z_]{4,60}`;

/** Beginnings of the errnos above. */
const errnoHints = [
  ...['econn', 'enotfound', 'eai_again', 'etimedout', 'ehostunreach', 'enetunreach', 'epipe', 'eproto'],
  ...['und_err_', 'self_signed', 'depth_zero', 'unable_to_', 'cert_', 'err_tls_', 'err_ssl_'],
];

const connectionHints = [
  ...['connection refused', 'connection reset', 'fetch failed', 'request timed out', 'unable to connect'],
  ...[
    'name or service',
    'getaddrinfo',
    'certificate_verify',
    'certificate verify',
    'self-signed',
    'self signed',
  ],
];

/** What stands behind a status that begins a line. */
const reasons = [
  ...[' "', " '", 'bad request', 'bad gateway', 'unauthorized', 'payment required', 'forbidden', 'not found'],
  ...['conflict', 'too many', 'internal server', 'service unavailable', 'gateway time'],
];

export const failureSigns: readonly FailureSign[] = [
  sign(
    ['unexpected status '],
    String.raw`\bunexpected status ${status}[^\S\n]${words}`,
    'unknown',
    'the message of the client',
  ),
  {
    ...sign(
      ['stream disconnected'],
      String.raw`\b(?<words>stream disconnected before completion[^\n]{0,600})`,
      'client',
      'the message of the client',
    ),
    followsUp: true,
  },
  sign(
    ['api error'],
    String.raw`\bAPI Error:? \(?${status}\b[^\S\n]{0,3}${words}`,
    'unknown',
    'the message of the client',
  ),
  sign(
    ['request rejected (', 'repeated '],
    String.raw`\bAPI Error:? (?:Request rejected \(|Repeated )${status}\b\)?[^\S\n]{0,3}${words}`,
    'unknown',
    'the message of the client',
  ),
  sign(
    ['api error'],
    String.raw`\bAPI Error:? (?<words>(?!\(?\d{3}\b|None\b|Request rejected \(\d|Repeated \d)[^\n]{3,600})`,
    'unknown',
    'the message of the client',
  ),
  // What agents say of their own settings, before they call anybody.
  sign(
    ['missing environment variable', 'wire_api', 'auth conflict'],
    String.raw`(?<words>\bMissing environment variable: [^\n]{1,200}|\`wire_api = "chat"\` is no longer supported|\bAuth conflict: Both an? [^\n]{1,300})`,
    'client',
    'the message of the client',
  ),
  sign(
    ['error code:'],
    String.raw`\bError code:\s{1,3}${status}\b[^\S\n]{0,3}(?:- )?${words}`,
    'unknown',
    'the exception',
  ),
  sign(
    ['exceeded retry limit'],
    String.raw`\bexceeded retry limit, last status: ${status} ${words}`,
    'unknown',
    'the message of the client',
  ),
  sign(
    reasons,
    String.raw`^(?<status>[45]\d\d) (?<words>(?:["']|Bad (?:Request|Gateway)|Unauthorized|Payment Required|Forbidden|Not Found|Conflict|Too Many Requests|Internal Server Error|Service Unavailable|Gateway Time)[^\n]{0,400})`,
    'unknown',
    'the message of the client',
  ),
  sign(
    ['[1', '[2', '[3', '[4', '[5'],
    String.raw`^\[${status}\](?: \d{3})? ${words}`,
    'unknown',
    'the message of the client',
  ),
  sign(
    ['http '],
    String.raw`\bHTTP ${status} \((?<type>[\w.]{2,60}): (?<code>[\w.]{2,60})\)`,
    'gateway',
    'the exception',
  ),
  sign(
    ['status code: '],
    String.raw`\bstatus code: ${status}, [^\n]{0,80}?message: ${words}`,
    'unknown',
    'the exception',
  ),
  sign(
    ['unexpected token'],
    String.raw`\b(?<words>Unexpected token '?<[^\n]{0,200})`,
    'edge',
    'the exception',
  ),
  sign(
    ['error: ', 'error]: '],
    String.raw`\b(?:${answered})(?:\]|\b)(?: \[AI_APICallError\])?: (?:Error code: )?(?:${status}\b[^\S\n]?)?(?!Error code)${words}`,
    'unknown',
    'the exception',
  ),
  sign(['error: '], `^(?:Uncaught )?Error: ${status} ${words}`, 'unknown', 'the exception'),
  sign(['error: ', 'timeout: '], String.raw`\b(?:${unanswered}): ${words}`, 'client', 'the exception'),
  sign(['curl: ('], String.raw`^curl: \(\d{1,3}\) ${words}`, 'client', 'the message of curl'),
  sign(errnoHints, String.raw`(?<code>${errnoPattern})(?![\w])`, 'client', 'the message of the client'),
  sign(
    connectionHints,
    String.raw`\b(?<words>(?:[Cc]onnection refused|Connection reset by peer|fetch failed|Request timed out|Unable to connect to API|Name or service not known|getaddrinfo failed|CERTIFICATE_VERIFY_FAILED|certificate verify failed|self[- ]signed certificate)[^\n]{0,300})`,
    'client',
    'the message of the client',
  ),
  sign(['net::err_'], String.raw`\bnet::(?<code>ERR_[A-Z_]{4,60})`, 'client', 'the message of the browser'),
  sign(
    ['request failed with'],
    String.raw`\bRequest failed with status code ${status}\b`,
    'unknown',
    'the message of the client',
  ),
  sign(
    ['client error: ', 'server error: '],
    String.raw`\b${status} (?:Client|Server) Error: (?<words>[^\n]{0,300})`,
    'unknown',
    'the exception',
  ),
  sign(
    ['upstream '],
    String.raw`\b(?<words>upstream (?:prematurely closed|timed out|sent too big|connect error)[^\n]{0,300})`,
    'edge',
    'the log of a proxy',
  ),
];
