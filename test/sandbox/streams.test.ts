import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterEach, describe, expect, test } from 'vitest';
import { scenarios } from '../../src/sandbox/index.ts';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import { nexus } from '../../src/sandbox/wire/nexus.ts';
import { nusantara } from '../../src/sandbox/wire/nusantara.ts';
import { readStream, type StreamSeen } from './read-stream.ts';
import { closeGateways, everywhere, startGateway, streamOf, targets } from './stream-targets.ts';
import { send } from './wire-request.ts';

afterEach(closeGateways);

const everyTarget = Object.entries(targets);
const firstWords = 'No model was asked';
const lastWords = 'nine ten.';

/** What a parser that follows the standard makes of the reads, as they came. */
function eventsIn({ reads }: StreamSeen): readonly EventSourceMessage[] {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const decoder = new TextDecoder();
  for (const { bytes } of reads) parser.feed(decoder.decode(bytes, { stream: true }));
  // This parser keeps a last CR until it knows that no LF follows.
  if (reads.at(-1)?.bytes.at(-1) === 0x0d) parser.feed('\n');
  return events;
}

/** Names and types, without ids and times. */
function typesIn(seen: StreamSeen): readonly string[] {
  return eventsIn(seen).map(({ event, data }) => {
    const parsed: { type?: string } = data.startsWith('{') ? JSON.parse(data) : {};
    return `${event} ${parsed.type}`;
  });
}

function textIn(seen: StreamSeen): string {
  return eventsIn(seen)
    .map(({ data }) => JSON.parse(data).delta?.text ?? '')
    .join('');
}

/** Milliseconds between the first and the last read. */
function spanMs({ reads }: StreamSeen): number {
  return (reads.at(-1)?.atMs ?? 0) - (reads.at(0)?.atMs ?? 0);
}

