import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProbeRow } from '../../src/report/documents.ts';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import { closeGateways, everywhere, startGateway, targets } from '../sandbox/stream-targets.ts';
import { runNexus } from '../support/run-nexus.ts';
import { probeAt } from './probe-sandbox.ts';

// The first run loads the command, and blocks everything else in this process meanwhile.
beforeAll(async () => {
  await runNexus(['probe', '--sandbox', 'stream/too-fast', '--mode', 'plain']);
}, 60_000);
afterAll(closeGateways);

/** The routes that both sides are asked on, with a model that is documented for each. */
const routes = ['chat', 'responses', 'messages'] as const;
type Route = (typeof routes)[number];
type Opinion = 'sound' | 'broken';

const whole = /конец\.$|nine ten\.$/;
const messages = [{ role: 'user' as const, content: 'Count from 1 to 20.' }];

/** The text that the helper of the official client puts together: the strictest that a person gets from it. */
const helpers: Readonly<Record<Route, (sandbox: RunningSandbox, signal: AbortSignal) => Promise<unknown>>> = {
  chat: async ({ baseUrl, key }, signal) => {
    const client = new OpenAI({ baseURL: `${baseUrl}/v1`, apiKey: key, maxRetries: 0 });
    const stream = client.chat.completions.stream({ model: targets.chat.body.model, messages }, { signal });
    return (await stream.finalChatCompletion()).choices[0]?.message.content;
  },
  responses: async ({ baseUrl, key }, signal) => {
    const client = new OpenAI({ baseURL: `${baseUrl}/v1`, apiKey: key, maxRetries: 0 });
    const stream = client.responses.stream({ model: targets.responses.body.model, input: 'x' }, { signal });
    return (await stream.finalResponse()).output_text;
  },
  messages: async ({ baseUrl, key }, signal) => {
    const client = new Anthropic({ baseURL: baseUrl, apiKey: key, authToken: null, maxRetries: 0 });
    const asked = { model: targets.messages.body.model, max_tokens: 64, messages };
    const [block] = (await client.messages.stream(asked, { signal }).finalMessage()).content;
    return block?.type === 'text' ? block.text : undefined;
  },
};

async function helperSays(route: Route, sandbox: RunningSandbox, patienceS: number): Promise<Opinion> {
  const hangUp = AbortSignal.timeout(patienceS * 1000);
  const text = await helpers[route](sandbox, hangUp).catch(() => undefined);
  return typeof text === 'string' && whole.test(text) ? 'sound' : 'broken';
}

async function probeSays(sandbox: RunningSandbox, patienceS: number): Promise<readonly Opinion[]> {
  const asked = routes.map((route) => targets[route]);
  const flags = ['--yes', '--mode', 'stream', '--timeout', `${patienceS}`, '--concurrency', '8'];
  const paths = asked.map(({ path }) => path).join(',');
  const models = [...new Set(asked.map(({ body }) => body.model))].join(',');
  const { json } = await probeAt(sandbox, [...flags, '--route', paths, '--model', models]);
  const rows: readonly ProbeRow[] = json.rows;
  return asked.map(({ path, body }) => {
    const row = rows.find((one) => one.path === path && one.model === body.model);
    if (row?.verdict === 'unproven')
      throw new Error('this machine is too slow: the stream came in one piece');
    return row?.verdict === 'streams' ? 'sound' : 'broken';
  });
}

const everywhereSound = ['sound', 'sound', 'sound'] as const;
const everywhereBroken = ['broken', 'broken', 'broken'] as const;

/** What probe says of chat, responses and messages. */
const rows: readonly (readonly [StreamFault, readonly [Opinion, Opinion, Opinion]])[] = [
  [{ kind: 'sound' }, everywhereSound],
  [{ kind: 'slow-start', pauseMs: 60 }, everywhereSound],
  [{ kind: 'split-characters' }, everywhereSound],
  [{ kind: 'line-ends', use: 'cr' }, everywhereSound],
  [{ kind: 'line-ends', use: 'crlf' }, everywhereSound],
  [{ kind: 'line-ends', use: 'crlf-split' }, everywhereSound],
  [{ kind: 'multi-line-data' }, everywhereSound],
  [{ kind: 'without-space' }, everywhereSound],
  [{ kind: 'byte-order-mark' }, everywhereSound],
  [{ kind: 'wrong-content-type' }, everywhereSound],
  [{ kind: 'unknown-events' }, everywhereSound],
  [{ kind: 'after-the-end' }, everywhereSound],
  // Chat lacks no more than its [DONE] then: the reason to end is there.
  [{ kind: 'without-terminal' }, ['sound', 'broken', 'broken']],
  [{ kind: 'without-last-blank-line' }, ['sound', 'broken', 'broken']],
  [{ kind: 'cut' }, everywhereBroken],
  [{ kind: 'ends-early' }, everywhereBroken],
  [{ kind: 'empty' }, everywhereBroken],
  [{ kind: 'only-comments' }, everywhereBroken],
  [{ kind: 'plain-json' }, everywhereBroken],
  [{ kind: 'web-page' }, everywhereBroken],
  [{ kind: 'refused' }, everywhereBroken],
  [{ kind: 'stall' }, everywhereBroken],
  [{ kind: 'error', after: 'nothing' }, everywhereBroken],
  [{ kind: 'error', after: 'half-the-text' }, everywhereBroken],
  [{ kind: 'failed' }, everywhereBroken],
];

/** The only places where the helper of the client thinks otherwise, and why. */
const blindSpots: readonly {
  readonly kind: StreamFault['kind'];
  readonly route: Route;
  readonly why: string;
}[] = [
  { kind: 'without-terminal', route: 'responses', why: 'the client asks for no last event' },
  { kind: 'without-last-blank-line', route: 'responses', why: 'the client asks for no last event' },
  { kind: 'unknown-events', route: 'chat', why: 'the client gives up on an event that nobody documents' },
  {
    kind: 'unknown-events',
    route: 'responses',
    why: 'the client gives up on an event that nobody documents',
  },
  {
    kind: 'after-the-end',
    route: 'responses',
    why: 'the client adds what comes behind the end to the answer',
  },
];

const other: Readonly<Record<Opinion, Opinion>> = { sound: 'broken', broken: 'sound' };

describe('probe and the helpers of the official clients agree on a stream, but for the named blind spots', () => {
  const named = rows.map((row) => [JSON.stringify(row[0]).replaceAll(/["{}]/g, ''), row] as const);

  test.concurrent.each(named)('%s', async (_, [fault, opinions]) => {
    const sandbox = await startGateway(everywhere(fault), 30);
    // Only a stream that stalls is ended by its client. Any other ends by itself, on a busy machine late.
    const patienceS = fault.kind === 'stall' ? 1 : 12;
    const [probe, helper] = await Promise.all([
      probeSays(sandbox, patienceS),
      Promise.all(routes.map((route) => helperSays(route, sandbox, patienceS))),
    ]);
    const expected = routes.map((route, index) => {
      const opinion = opinions[index] ?? 'broken';
      return blindSpots.some((spot) => spot.kind === fault.kind && spot.route === route)
        ? other[opinion]
        : opinion;
    });
    expect({ probe, helper }).toEqual({ probe: [...opinions], helper: expected });
  });

  test('and every blind spot is one of a stream that is tried', () => {
    const tried = rows.map(([{ kind }]) => kind);
    for (const { kind } of blindSpots) expect(tried).toContain(kind);
  });
});
