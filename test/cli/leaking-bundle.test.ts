import { expect, test } from 'vitest';
import { type BundleContent, saveBundle } from '../../src/cli/save-bundle.ts';
import type { ReportDocument } from '../../src/report/documents.ts';
import { fakeSystem } from '../support/fake-system.ts';

const key = 'nsk_canary_0123456789abcdef0123456789';
// Of a ticket the bundle reads two fields; a whole one would say nothing more here.
const ticket = { ticket: { sandbox: null }, redactions: [] } as unknown as ReportDocument;
const clean: BundleContent = { ticket, doctor: {}, journal: [] };

test.each([
  ['doctor.json', 'bundle', { ...clean, doctor: { unknownField: `seen ${key}` } }, 'a ticket'],
  ['journal.jsonl', 'bundle.tgz', { ...clean, journal: [{ note: key }] }, 'a ticket'],
  ['ticket.md', 'bundle', clean, `a ticket with ${key}`],
])(
  '%s that still holds the key keeps the whole bundle back, and is named',
  async (name, place, content, text) => {
    const system = fakeSystem({ cwd: '/home/ana/project' });
    const saved = saveBundle(place, content, text, [key], { overwrite: false }, system);
    await expect(saved).rejects.toThrow(`${name} still held a secret`);
    expect(system.fakeFiles.written.size).toBe(0);
  },
);
