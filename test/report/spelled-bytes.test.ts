import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hiddenMark, holdsSecret, secretFinder } from '../../src/report/find-secrets.ts';
import { redact } from '../../src/report/redact.ts';

const key = 'sk-Zq7Lm2Xv9Tn4Rb8Wd3KpHs6Yc1stuv';
const bytes = [...Buffer.from(key)];
const hash = createHash('sha256').update(key).digest();

describe('a known key is hidden', () => {
  test.each([
    ['as a JSON array of bytes', JSON.stringify(bytes)],
    ['as an array over several lines', JSON.stringify(bytes, null, 2)],
    ['as Go prints a slice of bytes', `[${bytes.join(' ')}]`],
    ['as Node prints a buffer', `<Buffer ${bytes.map((byte) => byte.toString(16)).join(' ')}>`],
    ['as bytes of a C program', bytes.map((byte) => `0x${byte.toString(16)}`).join(', ')],
    ['in capital hex', bytes.map((byte) => `0x${byte.toString(16).toUpperCase()}`).join(', ')],
    ['in octal', bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')],
    ['as its SHA-256', hash.toString('hex')],
    ['as its SHA-256 in base64', hash.toString('base64')],
    ['with its middle left out', `${key.slice(0, 10)}...${key.slice(-10)}`],
    ['with another sign for its middle', `${key.slice(0, 10)}…${key.slice(-8)}`],
  ])('%s', (_, spelling) => {
    const masked = secretFinder([key]).mask(`got ${spelling} there`).text;
    expect(masked).toContain(hiddenMark);
    expect(masked.length).toBeLessThan(40);
    expect(holdsSecret(`got ${spelling} there`, [key])).toBe(true);
  });
});

test.each(['[115,107,45,90,12]', `sk-…${key.slice(-4)}`, 'and so on...thereafter', 'a**bold**word'])(
  '%s is no key',
  (text) => {
    expect(secretFinder([key]).mask(text)).toEqual({ text, count: 0 });
  },
);

test('a key that a gateway shortened is hidden, though nobody knows it', () => {
  const text = 'Received API Key = sk-...stuv, Key Hash (Token) =1c6b7b2a';
  expect(redact(text, { secrets: [], home: undefined }).value).not.toContain('stuv');
});
