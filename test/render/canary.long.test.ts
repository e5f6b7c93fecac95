import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Format, render } from '../../src/render/index.ts';
import { holdsSecret } from '../../src/report/find-secrets.ts';
import { redact } from '../../src/report/redact.ts';
import { encodingsOf } from '../../src/report/secret-encodings.ts';
import { everyDocument, plainStyle } from './documents.ts';
import { placesIn, planted } from './planted.ts';
import { sweep } from './probe-documents.ts';

const key = 'sk-nx-CANARY-7f3a/+=Zq0.9b2c4d6e8f';
const formats: readonly Format[] = ['human', 'json', 'markdown', 'junit', 'ndjson', 'text'];

test.each(Object.entries(everyDocument))(
  'the key in any field of %s reaches no output',
  async (_, document) => {
    for (let place = 0; place < placesIn(document); place += 1) {
      const { value } = redact(planted(document, place, `${'x'.repeat(190)} ${key}`), { secrets: [key] });
      for (const format of formats) {
        const text = await render(value, format, { ...plainStyle, columns: 20, verbose: true });
        expect(holdsSecret(text, [key]), `${format}, place ${place}`).toBe(false);
      }
    }
  },
);

test('nor does any spelling of it, wherever a gateway puts it', async () => {
  const documents = Object.values(everyDocument);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...documents),
      fc.nat(200),
      fc.constantFrom(...encodingsOf(key)),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...formats),
      fc.constantFrom(1, 20, 80),
      async (document, place, spelling, before, format, columns) => {
        const holding = planted(document, place % placesIn(document), before + spelling);
        const text = await render(redact(holding, { secrets: [key] }).value, format, {
          ...plainStyle,
          columns,
        });
        expect(holdsSecret(text, [key])).toBe(false);
      },
    ),
  );
}, 60_000);

test('foreign text in any field leaves every output clean', async () => {
  const hostile = '\u001b[31m\u009b2J\r\u202e\u200b\ufeff\u{e0041}\u2028 ::error::a ##[group]b ##vso[c]';
  for (const document of Object.values(everyDocument)) {
    for (let place = 0; place < placesIn(document); place += 1) {
      const { value } = redact(planted(document, place, hostile), { secrets: [] });
      for (const format of formats) {
        const text = await render(value, format, { ...plainStyle, columns: 30, verbose: true });
        expect(text.replaceAll('\n', ''), `${format}, place ${place}`).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u,
        );
        expect(text, `${format}, place ${place}`).not.toMatch(/^\s*::|##\[|##vso\[/m);
      }
    }
  }
}, 60_000);

test('nor does the key come out of a sweep that is counted instead of listed', async () => {
  const { rows, ...rest } = sweep(10);
  for (const field of ['path', 'model', 'code', 'requestId', 'why'] as const) {
    const holding = { ...rest, rows: rows.map((row) => ({ ...row, [field]: `/v1/x ${key}` })) };
    for (const format of formats) {
      const text = await render(redact(holding, { secrets: [key] }).value, format, plainStyle);
      expect(holdsSecret(text, [key]), `${format}, ${field}`).toBe(false);
    }
  }
});
