import { describe, expect, test } from 'vitest';
import { maxWholeBytes, readForeignText } from '../../../src/pastes/foreign-text.ts';
import { readPaste } from '../../../src/pastes/read-paste.ts';
import { builtInProfiles } from '../../../src/providers/index.ts';
import { piecesOf } from '../logs.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 0 };
const foreign = (text: string, sizes: readonly number[] = [65_536]) =>
  readForeignText(piecesOf(Buffer.from(text), sizes), builtInProfiles);

async function errorsOf(text: string) {
  const { text: kept, lineNumberOf, search } = await foreign(text);
  const { errors, dropped } = readPaste(kept, context, lineNumberOf);
  return { errors, dropped, kept, search };
}

interface Call {
  readonly status?: number;
  readonly asked?: object;
  readonly said?: string;
  readonly encoding?: string;
}

/** An entry as browsers write it (HAR 1.2). */
const entry = (index: number, { status = 200, asked = {}, said = 'fine', encoding }: Call = {}) => ({
  startedDateTime: `2026-11-22T09:${String(Math.floor(index / 60) % 60).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}.000Z`,
  time: 12.5,
  request: {
    method: 'POST',
    url: 'https://gw.example/v1/chat/completions',
    headers: [{ name: 'Authorization', value: 'Bearer no' }],
    postData: {
      mimeType: 'application/json',
      text: JSON.stringify({ model: 'gpt-5.4', stream: false, ...asked }),
    },
  },
  response: {
    status,
    headers: [{ name: 'x-request-id', value: `id-of-call-${index}` }],
    content: {
      mimeType: 'application/json',
      text: encoding === 'base64' ? Buffer.from(said).toString('base64') : said,
      ...(encoding === undefined ? {} : { encoding }),
    },
  },
  cache: {},
  timings: { send: 0, wait: 12.5, receive: 0 },
});

const refusal = (message = 'No.') => JSON.stringify({ error: { code: 'invalid_key', message } });

function harOf(count: number, calls: Readonly<Record<number, Call>>): object {
  const entries = Array.from({ length: count }, (_, index) => entry(index, calls[index] ?? {}));
  return { log: { version: '1.2', browser: { name: 'Firefox', version: '131.0' }, pages: [], entries } };
}

describe('of a long HAR file', () => {
  test.each([undefined, 2])(
    'the failed calls are found, each with its own facts (indent %s)',
    async (indent) => {
      const har = JSON.stringify(
        harOf(3000, {
          30: { status: 401, said: refusal() },
          2500: { status: 401, said: refusal('Not now.') },
        }),
        null,
        indent,
      );
      expect(har.length).toBeGreaterThan(maxWholeBytes);
      const { errors, kept } = await errorsOf(har);
      expect(
        errors.map(({ requestId, model, status, code, time, client }) => [
          requestId?.value,
          model?.value,
          status?.value,
          code?.value,
          time?.value,
          client?.value,
        ]),
      ).toEqual([
        ['id-of-call-2500', 'gpt-5.4', 401, 'invalid_key', '2026-11-22T09:41:40.000Z', 'Firefox 131.0'],
        ['id-of-call-30', 'gpt-5.4', 401, 'invalid_key', '2026-11-22T09:00:30.000Z', 'Firefox 131.0'],
      ]);
      expect(errors[0]?.requestId?.from).toContain('HAR entry 2501, ');
      expect(kept.length).toBeLessThan(10_000);
      expect(kept).not.toContain('"id-of-call-31"');
    },
  );

  test('a place has the line of the whole file', async () => {
    const har = JSON.stringify(harOf(3000, { 2500: { status: 401, said: refusal() } }), null, 2);
    const { errors } = await errorsOf(har);
    const line = har.split('\n').findIndex((each) => each.includes('id-of-call-2500')) + 1;
    const shown = Number(/line (\d+)$/.exec(errors[0]?.requestId?.from ?? '')?.[1]);
    expect(Math.abs(shown - line)).toBeLessThan(4);
  });

  test('a very long prompt hides neither the model behind it nor the answer', async () => {
    const content = 'my secret plan, "quoted" \\ and more. '.repeat(20_000);
    const asked = { model: undefined, messages: [{ role: 'user', content }], stream: true, model2: 1 };
    const body = { ...asked, model: 'gpt-5.5' };
    const { errors, kept } = await errorsOf(
      JSON.stringify(harOf(2, { 1: { status: 401, asked: body, said: refusal() } })),
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      requestId: { value: 'id-of-call-1' },
      model: { value: 'gpt-5.5' },
      code: { value: 'invalid_key' },
    });
    expect(kept.length).toBeLessThan(120_000);
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  test('the last error of a long stream is found', async () => {
    const events = `data: {"choices":[{"delta":{"content":"word"}}]}\n\n`.repeat(30_000);
    const said = `${events}event: error\ndata: ${refusal()}\n\n`;
    const { errors } = await errorsOf(JSON.stringify(harOf(3, { 1: { said } })));
    expect(errors.map(({ code }) => code?.value)).toEqual(['invalid_key']);
  });

  test('of too many failures the newest stay, and the others are counted', async () => {
    const calls = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [index, { status: 401, said: refusal() }]),
    );
    const { errors, search } = await errorsOf(JSON.stringify(harOf(5000, calls)));
    expect(errors[0]?.requestId?.value).toBe('id-of-call-4999');
    expect(search?.hits).toBe(5000);
    expect(search?.windowsDropped).toBeGreaterThan(3000);
  });

  test('one that was cut off tells what it has', async () => {
    const har = JSON.stringify(harOf(3000, { 30: { status: 401, said: refusal() } }));
    const { errors } = await errorsOf(har.slice(0, -500));
    expect(errors.map(({ requestId }) => requestId?.value)).toEqual(['id-of-call-30']);
  });

  test('it makes no difference how it comes in', async () => {
    const har = JSON.stringify(
      harOf(1500, {
        30: { status: 401, said: refusal('Ключ "no" \\') },
        700: { status: 502, said: 'é'.repeat(90_000) },
      }),
      null,
      1,
    );
    const [first, ...others] = await Promise.all(
      [[5, 3], [61, 64], [65_536], [1_048_576]].map(async (sizes) => (await foreign(har, sizes)).text),
    );
    expect(first).toContain('id-of-call-30');
    expect(others.map((other) => other === first)).toEqual([true, true, true]);
  });
});

