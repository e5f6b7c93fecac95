import type { ProbePromise, ProbeVerdict, Scenario } from '../scenario.ts';
import type { StreamFault } from '../stream-fault.ts';
import { healthy } from './promises.ts';

interface Target {
  readonly provider: Scenario['provider'];
  readonly path: string;
  readonly model: string;
}

const messages: Target = { provider: 'nexus', path: '/v1/messages', model: 'claude-sonnet-4-6' };
const responses: Target = { provider: 'nexus', path: '/v1/responses', model: 'gpt-5.4' };
const chat: Target = { provider: 'nusantara', path: '/v1/chat/completions', model: 'gpt-5.4' };
/** Documented without streaming. */
const nexusChat: Target = { ...responses, path: '/v1/chat/completions' };

function aimedAt({ provider, path, model }: Target): readonly string[] {
  const target = ['--model', model, '--route', path];
  return provider === 'nexus' ? target : ['--provider', 'nusantara', ...target];
}

/** Doctor without a real call sees nothing of any of these. */
function story(
  id: string,
  text: string,
  target: Target,
  gateway: Scenario['gateway'],
  probe: ProbePromise,
): Scenario {
  const client = { flags: aimedAt(target) };
  return {
    id: `stream/${id}`,
    story: text,
    provider: target.provider,
    gateway,
    client,
    expects: healthy,
    probe,
  };
}

/** Over at the next try, perhaps: then nobody can say that the route does not stream. */
const mayPass: readonly ProbeVerdict[] = ['unproven', 'stalled', 'timed-out', 'error-in-stream'];

function streaming(target: Target, verdict: ProbeVerdict, flags: readonly string[] = []): ProbePromise {
  const exitCode = verdict === 'streams' ? 0 : mayPass.includes(verdict) ? 3 : 1;
  return {
    flags: ['--mode', 'stream', ...flags],
    exitCode,
    rows: { [`POST ${target.path} stream`]: verdict },
  };
}

/** One fault of one streaming route; probe asks that route only, and with `stream` only. */
function faulty(
  id: string,
  text: string,
  target: Target,
  stream: StreamFault,
  verdict: ProbeVerdict,
  flags: readonly string[] = [],
): Scenario {
  return story(id, text, target, { stream }, streaming(target, verdict, flags));
}

/** Both modes of one route. */
function bothModes({ path }: Target, plain: ProbeVerdict, stream: ProbeVerdict): ProbePromise {
  return {
    flags: ['--mode', 'both'],
    exitCode: 0,
    rows: { [`POST ${path} plain`]: plain, [`POST ${path} stream`]: stream },
  };
}

const broken: readonly Scenario[] = [
  faulty('cut', 'The connection breaks in the middle of a stream', messages, { kind: 'cut' }, 'truncated'),
  faulty(
    'ends-early',
    'A proxy closes every stream properly after a while, in the middle of the text',
    messages,
    { kind: 'ends-early' },
    'truncated',
  ),
  faulty(
    'without-message-stop',
    'The stop reason comes, and the event that ends a message does not',
    messages,
    { kind: 'without-terminal' },
    'truncated',
  ),
  faulty(
    'without-completed',
    'The text of a response is whole, and the event that completes it never comes',
    responses,
    { kind: 'without-terminal' },
    'truncated',
  ),
  faulty(
    'without-last-blank-line',
    'The last event lacks the blank line that would complete it',
    messages,
    { kind: 'without-last-blank-line' },
    'truncated',
  ),
  faulty(
    'empty',
    'The gateway promises a stream and sends nothing',
    messages,
    { kind: 'empty' },
    'truncated',
  ),
  faulty(
    'only-comments',
    'Only keep-alive comments come, then the stream ends',
    messages,
    { kind: 'only-comments' },
    'truncated',
  ),
  faulty(
    'stall',
    'The stream stops in the middle of the text and the connection stays open',
    messages,
    { kind: 'stall' },
    'stalled',
    ['--timeout', '1'],
  ),
  faulty(
    'overloaded',
    'The supplier gives up in the middle of the text and says so inside the stream',
    messages,
    { kind: 'error', after: 'half-the-text' },
    'error-in-stream',
  ),
  faulty(
    'overloaded-chat',
    'A chunk with an error comes in the middle of a chat stream',
    chat,
    { kind: 'error', after: 'half-the-text' },
    'error-in-stream',
  ),
  faulty(
    'error-at-once',
    'The first and only event of the stream is an error',
    responses,
    { kind: 'error', after: 'nothing' },
    'error-in-stream',
  ),
  faulty(
    'response-failed',
    'A response turns to failed in the middle of its text',
    responses,
    { kind: 'failed' },
    'error-in-stream',
  ),
  faulty(
    'billing-unfinished',
    'The last billing step fails after half of the text was sent',
    messages,
    { kind: 'error', after: 'half-the-text', error: 'billing_finalization_failed' },
    'error-in-stream',
  ),
  faulty(
    'ignored',
    'The gateway ignores that a stream was asked for and answers in one JSON body',
    messages,
    { kind: 'plain-json' },
    'ignored-stream',
  ),
  faulty(
    'web-page',
    'A web page comes where a stream was asked for',
    messages,
    { kind: 'web-page' },
    'not-sse',
  ),
  faulty(
    'refused',
    'A route that is documented with streaming says that it has none',
    messages,
    { kind: 'refused' },
    'not-supported',
  ),
];

