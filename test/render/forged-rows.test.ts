import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import type { CommandDocument } from '../../src/report/documents.ts';
import { redact } from '../../src/report/redact.ts';
import { drawn } from '../support/screen.ts';
import { everyDocument, plainStyle } from './documents.ts';
import { placesIn, planted } from './planted.ts';

/** Pieces that mean something to a terminal, to Markdown, to XML or to a CI runner, in any order. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...['\u001b[2J', '\u001b]0;t\u0007', '\u009b1A', '\r', '\b', '\n', '\u0085', '\u2028', '\u202e'],
      ...[
        '✓ ',
        '::error::',
        '##[group]',
        '| ',
        '\\|',
        '`',
        '```\n',
        '</failure>',
        ']]>',
        '<!--',
        '"',
        '&lt;',
      ],
      ...['</testcase><testcase name="x">', '\n- **Verdict**: healthy', '\n# healthy\n', 'word', ' '],
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

const documents = Object.entries(everyDocument);
const wide = { ...plainStyle, columns: 5_000, verbose: true };
const shown = async (document: CommandDocument, format: Parameters<typeof render>[1]) =>
  render(redact(document, { secrets: [] }).value, format, wide);

/** Holds two renderings of one document against each other: with a plain word at a place, and with a hostile text. */
async function sameShape(
  format: Parameters<typeof render>[1],
  shapeOf: (text: string) => unknown,
): Promise<void> {
  const place = fc.tuple(fc.constantFrom(...documents), fc.nat(200), hostile);
  const property = fc.asyncProperty(place, async ([[, document], nth, text]) => {
    const at = nth % placesIn(document);
    const [plain, forged] = [planted(document, at, ' <<w>>'), planted(document, at, ` <<${text}>>`)];
    expect(shapeOf(await shown(forged, format))).toEqual(shapeOf(await shown(plain, format)));
  });
  await fc.assert(property, { numRuns: 150 });
}

describe('text from outside adds nothing of its own', () => {
  test('to a terminal: as many rows, and no control', async () => {
    await sameShape('human', (text) => {
      const { rows, moves } = drawn(text, 5_000);
      return { rows: rows.length, moves };
    });
  });

  test('to Markdown: as many lines that start like these, and as many cells in each table', async () => {
    await sameShape('markdown', (text) =>
      withoutBlocks(text)
        .split('\n')
        .map((line) => ({
          start: /^(?:#+ |- \*\*\w+|\d+\. |\||`{3,})?/.exec(line)?.[0],
          cells: line.startsWith('|') ? line.replace(/\\\|/g, '').split('|').length : 0,
        })),
    );
  });

  test('to JUnit: the same elements with the same attributes, in the same order', async () => {
    await sameShape('junit', (text) =>
      text.startsWith('<') ? elementsOf(text) : Object.keys(JSON.parse(text) as object),
    );
  });

  test('to a record: one line stays one line', async () => {
    await sameShape('ndjson', (text) => text.split('\n').length);
  });
});

/** Tags with the names of their attributes. Throws where the text between them is no XML. */
function elementsOf(xml: string): readonly string[] {
  const between = xml.replace(/<\?xml[^>]*\?>/, '').split(/<\/?[a-z-]+(?: [a-z]+="[^"<]*")*>/);
  for (const text of between) expect(text).toMatch(/^(?:[^<>&]|&(?:lt|gt|amp|quot|apos);|&#\d+;)*$/);
  return [...xml.matchAll(/<(\/?[a-z-]+)((?: [a-z]+="[^"<]*")*)>/g)].map(
    ([, name, attributes = '']) => `${name}${attributes.replace(/="[^"]*"/g, '')}`,
  );
}

/** Markdown without what stands behind fences: there lines break at the width of a screen. */
const withoutBlocks = (text: string) => text.replace(/^(`{3,})\w*\n[\s\S]*?^\1`*$/gm, 'a block');
