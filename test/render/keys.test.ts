import { describe, expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import type { Style } from '../../src/render/style.ts';
import type { CommandDocument } from '../../src/report/documents.ts';
import { clean, plainStyle } from './documents.ts';
import { authShown, keyDocuments, loggedIn } from './key-documents.ts';

const shown = (document: CommandDocument, style: Partial<Style> = {}) =>
  render(clean(document), 'human', { ...plainStyle, ...style });

describe('what is said about keys looks like this', () => {
  test.each(Object.entries(keyDocuments))('%s', async (name, document) => {
    await expect(await shown(document)).toMatchFileSnapshot(`../transcripts/render/${name}.txt`);
  });

  test.each(Object.entries(keyDocuments))('%s at 60 columns, in ASCII', async (name, document) => {
    const text = await shown(document, { columns: 60, ascii: true });
    expect(text).toMatch(/^[\n -~]+$/);
    expect(text.length, name).toBeGreaterThan(10);
  });
});

test('a key in a file is said to stand in plain text', async () => {
  expect(await shown(keyDocuments.loginInPlainText)).toContain('credentials.json (plain text)');
});

test('--quiet leaves the one sentence and the next command', async () => {
  expect(await shown(loggedIn, { quiet: true })).toBe(
    'The gateway accepts this key, and it is kept.\nDo            check the whole chain:  nexus doctor\n',
  );
  expect(await shown(authShown, { quiet: true })).toBe(
    'The gateway accepted this key when it was last asked.\n',
  );
});

test('Markdown has the same words behind a fence', async () => {
  const text = await render(clean(loggedIn), 'markdown', plainStyle);
  expect(text).toMatch(/^```/);
  expect(text).toContain('and it is kept');
});
