import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterEach, describe, expect, test } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import { closeGateways, everywhere, startGateway } from './stream-targets.ts';

afterEach(closeGateways);

const messages = [{ role: 'user' as const, content: 'Count from 1 to 20.' }];
const half = 'No model was asked: this text comes from the sandbox. One two';
const wholes = [
  'No model was asked: this text comes from the sandbox. One two three four five six seven eight nine ten.',
  'Ни одна модель не спрошена: этот текст из песочницы. 一 二 三 四 五 🙂 ซึ่ง é ü ñ 🚀 конец.',
];

/**
 * What a person gets who uses the client as its readme shows.
 * Without an error: `whole` text, `half` of it, `more` than there is, or `nothing`. Else it `raises` or `waits`.
 */
type Outcome = 'whole' | 'half' | 'more' | 'nothing' | 'raises' | 'waits';

function said(text: string | null | undefined): Outcome {
  if (text === undefined || text === null || text === '') return 'nothing';
  if (wholes.includes(text)) return 'whole';
  if (text === half) return 'half';
  if (wholes.some((whole) => text.startsWith(whole))) return 'more';
  throw new RangeError(`nobody said ${text}`);
}

/** Loops over the events where the name is short; the helper that puts the answer together where it ends in `+`. */
const uses = {
  chat: async ({ openai, signal }) => {
    let text = '';
    const asked = { model: 'gpt-5.4', messages, stream: true } as const;
    const stream = await openai.chat.completions.create(asked, { signal });
    for await (const chunk of stream) text += chunk.choices?.[0]?.delta?.content ?? '';
    return text;
  },
  'chat+': async ({ openai, signal }) => {
    const stream = openai.chat.completions.stream({ model: 'gpt-5.4', messages }, { signal });
    return (await stream.finalChatCompletion()).choices[0]?.message.content;
  },
  responses: async ({ openai, signal }) => {
    let text = '';
    const asked = { model: 'gpt-5.4', input: 'x', stream: true } as const;
    for await (const event of await openai.responses.create(asked, { signal })) {
      if (event.type === 'response.output_text.delta') text += event.delta;
    }
    return text;
  },
  'responses+': async ({ openai, signal }) => {
    const stream = openai.responses.stream({ model: 'gpt-5.4', input: 'x' }, { signal });
    return (await stream.finalResponse()).output_text;
  },
  messages: async ({ anthropic, signal }) => {
    let text = '';
    const asked = { model: 'claude-sonnet-4-6', max_tokens: 64, messages, stream: true } as const;
    for await (const event of await anthropic.messages.create(asked, { signal })) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text;
    }
    return text;
  },
  'messages+': async ({ anthropic, signal }) => {
    const asked = { model: 'claude-sonnet-4-6', max_tokens: 64, messages };
    const [block] = (await anthropic.messages.stream(asked, { signal }).finalMessage()).content;
    return block?.type === 'text' ? block.text : undefined;
  },
} as const satisfies Readonly<
  Record<
    string,
    (clients: {
      readonly openai: OpenAI;
      readonly anthropic: Anthropic;
      readonly signal: AbortSignal;
    }) => Promise<string | null | undefined>
  >
>;

/** Milliseconds: whoever should wait is soon believed, and nobody else is on a busy machine. */
const patienceFor = (expected: Outcome) => (expected === 'waits' ? 700 : 12_000);

async function outcomesAt(
  { baseUrl, key }: RunningSandbox,
  expected: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const openai = new OpenAI({ baseURL: `${baseUrl}/v1`, apiKey: key, maxRetries: 0 });
  const anthropic = new Anthropic({ baseURL: baseUrl, apiKey: key, authToken: null, maxRetries: 0 });
  const hangUp = new AbortController();
  const clients = { openai, anthropic, signal: hangUp.signal };
  const outcomes = Object.values(uses).map(async (use, column) => {
    const patienceMs = patienceFor(expected[column] ?? 'waits');
    let timer: NodeJS.Timeout | undefined;
    const answer = use(clients).then(said, (error: unknown): Outcome => {
      if (error instanceof RangeError) throw error;
      return 'raises';
    });
    const patience = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve('waits'), patienceMs);
    });
    return await Promise.race([answer, patience]).finally(() => clearTimeout(timer));
  });
  const settled = await Promise.all(outcomes);
  hangUp.abort();
  return settled;
}

