import { describe, expect, test } from 'vitest';
import { anthropicErrors } from '../../src/dialects/anthropic-errors.ts';
import { openaiErrors } from '../../src/dialects/openai-errors.ts';
import type { AnswerEntry, Signature } from '../../src/errors/entry.ts';
import { nexusErrors } from '../../src/providers/nexus/errors.ts';
import { nusantaraErrors } from '../../src/providers/nusantara/errors.ts';

const tables: Record<string, Readonly<Record<string, AnswerEntry>>> = {
  nexus: nexusErrors,
  nusantara: nusantaraErrors,
  openai: openaiErrors,
  anthropic: anthropicErrors,
};

const entries = Object.entries(tables).flatMap(([table, rows]) =>
  Object.entries(rows).map(([key, entry]) => ({ id: `${table}/${key}`, key, entry })),
);

function wordsOf(entry: AnswerEntry): string[] {
  const ofFixes = entry.fixes.flatMap((fix) => {
    if (fix.kind === 'do') return [fix.what, fix.why];
    return [fix.why];
  });
  return [entry.title, entry.meaning, entry.retryNote ?? 'none', entry.verify, ...entry.causes, ...ofFixes];
}

/** The pass in which a row is tried; src/errors/recognise.ts walks them in this order. */
function passOf(signature: Signature): number {
  if (signature.code !== undefined) return 1;
  if (signature.type !== undefined) return 2;
  return signature.messageHas === undefined ? 4 : 3;
}

/** Whether everything that matches `later` also matches `earlier`, which is tried before it. */
function shadows(earlier: Signature, later: Signature): boolean {
  const samePart = (['code', 'type', 'status'] as const).every(
    (field) =>
      earlier[field] === undefined ||
      String(earlier[field]).toLowerCase() === String(later[field]).toLowerCase(),
  );
  const { messageHas } = earlier;
  return samePart && (messageHas === undefined || (later.messageHas ?? '').includes(messageHas));
}

describe.each(entries)('the entry $id', ({ key, entry }) => {
  test('has a title of one line: at most 70 characters, no full stop', () => {
    expect(entry.title.length).toBeGreaterThan(10);
    expect(entry.title.length).toBeLessThanOrEqual(70);
    expect(entry.title).not.toMatch(/[.\n]/);
    expect(entry.title).toMatch(/^[A-Z]/);
  });

  test('names causes that start in lower case and do not end in a full stop', () => {
    expect(entry.causes.length).toBeGreaterThan(0);
    for (const cause of entry.causes) expect(cause).toMatch(/^(?:[a-z]|VPN|JSON).*[^.]$/);
  });

  test('has a first fix that is an action, and a reason for each', () => {
    expect(entry.fixes.length).toBeGreaterThan(0);
    for (const fix of entry.fixes) {
      expect(fix.why).toMatch(/^[a-zA-Z].*[^.]$/);
      if (fix.kind === 'run') expect(fix.command).toMatch(/^nexus (?:doctor|models|explain)\b/);
      if (fix.kind === 'open') expect(new URL(fix.link).protocol).toBe('https:');
      if (fix.kind === 'do') expect(fix.what).toMatch(/^(?:\{\w+\|)?[a-z].*[^.]$/);
    }
  });

  test('is written for a tired reader: no exclamation, no idiom, no blame', () => {
    for (const words of wordsOf(entry)) {
      expect(words.trim()).not.toBe('');
      expect(words).not.toMatch(/!|\boops\b|\bsimply\b|\bjust\b|\bplease\b|\bsorry\b|\bunfortunately\b/i);
    }
  });

  test('says in one to three sentences what it means', () => {
    const sentences = entry.meaning.split(/(?<=\.)\s/);
    expect(sentences.length).toBeLessThanOrEqual(3);
    expect(entry.meaning).toMatch(/\.$/);
  });

  test('cites a page, or says what it was inferred from', () => {
    if (entry.source.kind === 'documented') {
      expect(new URL(entry.source.url).protocol).toBe('https:');
    } else {
      expect(entry.source.from).not.toBe('');
      expect(entry.unconfirmed, 'nobody documents it, so it can not be confirmed').toBe(true);
    }
  });

  test('has a key that can stand behind the slash of a finding id', () => {
    expect(key).toMatch(/^[a-z0-9]+(?:[_-][a-z0-9]+)*$/);
  });

  test('is recognised by something, and looks for messages in lower case', () => {
    for (const signature of entry.signatures) {
      expect(Object.keys(signature).length).toBeGreaterThan(0);
      expect(signature.messageHas ?? '').toBe((signature.messageHas ?? '').toLowerCase());
    }
  });
});

describe.each(Object.entries(tables))('the table %s', (_table, rows) => {
  const signatures = Object.entries(rows).flatMap(([key, entry]) =>
    entry.signatures.map((signature) => ({ key, signature })),
  );

  test('has no row that an earlier row of the same pass hides', () => {
    const hidden = signatures.flatMap(({ key, signature }, index) =>
      signatures
        .slice(0, index)
        .filter(
          (before) => passOf(before.signature) === passOf(signature) && shadows(before.signature, signature),
        )
        .map((before) => `${key} ${JSON.stringify(signature)} is hidden by ${before.key}`),
    );
    expect(hidden).toEqual([]);
  });

  test('has no two equal signatures and no two equal names', () => {
    const equal = signatures.map(({ signature }) =>
      JSON.stringify(Object.entries(signature).sort(([a], [b]) => a.localeCompare(b))).toLowerCase(),
    );
    expect(new Set(equal).size).toBe(equal.length);
    const names = Object.values(rows).flatMap((entry) => [entry.name, ...(entry.aliases ?? [])]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test('keys an error with a code or type by the provider’s own spelling', () => {
    for (const [key, entry] of Object.entries(rows)) {
      if (/^[a-z_]+$/.test(entry.name)) expect(key).toBe(entry.name);
    }
  });
});
