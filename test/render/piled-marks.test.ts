import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/render/escape.ts';
import { render } from '../../src/render/index.ts';
import { displayWidth } from '../../src/render/layout.ts';
import type { CommandDocument } from '../../src/report/documents.ts';
import { broken, clean, keyRefused, modelList, plainStyle } from './documents.ts';

const acute = '\u0301';
const pile = acute.repeat(500);
const formats = ['human', 'markdown', 'junit'] as const;
/** More than any language puts on one sign: what is drawn then covers the lines around it. */
const piled = /[\p{Mn}\p{Me}]{9}/u;

const shown = (document: CommandDocument, format: (typeof formats)[number] = 'human') =>
  render(clean(document), format, plainStyle);

function modelsNamed(ids: readonly string[]) {
  const models = ids.map((id) => ({
    id,
    owner: 'owner',
    routes: [{ path: '/v1/responses', streams: 'yes', source: 'documented' } as const],
  }));
  return { ...modelList, models, total: models.length };
}

function withSummary(summary: string) {
  const finding = { ...keyRefused, summary };
  const results = broken.results.map((result) =>
    result.status === 'fail' ? { ...result, findings: [finding] } : result,
  );
  return { ...broken, results, firstCause: { check: 'key.is-accepted' as const, finding } };
}

describe('marks that are piled on one sign', () => {
  test.each([
    ['é', `e${acute}`],
    ['Hebrew with its points', 'בְּרֵאשִׁ֖ית'],
    ['Vietnamese', 'Vie\u0323\u0302t'],
    ['an emoji of several parts', '\u2764\ufe0f'],
    ['as many as eight', `a${acute.repeat(8)}`],
  ])('%s stay as they are', (_, text) => {
    expect(visible(text)).toBe(text);
  });

  test('from the ninth on they are written out, whatever is around and between them', () => {
    const text = fc.string({ unit: fc.constantFrom(acute, '\u20dd', '\ufe0f', 'a', '模', '\u200b', ' ') });
    fc.assert(
      fc.property(text, fc.nat(30), (around, length) => {
        const line = visible(`${around}${acute.repeat(length)}${around}`);
        expect(line).not.toMatch(piled);
        expect(visible(line)).toBe(line);
      }),
    );
    expect(visible(`a${acute.repeat(10)}b`)).toBe(`a${acute.repeat(8)}\\u0301\\u0301b`);
  });

  test.each(formats)('%s: none is left over the lines around it', async (format) => {
    const text = await shown(withSummary(`a${pile}b`), format);
    expect(text).toContain('\\u0301\\u0301');
    expect(text).not.toMatch(piled);
  });

  test('in the id of a model they shift no column', async () => {
    const rows = (await shown(modelsNamed(['plain', `a${acute.repeat(8)}b`, '模型']))).split('\n');
    const columns = rows.filter((row) => row.includes('responses')).map((row) => row.split('responses')[0]);
    expect(columns).toHaveLength(3);
    expect(new Set(columns.map((before = '') => displayWidth(before))).size).toBe(1);
  });

  test('in the id of a model, 500 of them take one line and leave the other rows as they were', async () => {
    const before = (await shown(modelsNamed(['plain', 'x', '模型']))).split('\n');
    const rows = (await shown(modelsNamed(['plain', `a${pile}b`, '模型']))).split('\n');
    const alone = (row: string) => row.split(/ {2,}/).join(' ');
    for (const id of ['plain', '模型'])
      expect(rows.map(alone)).toContain(alone(before.find((row) => row.startsWith(id)) ?? 'absent'));
    for (const row of rows) expect(displayWidth(row)).toBeLessThan(120);
  });
});

describe('a field that is far too long', () => {
  // A MiB where it costs little; each of the others is escaped in three formats.
  const fields = {
    'one word': 'x'.repeat(2 ** 20),
    words: 'all checks passed '.repeat(8000),
    'wide characters': '模'.repeat(2 ** 18),
    'piled marks': `a${acute.repeat(2 ** 15)}`,
    'control characters': '\u001b'.repeat(2 ** 15),
  };
  const places = {
    'a summary': withSummary,
    'the id of a model': (text: string) => modelsNamed(['plain', text]),
    'the owner of a model': (text: string) => {
      const list = modelsNamed(['plain']);
      return { ...list, models: list.models.map((model) => ({ ...model, owner: text })) };
    },
  };
  const cases = Object.entries(places).flatMap(([place, documentOf]) =>
    Object.entries(fields).map(([what, text]) => [what, place, documentOf(text)] as const),
  );

  test.each(cases)('of %s as %s is cut, with the number of what is gone', async (_, __, document) => {
    // JUnit has no form of its own for a list of models: that is JSON, for programs, and whole.
    const bounded = formats.filter((format) => format !== 'junit' || 'results' in document);
    for (const format of bounded) {
      const text = await shown(document, format);
      expect(text.length, format).toBeLessThan(10_000);
      expect(text, format).toMatch(/\+\d+`?\s+characters\)/);
    }
  });
});
