import { describe, expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import type { Style } from '../../src/render/style.ts';
import type { ProbeDocument } from '../../src/report/documents.ts';
import { clean, plainStyle } from './documents.ts';
import {
  plain,
  probeBlocked,
  probeDiffers,
  probeDocuments,
  probeFine,
  probePlanned,
  probeStopped,
  row,
  sweep,
  unsent,
} from './probe-documents.ts';

const shown = (document: ProbeDocument, style: Partial<Style> = {}) =>
  render(clean(document), 'human', { ...plainStyle, ...style });

describe('a probe looks like this', () => {
  const looks = {
    '80': {},
    '60': { columns: 60 },
    '110': { columns: 110 },
    ascii: { ascii: true },
    verbose: { verbose: true },
    quiet: { quiet: true },
  } satisfies Record<string, Partial<Style>>;
  const documents = { ...probeDocuments, probeSweep: sweep(1000) };
  for (const [name, document] of Object.entries(documents)) {
    const file = name.replace('probe', '').toLowerCase();
    test.each(Object.entries(looks))(`${file}, %s`, async (look, style) => {
      const text = await shown(document, style);
      await expect(text).toMatchFileSnapshot(`../transcripts/render/probe-${file}-${look}.txt`);
    });
  }
});