type Row = readonly [fault: StreamFault, ...outcomes: readonly Outcome[]];

async function seen(fault: StreamFault, expected: readonly Outcome[]): Promise<readonly Outcome[]> {
  return outcomesAt(await startGateway(everywhere(fault), 4), expected);
}

function named(rows: readonly Row[]): readonly (readonly [string, Row])[] {
  return rows.map((row) => [JSON.stringify(row[0]).replaceAll(/["{}]/g, ''), row]);
}

describe('both official clients read a sound stream whole, in whatever form it comes', () => {
  const sound: readonly StreamFault[] = [
    { kind: 'sound' },
    { kind: 'late-burst', holdMs: 40 },
    { kind: 'blocks', bytes: 16_384 },
    { kind: 'blocks', bytes: 16_384, padEventsTo: 5000 },
    { kind: 'gzip-buffered', holdMs: 40 },
    { kind: 'at-once' },
    { kind: 'slow-start', pauseMs: 60 },
    { kind: 'split-characters' },
    { kind: 'line-ends', use: 'cr' },
    { kind: 'line-ends', use: 'crlf' },
    { kind: 'line-ends', use: 'crlf-split' },
    { kind: 'multi-line-data' },
    { kind: 'without-space' },
    { kind: 'byte-order-mark' },
    { kind: 'wrong-content-type' },
  ];
  const rows = sound.map((fault): Row => [fault, 'whole', 'whole', 'whole', 'whole', 'whole', 'whole']);
  test.each(named(rows))('%s', async (_, [fault, ...outcomes]) => {
    expect(await seen(fault, outcomes)).toEqual(outcomes);
  });
});

// Every cell without `raises` or `waits` is a place where the client is blind: no error reaches the program.
describe('what the official clients make of a broken stream', () => {
  const rows: readonly Row[] = [
    //                                       chat      chat+     responses responses+ messages messages+
    [{ kind: 'cut' }, 'raises', 'raises', 'raises', 'raises', 'raises', 'raises'],
    [{ kind: 'ends-early' }, 'half', 'raises', 'half', 'half', 'half', 'raises'],
    [{ kind: 'without-terminal' }, 'whole', 'whole', 'whole', 'whole', 'whole', 'raises'],
    [{ kind: 'without-last-blank-line' }, 'whole', 'whole', 'whole', 'whole', 'whole', 'raises'],
    [{ kind: 'empty' }, 'nothing', 'raises', 'nothing', 'raises', 'nothing', 'raises'],
    [{ kind: 'only-comments' }, 'nothing', 'raises', 'nothing', 'raises', 'nothing', 'raises'],
    [{ kind: 'plain-json' }, 'nothing', 'raises', 'nothing', 'raises', 'nothing', 'raises'],
    [{ kind: 'web-page' }, 'nothing', 'raises', 'nothing', 'raises', 'nothing', 'raises'],
    [{ kind: 'refused' }, 'raises', 'raises', 'raises', 'raises', 'raises', 'raises'],
    [{ kind: 'stall' }, 'waits', 'waits', 'waits', 'waits', 'waits', 'waits'],
    [{ kind: 'error', after: 'nothing' }, 'raises', 'raises', 'nothing', 'raises', 'raises', 'raises'],
    [{ kind: 'error', after: 'half-the-text' }, 'raises', 'raises', 'half', 'raises', 'raises', 'raises'],
    // The two others have no such end: for them the stream ends early.
    [{ kind: 'failed' }, 'half', 'raises', 'half', 'nothing', 'half', 'raises'],
    [{ kind: 'unknown-events' }, 'whole', 'raises', 'whole', 'raises', 'whole', 'whole'],
    [{ kind: 'after-the-end' }, 'whole', 'whole', 'more', 'more', 'more', 'whole'],
  ];

  test.each(named(rows))('%s', async (_, [fault, ...outcomes]) => {
    expect(await seen(fault, outcomes)).toEqual(outcomes);
  });
});