describe.each(everyTarget)('a stream of %s', (_, target) => {
  test('is sound and whole when nothing is wrong', async () => {
    const seen = await streamOf({ kind: 'sound' }, target, { streamGapMs: 12 });
    expect(seen.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(seen.end).toBe('proper');
    expect(seen.text).toContain(firstWords);
    expect(seen.text.trimEnd().split('\n').at(-1)).toContain(target.terminal);
    expect(seen.text).toMatch(/\n\n$/);
    expect(seen.reads.length).toBeGreaterThanOrEqual(6);
    expect(spanMs(seen)).toBeGreaterThan(50);
  });

  test('breaks in the middle of the text when it is cut', async () => {
    const seen = await streamOf({ kind: 'cut' }, target);
    expect(seen.end).toBe('broken');
    expect(seen.text).toContain(firstWords);
    expect(seen.text).not.toContain(lastWords);
    expect(seen.text).not.toContain(target.reason);
  });

  test('can end properly in the middle of the text', async () => {
    const seen = await streamOf({ kind: 'ends-early' }, target);
    expect(seen.end).toBe('proper');
    expect(seen.text).toContain(firstWords);
    expect(seen.text).not.toContain(lastWords);
    expect(seen.text).not.toContain(target.terminal);
  });

  test('can lack nothing but its last event', async () => {
    const seen = await streamOf({ kind: 'without-terminal' }, target);
    expect(seen.end).toBe('proper');
    expect(seen.text).toContain(lastWords);
    expect(seen.text).toContain(target.reason);
    expect(seen.text).not.toContain(target.terminal);
  });

  test('can lack nothing but the blank line behind its last event', async () => {
    const seen = await streamOf({ kind: 'without-last-blank-line' }, target);
    expect(seen.text.split('\n').at(-1)).toContain(target.terminal);
    expect(
      eventsIn(seen)
        .map(({ data }) => data)
        .join(),
    ).not.toContain(target.terminal.replace('data: ', ''));
  });

  test('tells of an error in the form of its format, after some text or at once', async () => {
    const later = await streamOf({ kind: 'error', after: 'half-the-text' }, target);
    expect([later.status, later.end]).toEqual([200, 'proper']);
    expect(later.text).toContain(firstWords);
    expect(later.text).toMatch(target.error);
    expect(later.text).not.toContain(target.terminal);
    const atOnce = await streamOf({ kind: 'error', after: 'nothing' }, target);
    expect(eventsIn(atOnce)).toHaveLength(1);
    expect(atOnce.text).toMatch(target.error);
  });

  test('is answered in one JSON body where streaming is ignored', async () => {
    const seen = await streamOf({ kind: 'plain-json' }, target);
    expect(seen.headers['content-type']).toContain('application/json');
    expect(Number(seen.headers['content-length'])).toBe(seen.text.length);
    expect(JSON.parse(seen.text)).toHaveProperty('usage');
  });

  test('is refused with its code where a gateway takes streaming away', async () => {
    const seen = await streamOf({ kind: 'refused' }, target);
    expect(seen.status).toBe(400);
    expect(JSON.parse(seen.text).error.code).toBe('streaming_not_supported');
  });
});

describe('a stream that stays without events', () => {
  test('is empty', async () => {
    const seen = await streamOf({ kind: 'empty' });
    expect(seen.headers['content-type']).toContain('text/event-stream');
    expect([seen.status, seen.text, seen.end]).toEqual([200, '', 'proper']);
  });

  test('has keep-alive comments only', async () => {
    const seen = await streamOf({ kind: 'only-comments' });
    expect(seen.text).toBe(': keep-alive\n\n'.repeat(3));
    expect(eventsIn(seen)).toEqual([]);
    expect(seen.end).toBe('proper');
  });

  test('is a web page', async () => {
    const seen = await streamOf({ kind: 'web-page' });
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(eventsIn(seen)).toEqual([]);
  });

  test('has one event that does not end', async () => {
    const seen = await streamOf({ kind: 'endless-event', megabytes: 3 });
    expect(seen.text).toHaveLength(3 * 1024 * 1024 + 6);
    expect(seen.text).not.toContain('\n');
  });
});

describe('a stream that fails half-way', () => {
  test('stalls with its connection open', async () => {
    const seen = await streamOf({ kind: 'stall' });
    expect(seen.end).toBe('open');
    expect(seen.text).toContain(firstWords);
    expect(seen.text).not.toContain(lastWords);
  });

  test('carries a code of the gateway', async () => {
    const error = 'billing_finalization_failed';
    const seen = await streamOf({ kind: 'error', after: 'half-the-text', error });
    const last = eventsIn(seen).at(-1);
    expect(last?.event).toBe('error');
    expect(JSON.parse(last?.data ?? '')).toMatchObject({ type: 'error', error: { code: error } });
  });

  test('turns a response to failed, with the next sequence number', async () => {
    const seen = await streamOf({ kind: 'failed' }, targets.responses);
    const events = eventsIn(seen).map(({ data }) => JSON.parse(data));
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    expect(events.at(-1)).toMatchObject({
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'server_is_overloaded' } },
    });
  });
});

