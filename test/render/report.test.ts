import { describe, expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import type { Style } from '../../src/render/style.ts';
import type { ReportDocument } from '../../src/report/documents.ts';
import { clean, plainStyle } from './documents.ts';
import { ticketDocuments, ticketFull, ticketSandbox, ticketThin } from './ticket-documents.ts';

const shown = (
  document: ReportDocument,
  format: 'human' | 'markdown' | 'text' | 'json',
  style: Partial<Style> = {},
) => render(clean(document), format, { ...plainStyle, ...style });

describe('a ticket looks like its file', () => {
  const looks = {
    80: ['human', {}],
    60: ['human', { columns: 60 }],
    ascii: ['human', { ascii: true }],
    verbose: ['human', { verbose: true }],
    markdown: ['markdown', {}],
    text: ['text', {}],
  } as const;
  for (const [name, document] of Object.entries(ticketDocuments)) {
    test.each(Object.entries(looks))(`${name}, %s`, async (look, [format, style]) => {
      await expect(await shown(document, format, style)).toMatchFileSnapshot(
        `../transcripts/render/${name}-${look}.txt`,
      );
    });
  }
});

test('the five facts come first, in the order in which support asks for them', async () => {
  for (const format of ['human', 'text'] as const) {
    const labels = (await shown(ticketFull, format)).match(
      /^(?:request_id|model|endpoint|time|client|error)\b/gm,
    );
    expect(labels).toEqual(['request_id', 'model', 'endpoint', 'time', 'client', 'error']);
  }
});

test('no line is wider than the screen at 80 and at 60 columns', async () => {
  for (const columns of [60, 80]) {
    for (const document of Object.values(ticketDocuments)) {
      const wide = (await shown(document, 'human', { columns }))
        .split('\n')
        .filter((line) => line.length > columns);
      expect(wide).toEqual([]);
    }
  }
});

test('with --ascii nothing else leaves the program', async () => {
  const document = { ...ticketFull, ticket: { ...ticketFull.ticket, note: 'привет … “so”' } };
  for (const format of ['human', 'text'] as const) {
    expect(await shown(document, format, { ascii: true })).toMatch(/^[\n -~]*$/);
  }
});

test('a missing fact stands as REQUIRED with the way to it', async () => {
  for (const format of ['human', 'markdown', 'text'] as const) {
    const text = await shown(ticketThin, format, { columns: 200 });
    expect(text.match(/REQUIRED: /g)).toHaveLength(4);
    expect(text).toContain('--client');
  }
});

test('a ticket of the sandbox says so in every format and names nobody', async () => {
  for (const format of ['human', 'markdown', 'text'] as const) {
    const text = await shown(ticketSandbox, format);
    expect(text).toContain('SANDBOX');
    expect(text).not.toContain('@nexus_hubbot');
  }
});

describe('the text fits one message', () => {
  const long = 'x y'.repeat(34_000);
  const huge: ReportDocument = {
    ...ticketFull,
    ticket: {
      ...ticketFull.ticket,
      error: { ...ticketFull.ticket.error, message: long },
      tried: [long],
      note: long,
    },
    others: [long],
  };

  test('however long the message of the gateway is, and the facts stay', async () => {
    const text = await shown(huge, 'text');
    expect(text.length).toBeLessThanOrEqual(4096);
    for (const fact of [
      '6b0f7a52-7c1e',
      'gpt-5.4',
      'POST /v1/responses',
      '09:42:07 UTC',
      'nexus/0.1.0 probe',
    ])
      expect(text).toContain(fact);
    expect(text).toContain('Send to: Telegram @nexus_hubbot');
  });

  test('and what is short is not cut', async () => {
    expect(await shown(ticketFull, 'text')).not.toContain('shortened');
  });
});

test('in Markdown the words of a gateway stand inside code', async () => {
  const message = '![x](https://evil.example/p.png) @admin #1 <img src=x> `a`';
  const error = { code: null, type: null, message, status: 500 };
  const text = await shown({ ...ticketFull, ticket: { ...ticketFull.ticket, error } }, 'markdown');
  const line = text.split('\n').find((one) => one.startsWith('- **error**')) ?? '';
  expect(line).toBe(`- **error**: 500, no code: \`\`"${message}"\`\``);
});
