import { expect, test } from 'vitest';
import { notAKey, secretPartOf } from '../../src/settings/not-a-key.ts';

test.each(['sk-****…stuv', 'sk-abc...stuv', 'sk-abc***xyz', 'sk-…stuv', '****stuv', 'nsk_••••••••stuv'])(
  '%s is a key with its middle left out',
  (value) => {
    expect(notAKey(value, ['sk-'])).toBe('masked');
  },
);

test.each([
  'sk-abcdefgh12345678;',
  'sk-abcdefgh12345678,',
  'sk-abcdefgh12345678\\n',
  '4f9a8b7c6d5e4f3a\\r\\n',
])('%s has something behind the key', (value) => {
  expect(notAKey(value, ['sk-'])).toBe('with-tail');
});

test.each([
  'sk-abcdefgh12345678',
  'QUJDREVGRw==',
  'a.b.c/d+e=',
  'AQVNabc-def_123',
  't1.9euelZ..abc',
  'sk-xxx',
  'Passw0rd*Team7',
])('%s may be a key', (value) => {
  expect(notAKey(value, ['sk-'])).toBeUndefined();
});

test('what must not be shown of a key with something behind it is the key', () => {
  expect(secretPartOf('sk-abcdefgh12345678,', 'with-tail')).toBe('sk-abcdefgh12345678');
});