const held: readonly Scenario[] = [
  faulty(
    'late-burst',
    'Something on the way holds the stream back and lets it go in one piece',
    messages,
    { kind: 'late-burst', holdMs: 450 },
    'buffered',
  ),
  faulty(
    'held-in-16k',
    'A proxy collects 16 kilobytes before it passes anything on, and the answer is shorter',
    messages,
    { kind: 'blocks', bytes: 16_384 },
    'buffered',
  ),
  faulty(
    'passed-on-in-16k',
    'A proxy passes the stream on in pieces of 16 kilobytes',
    messages,
    { kind: 'blocks', bytes: 16_384, padEventsTo: 5000 },
    'streams',
  ),
  faulty(
    'held-for-gzip',
    'A proxy holds the stream back to compress it, unless the client takes it as it is',
    messages,
    { kind: 'gzip-buffered', holdMs: 450 },
    // The official clients accept gzip, so a stream that comes without it only is not good enough.
    'unproven',
  ),
  faulty(
    'too-fast',
    'The whole stream comes at once, so nobody can tell whether it streams',
    messages,
    { kind: 'at-once' },
    'unproven',
  ),
];

const sound: readonly Scenario[] = [
  faulty(
    'without-done',
    'The reason to end comes, and the line [DONE] of chat does not',
    chat,
    { kind: 'without-terminal' },
    'streams',
  ),
  faulty(
    'slow-start',
    'The first word takes a while, then the stream is fine',
    messages,
    { kind: 'slow-start', pauseMs: 700 },
    'streams',
  ),
  faulty(
    'many-scripts',
    'The text has letters of several bytes, torn apart between the pieces',
    messages,
    { kind: 'split-characters' },
    'streams',
  ),
  faulty(
    'line-ends-cr',
    'The lines of the stream end in carriage returns',
    messages,
    { kind: 'line-ends', use: 'cr' },
    'streams',
  ),
  faulty(
    'line-ends-crlf',
    'The lines of the stream end in pairs, and some pairs are torn apart',
    messages,
    { kind: 'line-ends', use: 'crlf-split' },
    'streams',
  ),
  faulty(
    'multi-line-data',
    'The JSON of each event is spread over several lines',
    responses,
    { kind: 'multi-line-data' },
    'streams',
  ),
  faulty(
    'without-space',
    'No space stands behind the colons of the stream',
    messages,
    { kind: 'without-space' },
    'streams',
  ),
  faulty(
    'byte-order-mark',
    'A byte order mark stands before the first event',
    messages,
    { kind: 'byte-order-mark' },
    'streams',
  ),
  faulty(
    'unknown-events',
    'Comments and events that nobody documents stand between the others',
    messages,
    { kind: 'unknown-events' },
    'streams',
  ),
  faulty(
    'wrong-content-type',
    'The stream is sound, and its content type says plain text',
    messages,
    { kind: 'wrong-content-type' },
    'streams',
  ),
  faulty(
    'after-the-end',
    'One more piece of text comes after the event that ends the message',
    messages,
    { kind: 'after-the-end' },
    'streams',
  ),
  {
    ...story(
      'undocumented',
      'Chat streams although the documentation says that it does not',
      nexusChat,
      { streamAt: { [nexusChat.path]: { kind: 'sound' } } },
      { ...streaming(nexusChat, 'streams'), flags: [...aimedAt(nexusChat), '--mode', 'stream'] },
    ),
    // The route is probe's alone: doctor would warn about streaming there, and this story is not about the warning.
    client: { flags: [] },
  },
];

const limits: readonly Scenario[] = [
  story(
    'wants-max-completion-tokens',
    'The model takes only the newer name of the output limit',
    chat,
    { outputLimits: { [chat.model]: { field: 'max_completion_tokens' } } },
    bothModes(chat, 'answers', 'streams'),
  ),
  {
    ...story(
      'wants-max-tokens',
      'The model takes only the older name of the output limit',
      nexusChat,
      { outputLimits: { [nexusChat.model]: { field: 'max_tokens' } } },
      {
        flags: [...aimedAt(nexusChat), '--mode', 'plain'],
        exitCode: 0,
        rows: { [`POST ${nexusChat.path} plain`]: 'answers' },
      },
    ),
    client: { flags: [] },
  },
  story(
    'minimum-of-16',
    'The model wants an output limit of at least 16 tokens',
    responses,
    { outputLimits: { [responses.model]: { minimum: 16 } } },
    bothModes(responses, 'answers', 'streams'),
  ),
  story(
    'minimum-of-100',
    'The model wants an output limit that is higher than the smallest call has',
    responses,
    { outputLimits: { [responses.model]: { minimum: 100 } } },
    bothModes(responses, 'answers', 'streams'),
  ),
  {
    ...story(
      'limit-ignored',
      'The gateway takes the output limit and does not keep to it',
      chat,
      { outputLimits: { [chat.model]: { answersWith: 4000 } } },
      streaming(chat, 'unproven'),
    ),
    live: {
      verdict: 'degraded',
      exitCode: 0,
      findings: ['stream/limit-ignored'],
      proof: 'accepts-key',
    },
  },
  story(
    'names-a-limit-it-ignores',
    'The gateway asks for the newer name of the output limit and does not keep to that one either',
    chat,
    { outputLimits: { [chat.model]: { field: 'max_completion_tokens', answersWith: 4000 } } },
    streaming(chat, 'unproven'),
  ),
];

/** Streams that break, that are held back, that only look strange, and models that want their limit otherwise. */
export const streamScenarios: readonly Scenario[] = [...broken, ...held, ...sound, ...limits];
