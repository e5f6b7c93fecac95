import { describe, expect, test } from 'vitest';
import { explain } from '../../src/commands/explain.ts';
import { catalogueOf } from '../../src/errors/catalogue.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { redact } from '../../src/report/redact.ts';
import { redactKnown } from '../../src/report/redact-known.ts';
import { fakeSystem } from '../support/fake-system.ts';

const home = '/home/ana';

describe('where nothing comes from outside', () => {
  test('a known key is hidden, in other spellings too', () => {
    const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
    const document = { plain: `the key ${key}`, hex: Buffer.from(key).toString('hex') };
    expect(redactKnown(document, { secrets: [key], home }).value).toEqual({
      plain: 'the key [hidden]',
      hex: '[hidden]',
    });
  });

  test('so is the home folder', () => {
    expect(redactKnown({ path: `${home}/.config` }, { secrets: [], home }).value).toEqual({
      path: '~/.config',
    });
  });

  test('no entry of the catalogue holds anything that the shapes of secrets would have found', async () => {
    for (const { id } of catalogueOf(builtInProfiles)) {
      const { document, allOwnWords } = await explain({ words: [id] }, fakeSystem());
      expect(allOwnWords, id).toBe(true);
      expect(redactKnown(document, { secrets: [], home }).value, id).toEqual(
        redact(document, { secrets: [], home }).value,
      );
    }
  });
});