describe('a stream that is held back', () => {
  test('comes in one late piece, its headers too', async () => {
    const seen = await streamOf({ kind: 'late-burst', holdMs: 450 });
    expect(seen.headersMs).toBeGreaterThanOrEqual(445);
    expect(spanMs(seen)).toBeLessThan(50);
    expect(seen.text).toContain(targets.messages.terminal);
  });

  test('is kept until its end when it is shorter than a block', async () => {
    const seen = await streamOf({ kind: 'blocks', bytes: 16_384 }, targets.messages, { streamGapMs: 45 });
    expect(seen.headersMs).toBeGreaterThanOrEqual(300);
    expect(spanMs(seen)).toBeLessThan(50);
    expect(seen.text.length).toBeLessThan(16_384);
    expect(seen.text).toContain(targets.messages.terminal);
  });

  test('comes in blocks of 16 kilobytes when it is longer', async () => {
    const fault: StreamFault = { kind: 'blocks', bytes: 16_384, padEventsTo: 5000 };
    const seen = await streamOf(fault, targets.messages, { streamGapMs: 30 });
    const bursts: { atMs: number; bytes: number }[] = [];
    for (const { bytes, atMs } of seen.reads) {
      const last = bursts.at(-1);
      if (last !== undefined && atMs - last.atMs < 15) last.bytes += bytes.length;
      else bursts.push({ atMs, bytes: bytes.length });
    }
    expect(bursts.slice(0, -1).map(({ bytes }) => bytes)).toEqual([16_384, 16_384]);
    expect(bursts.at(0)?.atMs).toBeGreaterThanOrEqual(110);
    expect(typesIn(seen)).toEqual(typesIn(await streamOf({ kind: 'sound' })));
  });

  test('is compressed as a whole for a client that accepts gzip, and for no other', async () => {
    const fault: StreamFault = { kind: 'gzip-buffered', holdMs: 420 };
    const held = await streamOf(fault, targets.messages, { acceptEncoding: 'gzip, deflate' });
    expect(held.headers['content-encoding']).toBe('gzip');
    expect(held.headersMs).toBeGreaterThanOrEqual(415);
    expect(spanMs(held)).toBeLessThan(50);
    expect(held.text).toContain(targets.messages.terminal);
    for (const acceptEncoding of ['identity', undefined]) {
      const options = { streamGapMs: 12, ...(acceptEncoding !== undefined && { acceptEncoding }) };
      const seen = await streamOf(fault, targets.messages, options);
      expect(seen.headers['content-encoding']).toBeUndefined();
      expect(spanMs(seen)).toBeGreaterThan(50);
    }
  });

  test('comes too fast to tell', async () => {
    const seen = await streamOf({ kind: 'at-once' }, targets.messages, { streamGapMs: 60 });
    expect(seen.reads.at(-1)?.atMs).toBeLessThan(150);
    expect(spanMs(seen)).toBeLessThan(50);
    expect(seen.text).toContain(targets.messages.terminal);
  });

  test('starts late and then goes on', async () => {
    const seen = await streamOf({ kind: 'slow-start', pauseMs: 300 }, targets.messages, { streamGapMs: 12 });
    const [opening, text] = seen.reads;
    expect(opening?.bytes.toString()).toContain('message_start');
    expect((text?.atMs ?? 0) - (opening?.atMs ?? 0)).toBeGreaterThanOrEqual(295);
    expect(spanMs({ ...seen, reads: seen.reads.slice(1) })).toBeGreaterThan(40);
    expect(seen.text).toContain(targets.messages.terminal);
  });
});

