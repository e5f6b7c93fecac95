import type { FactName } from '../mark.ts';
import type { Hinted } from '../sought-text.ts';

/** A fact as plain text shows it; the first group that is there is the value. */
export interface FactWords extends Hinted {
  readonly fact: FactName;
  readonly rank: number;
  /** Where it stands, in words, where it is not simply in the text. */
  readonly from?: string;
}

/** Origin of what no call shows, in words. */
export const settingWords = 'a setting in the text';

/** What a person set for calls to come, on a line of its own: `export OPENAI_MODEL=…`, `model = "…"` of a file. */
const settings: readonly FactWords[] = [
  String.raw`^[^\S\n]*(?:[$>#%] |PS> )?(?:export |setx? |ENV |\$env:)?(?:[A-Z][A-Z\d]*_){0,5}MODEL(?:_ID|_NAME)?[^\S\n]?[= ][^\S\n]?["']?([A-Za-z~][\w.:/@+-]{1,99})["']?[^\S\n]*(?:#[^\n]*)?$`,
  String.raw`^[^\S\n]*model(?:_id|_name)?[^\S\n]{0,12}=[^\S\n]{0,12}["']([A-Za-z~][\w.:/@+-]{1,99})["'][^\S\n]*(?:#[^\n]*)?$`,
].map((pattern) => ({
  fact: 'model',
  hints: ['model'],
  pattern: new RegExp(pattern, 'gm'),
  rank: 8,
  from: settingWords,
}));

const row = (
  fact: FactName,
  hints: readonly string[],
  pattern: string,
  rank = 5,
  flags = 'gi',
): FactWords => ({ fact, hints, pattern: new RegExp(pattern, flags), rank });

const requestIdHints = ['request-id', 'request_id', 'request id', 'requestid'];

const is = String.raw`["'\\]{0,3}[^\S\n]{0,3}[:=,#]\s{0,3}[["'\\(]{0,3}`;
const id = String.raw`([A-Za-z0-9][\w.:-]{5,127})`;
/** The forms in which servers give ids: what else stands under a short name may be anything. */
export const givenId = String.raw`[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|req_[a-z0-9]{8,64}|[\da-f]{24,64}`;
const model = String.raw`([A-Za-z~][\w.:/@+-]{1,99})`;

const modelFamilies = [
  ...['gpt', 'claude', 'codex', 'kimi', 'deepseek', 'qwen', 'gemini', 'llama', 'mistral', 'grok', 'glm'],
  ...Array.from({ length: 10 }, (_, digit) => `o${digit}-`),
];

/** Reasons that stand behind a status, as RFC 9110 names them, in small letters. */
const failedReasons = [
  ...[
    ' bad request',
    ' unauthorized',
    ' payment required',
    ' forbidden',
    ' not found',
    ' method not allowed',
  ],
  ...[' conflict', ' gone', ' too large', ' unprocessable', ' too many', ' internal server'],
  ...[' not implemented', ' bad gateway', ' service unavailable', ' gateway time'],
];

