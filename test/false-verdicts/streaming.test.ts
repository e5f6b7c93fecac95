import type { GatewayState, ProbeVerdict } from '../../src/sandbox/scenario.ts';
import { answersTo, type Complaint } from './complaint.ts';

const routes = {
  '/v1/messages': ['nexus', 'claude-sonnet-4-6'],
  '/v1/responses': ['nexus', 'gpt-5.4'],
  '/v1/chat/completions': ['nusantara', 'gpt-5.4'],
} as const;

const exitCodes: Partial<Readonly<Record<ProbeVerdict, number>>> = { streams: 0, unproven: 3 };

/** One row of probe in stream mode. What does not stream is never called streaming, in any words. */
function row(
  source: string,
  complaint: string,
  [path, stream]: readonly [keyof typeof routes, NonNullable<GatewayState['stream']>],
  verdict: ProbeVerdict,
): Complaint {
  const [provider, model] = routes[path];
  return {
    source,
    complaint,
    provider,
    gateway: { stream },
    argv: ['probe', '--yes', '--mode', 'stream', '--model', model, '--route', path],
    ends: { exitCode: exitCodes[verdict] ?? 1, rows: { [`POST ${path} stream`]: verdict } },
    says: new RegExp(verdict),
    ...(verdict === 'streams' ? {} : { neverSays: /"verdict":"(streams|healthy)"|✓ +streams/ }),
  };
}

answersTo(
  'Streaming',
  [
    row(
      'BerriAI/litellm#29557',
      'the whole stream comes in one burst at its end, and every test says that it streams',
      ['/v1/messages', { kind: 'late-burst', holdMs: 450 }],
      'buffered',
    ),
    row(
      'lfnovo/open-notebook#750',
      'compression holds the stream back, for every client that accepts it',
      ['/v1/messages', { kind: 'gzip-buffered', holdMs: 450 }],
      'unproven',
    ),
    row(
      'oneprolabs/sourcelens#4',
      'a proxy collects pieces of 16 kilobytes, and the answer is shorter',
      ['/v1/responses', { kind: 'blocks', bytes: 16_384 }],
      'buffered',
    ),
    row(
      'mostlygeek/llama-swap#236',
      'a proxy collects pieces, and the long answer stutters but does stream',
      ['/v1/messages', { kind: 'blocks', bytes: 16_384, padEventsTo: 5000 }],
      'streams',
    ),
    row(
      'langgenius/dify#41755',
      'everything comes at once, which proves neither a stream nor a buffer',
      ['/v1/messages', { kind: 'at-once' }],
      'unproven',
    ),
    row(
      'looplj/axonhub#2185',
      'a stream that ends in the middle of the text looks like a finished one',
      ['/v1/chat/completions', { kind: 'ends-early' }],
      'truncated',
    ),
    row(
      'BerriAI/litellm#32159',
      'the event that ends a message never comes',
      ['/v1/messages', { kind: 'without-terminal' }],
      'truncated',
    ),
    row(
      'dativo-io/talon#254',
      'the event that completes a response never comes',
      ['/v1/responses', { kind: 'without-terminal' }],
      'truncated',
    ),
    row(
      'preloop/preloop#117',
      'the connection breaks in the middle, and what came is taken for the whole',
      ['/v1/messages', { kind: 'cut' }],
      'truncated',
    ),
    row(
      'Augustas11/macprovider#186',
      'a stream without any text counts as a good answer',
      ['/v1/messages', { kind: 'only-comments' }],
      'truncated',
    ),
  ],
  [
    {
      source: 'openai/codex#19821',
      why: 'no route of a built-in gateway is documented over WebSocket, so there is no WebSocket to try',
    },
  ],
);