describe('a stream in an unusual form says the same', () => {
  const forms: readonly (readonly [string, StreamFault, (seen: StreamSeen) => boolean])[] = [
    ['CR', { kind: 'line-ends', use: 'cr' }, ({ text }) => text.includes('\r') && !text.includes('\n')],
    ['CRLF', { kind: 'line-ends', use: 'crlf' }, ({ text }) => !/[^\r]\n/.test(text)],
    [
      'CRLF torn apart',
      { kind: 'line-ends', use: 'crlf-split' },
      ({ reads }) =>
        reads.some(({ bytes }) => bytes[0] === 0x0a) && reads.some(({ bytes }) => bytes.at(-1) === 0x0d),
    ],
    [
      'data over several lines',
      { kind: 'multi-line-data' },
      ({ text }) => /^data: \{\ndata: {2}"/m.test(text),
    ],
    ['no space', { kind: 'without-space' }, ({ text }) => /^data:\{/m.test(text) && !/^data: /m.test(text)],
    [
      'a byte order mark',
      { kind: 'byte-order-mark' },
      ({ reads }) => reads[0]?.bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ?? false,
    ],
    [
      'a wrong content type',
      { kind: 'wrong-content-type' },
      ({ headers }) => headers['content-type'] === 'text/plain; charset=utf-8',
    ],
  ];

  test.each(forms)('%s', async (_, fault, shows) => {
    const sound = await streamOf({ kind: 'sound' });
    const seen = await streamOf(fault);
    expect(shows(seen)).toBe(true);
    expect(shows(sound)).toBe(false);
    expect(typesIn(seen)).toEqual(typesIn(sound));
    expect(textIn(seen)).toBe(textIn(sound));
  });

  test('with events that nobody documents in between', async () => {
    const seen = await streamOf({ kind: 'unknown-events' });
    const known = typesIn(seen).filter((type) => type !== 'gateway.note gateway.note');
    expect(known).toEqual(typesIn(await streamOf({ kind: 'sound' })));
    expect(known.length).toBeLessThan(typesIn(seen).length);
    expect(seen.text).toMatch(/^retry: 3000$/m);
    expect(seen.text).toMatch(/^: a comment$/m);
  });

  test('with characters torn apart between two reads', async () => {
    const seen = await streamOf({ kind: 'split-characters' }, targets.messages, { streamGapMs: 10 });
    const continued = seen.reads.filter(({ bytes }) => ((bytes[0] ?? 0) & 0b1100_0000) === 0b1000_0000);
    expect(continued.length).toBeGreaterThanOrEqual(3);
    expect(textIn(seen)).toContain('Ни одна модель');
    expect(textIn(seen)).toMatch(/🙂.*🚀 конец\.$/);
    expect(textIn(seen)).not.toContain('\ufffd');
  });

  test('and one more piece of text after its end', async () => {
    const seen = await streamOf({ kind: 'after-the-end' });
    expect(typesIn(seen).slice(-2)).toEqual([
      'message_stop message_stop',
      'content_block_delta content_block_delta',
    ]);
  });
});

describe('where streams are offered', () => {
  test('a fault of all streams does not open a route that is documented without', async () => {
    const { baseUrl, key } = await startGateway({ stream: { kind: 'empty' } });
    const ask = ({ path, body }: { path: string; body: object }) =>
      readStream(`${baseUrl}${path}`, { headers: { 'x-api-key': key }, body: { ...body, stream: true } });
    expect((await ask(targets.messages)).text).toBe('');
    expect(JSON.parse((await ask(targets.chat)).text).error.code).toBe('streaming_not_supported');
  });

  test('a path of its own is stronger, and plain calls do not notice', async () => {
    const { baseUrl, key } = await startGateway({
      stream: { kind: 'empty' },
      streamAt: { '/v1/messages': { kind: 'sound' } },
    });
    const headers = { 'x-api-key': key };
    const { path, body } = targets.messages;
    const whole = await readStream(`${baseUrl}${path}`, { headers, body: { ...body, stream: true } });
    expect(whole.text).toContain(targets.messages.terminal);
    const plain = await send(`${baseUrl}${targets.responses.path}`, {
      headers,
      body: targets.responses.body,
    });
    expect(JSON.parse(plain.body).status).toBe('completed');
  });
});

describe('a model that wants its output limit otherwise', () => {
  async function refusalOf(limit: object, rule: { field?: string; minimum?: number }) {
    const { baseUrl, key } = await startGateway({ outputLimits: { 'gpt-5.4': rule } });
    const body = { model: 'gpt-5.4', messages: targets.chat.body.messages, ...limit };
    const answer = await send(`${baseUrl}/v1/chat/completions`, { headers: { 'x-api-key': key }, body });
    return { status: answer.status, error: JSON.parse(answer.body).error };
  }

  test('names the field that it takes and the one that it does not', async () => {
    const { status, error } = await refusalOf({ max_tokens: 16 }, { field: 'max_completion_tokens' });
    expect(status).toBe(400);
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'unsupported_parameter',
      param: 'max_tokens',
    });
    expect(error.message).toContain("'max_completion_tokens'");
  });

  test('takes the field that it named, and a request without a limit', async () => {
    const rule = { field: 'max_completion_tokens', minimum: 16 };
    expect((await refusalOf({ max_completion_tokens: 16 }, rule)).status).toBe(200);
    expect((await refusalOf({}, rule)).status).toBe(200);
  });

  test('says the least that it takes', async () => {
    const { status, error } = await refusalOf({ max_completion_tokens: 15 }, { minimum: 16 });
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 'integer_below_min_value', param: 'max_completion_tokens' });
    expect(error.message).toContain('>= 16');
  });
});

