import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsSecret } from '../../src/report/find-secrets.ts';
import { plainText, plainViewOf } from '../../src/report/plain-view.ts';
import { redact } from '../../src/report/redact.ts';

const key = 'sk-nx-eb40ef53-23d7-4ca2-8c36-b24c6fe61aa0';
const each = (spell: (code: number, character: string) => string) =>
  [...key].map((character) => spell(character.charCodeAt(0), character)).join('');
const hex = (code: number) => code.toString(16).padStart(2, '0');
const signs = (spelled: string) => key.replaceAll('-', spelled);

describe('a known key is hidden whole', () => {
  test.each([
    ['in capital letters', key.toUpperCase()],
    ['every character as in a URL', each((code) => `%${hex(code).toUpperCase()}`)],
    ['every character as in HTML', each((code) => `&#${code};`)],
    ['every character as in HTML, in hex', each((code) => `&#x${hex(code)};`)],
    ['every character as in a script', each((code) => `\\x${hex(code)}`)],
    ['its bytes with colons between them', each((code) => hex(code)).replace(/..(?=.)/g, '$&:')],
    ['hyphens as Django writes them', signs('\\u002D')],
    ['hyphens as in a script', signs('\\x2d')],
    ['hyphens as in a URL, in small letters', signs('%2d')],
    ['hyphens as in HTML', signs('&#x2d;')],
    ['hyphens as in a mail', signs('=2D')],
    ['without its hyphens', signs('')],
    ['with blanks for its hyphens', signs(' ')],
    ['in base64 of base64', Buffer.from(Buffer.from(key).toString('base64')).toString('base64')],
    ['in base64 of UTF-16', Buffer.from(key, 'utf16le').toString('base64')],
  ])('%s', (_, spelled) => {
    const { value, receipt } = redact(`Bad key ${spelled} was sent`, { secrets: [key] });
    expect(plainText(value)).not.toContain('eb40ef53');
    expect(value).toMatch(/^Bad key .*\[hidden\].* was sent$/);
    expect(holdsSecret(value, [key])).toBe(false);
    expect(receipt).toEqual([{ rule: 'known-key', count: 1 }]);
  });
});

test('pieces of a key that are common words stay', () => {
  const text = 'the sandbox of nexus: nexus, sandbox, Nexus Sandbox 7f95';
  expect(redact(text, { secrets: ['nexus-sandbox-7f9587c7cd29b675ffb3483e1d2fa0c5'] }).value).toBe(text);
});

test('the two views agree, and each place is one of the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('%', '2', 'd', '\\', 'u', '0', '&', '#', ';', 'A', 'é', '=', '😀') }),
      (text) => {
        const { text: seen, places } = plainViewOf(text);
        expect(seen).toBe(plainText(text));
        expect(places).toHaveLength(seen.length);
        for (const { start, end } of places) expect(text.slice(start, end).length).toBe(end - start);
      },
    ),
  );
});
