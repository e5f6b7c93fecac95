import { type RunningSandbox, startSandbox } from '../../src/sandbox/index.ts';
import type { GatewayState, Scenario } from '../../src/sandbox/scenario.ts';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import { readStream, type StreamSeen } from './read-stream.ts';

export interface StreamTarget {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What only the last event has. */
  readonly terminal: string;
  /** What says why the text ended. */
  readonly reason: string;
  /** What an error inside the stream looks like. */
  readonly error: RegExp;
}

const messages = [{ role: 'user', content: 'Count from 1 to 20.' }];
const response = {
  terminal: '"type":"response.completed"',
  reason: '"type":"response.output_item.done"',
  error: /^event: error\ndata: \{"type":"error","code":"server_is_overloaded",/m,
};
const choices = {
  terminal: 'data: [DONE]',
  reason: '"finish_reason":"stop"',
  error: /^data: \{"error":\{"message":.*"code":"server_is_overloaded"\}\}$/m,
};

/** One route for each form of a stream. Nexus documents the last two without streaming. */
export const targets = {
  messages: {
    path: '/v1/messages',
    body: { model: 'claude-sonnet-4-6', messages, max_tokens: 64 },
    terminal: '"type":"message_stop"',
    reason: '"stop_reason":"end_turn"',
    error: /^event: error\ndata: \{"type":"error","error":\{"type":"overloaded_error",/m,
  },
  responses: {
    path: '/v1/responses',
    body: { model: 'gpt-5.4', input: 'x', max_output_tokens: 64 },
    ...response,
  },
  compact: {
    path: '/v1/responses/compact',
    body: { model: 'gpt-5.4-openai-compact', input: 'x', max_output_tokens: 64 },
    ...response,
  },
  chat: {
    path: '/v1/chat/completions',
    body: { model: 'gpt-5.4', messages, max_tokens: 64 },
    ...choices,
  },
  completions: {
    path: '/v1/completions',
    body: { model: 'codex-auto-review', prompt: 'x', max_tokens: 64 },
    ...choices,
  },
} as const satisfies Readonly<Record<string, StreamTarget>>;

const running: RunningSandbox[] = [];

/** Every route streams with this fault. */
export function everywhere(fault: StreamFault): GatewayState {
  return { streamAt: Object.fromEntries(Object.values(targets).map(({ path }) => [path, fault])) };
}

export async function startGateway(
  gateway: GatewayState,
  streamGapMs = 5,
  provider: Scenario['provider'] = 'nexus',
): Promise<RunningSandbox> {
  const expects = { verdict: 'healthy', exitCode: 0, findings: [] } as const;
  const scenario: Scenario = { id: 'test', story: 'A test', provider, gateway, expects };
  const sandbox = await startSandbox(scenario, { streamGapMs });
  running.push(sandbox);
  return sandbox;
}

export async function closeGateways(): Promise<void> {
  for (const sandbox of running.splice(0)) await sandbox.close();
}

/** One stream of a gateway with this fault, as the wire shows it. */
export async function streamOf(
  fault: StreamFault,
  target: StreamTarget = targets.messages,
  options: { readonly streamGapMs?: number; readonly acceptEncoding?: string } = {},
): Promise<StreamSeen> {
  const { baseUrl, key } = await startGateway(everywhere(fault), options.streamGapMs);
  const encoding = options.acceptEncoding;
  return readStream(`${baseUrl}${target.path}`, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(encoding !== undefined && { 'accept-encoding': encoding }),
    },
    body: { ...target.body, stream: true },
  });
}