describe('what is kept of a call', () => {
  test('is the stream, the limit, the model and the accepted encodings', async () => {
    const { baseUrl, key, requests } = await startGateway(everywhere({ kind: 'at-once' }));
    for (const { path, body } of Object.values(targets)) {
      const headers = { 'x-api-key': key, 'accept-encoding': 'identity' };
      await readStream(`${baseUrl}${path}`, { headers, body: { ...body, stream: true } });
    }
    expect(requests).toEqual(
      Object.values(targets).map(({ path, body }) => ({
        method: 'POST',
        path,
        credential: 'right',
        acceptEncoding: 'identity',
        stream: true,
        outputLimit: 64,
        model: body.model,
      })),
    );
  });

  test.each([
    ['no limit', '/v1/messages', { model: 'claude-opus-4-8' }, null],
    ['a limit that is null', '/v1/chat/completions', { model: 'gpt-5.4', max_tokens: null }, null],
    ['a limit that is text', '/v1/chat/completions', { model: 'gpt-5.4', max_tokens: '16' }, null],
    ['a field of another route', '/v1/messages', { model: 'x', max_output_tokens: 16 }, null],
    ['a path that is not there', '/v1/embeddings', { model: 'x', max_output_tokens: 16 }, 16],
    ['the newer of two fields', '/v1/chat/completions', { max_tokens: 9, max_completion_tokens: 16 }, 16],
  ] as const)('%s is told as it counts on the route', async (_, path, body, limit) => {
    const { baseUrl, requests } = await startGateway({ rules: [{ reply: { kind: 'reset' } }] });
    await expect(send(`${baseUrl}${path}`, { body })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(requests[0]).toMatchObject({ stream: false, outputLimit: limit });
  });

  test('a body that is no JSON asked for nothing, and a GET has nothing to ask with', async () => {
    const { baseUrl, requests } = await startGateway({ mountedAt: '/api' });
    await send(`${baseUrl}/v1/messages`, { body: '{"stream":true' });
    await send(`${baseUrl}/v1/messages`, { body: { max_tokens: 7 } });
    await send(`${baseUrl}/v1/models`);
    expect(requests[0]).toMatchObject({ stream: false, outputLimit: null, model: null });
    expect(requests[1]).toMatchObject({ path: '/api/v1/messages', outputLimit: 7 });
    expect(Object.keys(requests[2] ?? {})).toEqual(['method', 'path', 'credential']);
  });
});

describe('the stories about streams', () => {
  const stories = scenarios.filter(({ probe }) => probe !== undefined);

  test('tell doctor nothing: it makes no real call', () => {
    const told = scenarios.filter(({ id }) => id.startsWith('stream/'));
    expect(told.length).toBeGreaterThan(30);
    for (const { id, expects, probe } of told) {
      expect(expects, id).toEqual({ verdict: 'healthy', exitCode: 0, findings: [] });
      expect(probe, id).toBeDefined();
    }
  });

  test('promise an exit code that fits their worst row', () => {
    const failing = new Set([
      'buffered',
      'truncated',
      'stalled',
      'error-in-stream',
      'not-sse',
      'ignored-stream',
    ]);
    for (const { id, probe } of stories) {
      const verdicts = Object.values(probe?.rows ?? {});
      if (verdicts.some((verdict) => failing.has(verdict))) expect(probe?.exitCode, id).toBe(1);
      if (verdicts.includes('unproven')) expect(probe?.exitCode, id).toBe(3);
      if (verdicts.every((verdict) => verdict === 'streams' || verdict === 'answers')) {
        expect(probe?.exitCode, id).toBe(0);
      }
    }
  });

  test('cover every verdict but the one of a cell that is left out', () => {
    const promised = new Set(stories.flatMap(({ probe }) => Object.values(probe?.rows ?? {})));
    expect([...promised].sort()).toEqual([
      'answers',
      'buffered',
      'error-in-stream',
      'ignored-stream',
      'not-sse',
      'not-supported',
      'rejected',
      'stalled',
      'streams',
      'timed-out',
      'truncated',
      'unproven',
      'unreachable',
      'wrong-answer',
    ]);
  });

  test('give every row a documented route of its provider', () => {
    const providers = { nexus, nusantara };
    for (const { id, provider, probe } of stories) {
      for (const row of Object.keys(probe?.rows ?? {})) {
        expect(row, id).toMatch(/^POST \/\S+ (plain|stream)$/);
        const paths = providers[provider].routes.map(({ path }) => path);
        expect(paths, id).toContain(row.split(' ')[1]);
      }
    }
  });

  test('name only errors that their provider has', () => {
    const providers = { nexus, nusantara };
    for (const { id, provider, gateway } of stories) {
      const fault = gateway.stream;
      if (fault?.kind !== 'error' || fault.error === undefined) continue;
      expect(providers[provider].errors, id).toHaveProperty([fault.error]);
    }
  });
});