/** Each has a rank, and the surest place of an error wins. Settings come first: their lines are read as nothing else. */
export const factWords: readonly FactWords[] = [
  ...settings,
  row('clientRequestId', ['client'], String.raw`\b(?:x-)?client[-_ ]?request[-_ ]?id${is}${id}`, 4),
  row(
    'requestId',
    requestIdHints,
    String.raw`(?<!client[-_ ]?)\brequest[-_ ]?id(?: is| was)?(?:${is}|[^\S\n]{1,3}["'(]?)${id}`,
    4,
  ),
  row(
    'requestId',
    requestIdHints,
    String.raw`\brequest[-_ ]?id[^\S\n]{0,2}(?:[\p{L}-]{1,20}[^\S\n]{0,2}){0,2}[-–—:=]{0,2}[^\S\n]{0,2}["'(]?([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|req_\w{8,64})`,
    5,
    'giu',
  ),
  row(
    'requestId',
    ['rid', 'req_id', 'reqid', 'req-id'],
    String.raw`(?<![\w.-])(?:rid|req[-_]?id)${is}(${givenId})(?![\w-])`,
    6,
  ),
  row('requestId', ['req_'], String.raw`(?<![\w-])(req_[A-Za-z0-9]{8,64})(?![\w-])`, 6, 'g'),
  row('model', ['model'], String.raw`(?<![\w-])(?:main )?model(?:[_ ]?(?:id|name|group))?${is}${model}`, 5),
  row('model', ['--model'], String.raw`(?<![\w-])--model[ =]["']?${model}`, 4),
  row('model', ['model `', "model '", 'model "'], String.raw`\bmodel [\`'"]${model}[\`'"]`, 6),
  row('model', ['for model ', 'the model '], String.raw`\b(?:for|the) model ${model}`, 7),
  row('status', ['http/'], String.raw`\bHTTP\/[\d.]{1,3}["']?[^\S\n]([1-5]\d\d)\b`, 3),
  row(
    'status',
    ['status'],
    String.raw`\b(?:http[ _-]?)?status(?:[ _-]?code)?["']?(?:\s{0,3}[:=]\s{0,3}|\s)["']?([1-5]\d\d)\b`,
    4,
  ),
  row(
    'status',
    [' ok', ' created', ' accepted', ...failedReasons],
    String.raw`(?<![\w.,:/=+-])([245]\d\d) (?:OK|Created|Accepted|Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Conflict|Gone|(?:Request Entity|Payload|Content) Too Large|Unprocessable (?:Entity|Content)|Too Many Requests|Internal Server Error|Not Implemented|Bad Gateway|Service Unavailable|Gateway Time-?[Oo]ut)\b`,
    4,
    'g',
  ),
  row('status', ['response'], String.raw`\bResponse:? ([1-5]\d\d)\b`, 5),
  row(
    'status',
    ['http ', 'http:', 'http error', 'http status'],
    String.raw`\bHTTP(?: error| status)?[: ]{1,2}([45]\d\d)\b`,
    5,
  ),
  row(
    'status',
    ['" 1', '" 2', '" 3', '" 4', '" 5'],
    String.raw`" ([1-5]\d\d) (?:\d{1,12}|-)(?:\s|$)`,
    4,
    'gm',
  ),
  row(
    'status',
    ['get ', 'post '],
    String.raw`\b(?:GET|POST) (?:https?://[^\s/]{1,255})?/\S{1,300} (?:(?:->|→|=>|responded|returned) )?([1-5]\d\d)\b`,
    4,
    'g',
  ),
  row('status', ['-> ', '→ ', '=> '], String.raw`(?:->|→|=>) ([1-5]\d\d)(?=[\s,;)\]]|$)`, 5, 'gm'),
  row(
    'status',
    ['returned', 'responded', 'answer', 'got', 'fail', 'error', 'said', 'ошибк', 'код', 'gagal', 'kode'],
    String.raw`(?<![\p{L}\d])(?:returned|responded with|answer(?:ed)?|got(?: an?)?|failed(?: with)?|failure|error|said|ошибк[аиу]|код|gagal|kode)[:,]? (?:an? |error |code |status )?([45]\d\d)(?!\d|\.\d| ?(?:tokens|users|ms|s|MB|lines)\b)`,
    6,
    'giu',
  ),
  row('method', ['method'], String.raw`(?<![\w-])-?method[=: ]["']?(GET|POST)\b`, 5),
  row('endpoint', ['/v'], String.raw`(?<![\w/.:-])(\/v\d\/[\w/.-]{3,80})`, 7, 'g'),
  row(
    'stream',
    ['stream disconnected', 'stream closed'],
    String.raw`\b(stream disconnected before completion|stream closed before response)`,
    6,
  ),
  row(
    'model',
    modelFamilies,
    String.raw`(?<![\w/@.-])((?:gpt|claude|codex|kimi|deepseek|qwen\d?|gemini|llama|mistral|grok|glm|o\d)-(?!cli|code|sdk|node|python)[\w.:-]{1,60})(?![\w/(])`,
    9,
  ),
  row('stream', ['stream'], String.raw`(?<![\w.])["']?stream(?:ing)?${is}(true|false)\b`, 4),
  row('retryAfterSeconds', ['retry'], String.raw`\bretry[-_ ]?after["']?[=:]\s?["']?(\d{1,6})(?![\w.:-])`, 5),
  row('host', ['host'], String.raw`\bhost["']?[=:]\s?["']?((?:[\w-]{1,63}\.){1,6}[a-z]{2,24})\b`, 4),
  row('host', ['could not resolve'], String.raw`\bCould not resolve host: ([\w.-]{3,255})`, 4),
  row('host', ['getaddrinfo'], String.raw`\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]{3,255})`, 4),
  row('host', ['econnrefused'], String.raw`\bECONNREFUSED ([\d.]{7,15}:\d{1,5})`, 6),
  row(
    'host',
    ['connection refused', 'connectionrefused', 'unable to connect', 'error sending request'],
    String.raw`\b(?:connection ?refused|unable to connect|error sending request)[^\n]{0,160}?(?<![\w.])((?:\d{1,3}(?:\.\d{1,3}){3}|localhost):\d{1,5})(?!\d)`,
    6,
  ),
  row('host', ['connected to'], String.raw`^\* Connected to ([\w.-]{3,255}) \(`, 5, 'gm'),
  row('host', ['failed to connect'], String.raw`\bFailed to connect to ([\w.-]{3,255}) port`, 6),
  row('host', ["host='"], String.raw`\bhost='([\w.-]{3,255})'`, 5),
];

/** A word that stands where a model could, and is none. */
export function isModel(word: string): boolean {
  return (
    /[\d-]/.test(word) &&
    !/^(?:self|args|settings|config|process|cfg|options|params)\./.test(word) &&
    !word.endsWith('-')
  );
}