test.each([undefined, 'base64'])('a body of a HAR file is read (encoding %s)', async (encoding) => {
  const said = { status: 401, said: refusal(), ...(encoding === undefined ? {} : { encoding }) };
  const { errors } = readPaste(JSON.stringify(harOf(2, { 1: said })), context);
  expect(errors.map(({ code, requestId }) => [code?.value, requestId?.value])).toEqual([
    ['invalid_key', 'id-of-call-1'],
  ]);
});

describe('other long documents', () => {
  const filler = 'x'.repeat(900_000);

  test('a list of calls', async () => {
    const calls = Array.from({ length: 20_000 }, (_, index) => ({ id: index, status: 200, note: 'fine' }));
    const failed = { request_id: 'req_12345678', error: { code: 'invalid_key' } };
    const { errors } = await errorsOf(JSON.stringify([...calls, failed, ...calls]));
    expect(errors.map(({ requestId }) => requestId?.value)).toEqual(['req_12345678']);
  });

  test('one object with an error and a very long text', async () => {
    const { errors } = await errorsOf(
      JSON.stringify({ request_id: 'req_12345678', debug: filler, error: { code: 'invalid_key' } }),
    );
    expect(errors.map(({ code, requestId }) => [code?.value, requestId?.value])).toEqual([
      ['invalid_key', 'req_12345678'],
    ]);
  });

  test.each([
    ['JSON lines', (line: string) => `${line}\n`.repeat(8000)],
    ['a log that begins with a bracket', (line: string) => `[2026-11-22 09:42:07] ${line}\n`.repeat(8000)],
    ['a dict of Python', (line: string) => `{'a': [\n${`'${line}',\n`.repeat(8000)}]}\n`],
    ['an object with a log behind it', (line: string) => `{"a": 1}\n${`${line}\n`.repeat(8000)}`],
  ])('%s is searched as a log', async (_, textOf) => {
    const good = '{"level":"info","note":"nothing to be found here, and so on, and so on"}';
    const log = textOf(good);
    const middle = log.indexOf('\n', log.length / 2) + 1;
    const failed = `worker 3: Error code: 429 - {"error":{"code":"rate_limit_exceeded"}}\n`;
    const { errors } = await errorsOf(log.slice(0, middle) + failed + log.slice(middle));
    expect(errors.map(({ code }) => code?.value)).toEqual(['rate_limit_exceeded']);
  });

  test('an item too long to be kept whole does not hide the error behind it', async () => {
    const long = {
      parts: Array.from({ length: 60_000 }, (_, index) => ({ index })),
      error: { code: 'invalid_key' },
    };
    const { errors } = await errorsOf(JSON.stringify([long]));
    expect(errors.map(({ code }) => code?.value)).toEqual(['invalid_key']);
  });
});
