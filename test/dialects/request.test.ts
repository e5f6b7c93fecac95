import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SmallRequest } from '../../src/dialects/dialect.ts';
import { dialects } from '../../src/dialects/index.ts';
import { type CappedBody, cap, limitFields, smallLimit } from '../../src/dialects/output-limit.ts';

const all = Object.values(dialects);
const modes = ['plain', 'stream'] as const;
const paths = ['/v1/chat/completions', '/v1/responses', '/v1/responses/compact', '/anthropic/v1/messages'];

/** What a server reads: the body after JSON. */
function sent(body: CappedBody): Record<string, unknown> {
  return JSON.parse(JSON.stringify(body));
}

describe('the body of a small call', () => {
  const everyAsk = all.flatMap((dialect) =>
    modes.flatMap((mode) =>
      paths.flatMap((path) => limitFields.map((field) => ({ dialect, mode, path, field }))),
    ),
  );

  test('has exactly one output limit from 1 to 256, in every dialect, mode and field, whatever is asked', () => {
    const numbers = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0));
    fc.assert(
      fc.property(
        fc.constantFrom(...everyAsk),
        numbers,
        fc.string(),
        ({ dialect, mode, path, field }, tokens, model) => {
          const body = sent(dialect.request({ model, path, mode, limit: { field, tokens } }));
          const limits = limitFields.filter((name) => name in body);
          expect(limits).toEqual([field]);
          expect(Number.isInteger(body[field])).toBe(true);
          expect(body[field]).toBeGreaterThanOrEqual(1);
          expect(body[field]).toBeLessThanOrEqual(256);
          expect(body.model).toBe(model);
        },
      ),
    );
  });

  test('does not compile without a limit', () => {
    // @ts-expect-error a body without an output limit
    const uncapped: CappedBody = { model: 'm', messages: [] };
    // @ts-expect-error a request without a limit
    const ask: SmallRequest = { model: 'm', path: '/v1/messages', mode: 'plain' };
    // @ts-expect-error a limit in a field that no server knows
    const unknown: SmallRequest['limit'] = { field: 'max_words', tokens: 16 };
    expect([uncapped, ask, unknown]).toHaveLength(3);
    const capped: CappedBody = { model: 'm', ...cap({ field: 'max_tokens', tokens: 16 }) };
    expect(capped).toEqual({ model: 'm', max_tokens: 16 });
  });

  test.each(everyAsk)('is small and asks to stream only in stream mode: $dialect.id $mode $path', (ask) => {
    const { dialect, mode, path } = ask;
    const body = dialect.request({ model: 'm', path, mode, limit: smallLimit(dialect, mode) });
    expect(JSON.stringify(body).length).toBeLessThan(250);
    expect('stream' in body).toBe(mode === 'stream');
  });

  const request = (id: keyof typeof dialects, mode: 'plain' | 'stream', path: string) => {
    const dialect = dialects[id];
    return sent(dialect.request({ model: 'm', path, mode, limit: smallLimit(dialect, mode) }));
  };

  test('of a chat stream asks for the usage and counts to 20 in 64 tokens', () => {
    const body = request('chat', 'stream', '/v1/chat/completions');
    expect(body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: 64,
    });
    expect(JSON.stringify(body.messages)).toMatch(/from 1 to 20/);
  });

  test('of a plain call asks for 16 tokens', () => {
    expect(request('completions', 'plain', '/v1/completions')).toMatchObject({ max_tokens: 16 });
    expect(request('messages', 'plain', '/v1/messages')).toMatchObject({ max_tokens: 16 });
  });

  test('of a response is not stored', () => {
    expect(request('responses', 'plain', '/v1/responses')).toMatchObject({
      store: false,
      max_output_tokens: 16,
    });
  });

  test('of a compaction gives a conversation and a limit, and no field that OpenAI does not know there', () => {
    const body = request('responses', 'stream', '/v1/responses/compact');
    expect(body).toMatchObject({ input: [{ role: 'user' }], max_output_tokens: 64, stream: true });
    expect(body).not.toHaveProperty('store');
  });
});

describe('the first limit', () => {
  test('is in the first field of the route that the dialect knows', () => {
    expect(smallLimit(dialects.chat, 'plain', ['max_tokens']).field).toBe('max_tokens');
    expect(smallLimit(dialects.chat, 'plain', ['max_words', 'max_tokens']).field).toBe('max_tokens');
  });

  test('is in the preferred field of the dialect where the route names none', () => {
    expect(smallLimit(dialects.chat, 'plain')).toEqual({ field: 'max_completion_tokens', tokens: 16 });
    expect(smallLimit(dialects.messages, 'stream', ['max_output_tokens'])).toEqual({
      field: 'max_tokens',
      tokens: 64,
    });
  });
});
