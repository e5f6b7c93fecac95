import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrongKeyLike } from '../../src/gateway/wrong-key.ts';
import { profiles } from '../../src/providers/index.ts';
import { Secret } from '../../src/settings/secret.ts';
import { fakeSystem } from '../support/fake-system.ts';

const hex = '0123456789abcdef0123456789abcdef';

function wrongFor(real: string | undefined, profile: keyof typeof profiles = 'nexus'): string {
  const key = real === undefined ? undefined : new Secret(real);
  return wrongKeyLike(key, profiles[profile], fakeSystem().random).reveal();
}

test.each([
  [`nsk_${hex}`, /^nsk_[0-9a-f]{32}$/],
  [`nsk_code_${hex}`, /^nsk_code_[0-9a-f]{32}$/],
  [`sk-or-v1-${hex}`, /^sk-or-[0-9a-f]{35}$/],
  [`nexus-sandbox-${hex}`, /^nexus-sandbox-[0-9a-f]{32}$/],
  [hex, /^[0-9a-f]{32}$/],
  ['a1b2', /^[0-9a-f]{16}$/],
])('%s has a wrong twin of the same form', (real, form) => {
  expect(wrongFor(real)).toMatch(form);
});

test('without a key the shortest documented prefix is used', () => {
  expect(wrongFor(undefined, 'nusantara')).toMatch(/^nsk_[0-9a-f]{32}$/);
  expect(wrongFor(undefined)).toMatch(/^[0-9a-f]{36}$/);
});

test.each(['secret-words-are-a-key-', 'correct-horse-battery-staple', 'ab-cd-', 'my-own-key-for-ana'])(
  '%s is not given away as its own prefix',
  (real) => {
    const wrong = wrongFor(real);
    const shared = [...real].findIndex((character, index) => character !== wrong[index]);
    // Two random digits may happen to fit.
    expect(shared).toBeLessThanOrEqual(real.length / 2 + 2);
    expect(shared).not.toBe(-1);
  },
);

test('no key of any form shares more than its first two words with its wrong twin', () => {
  const word = fc.stringMatching(/^[A-Za-z]{2,8}[-_]$/);
  const rest = fc.stringMatching(/^[!-~]{8,60}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), rest, (words, end) => {
      const real = words.join('') + end;
      const wrong = wrongFor(real);
      expect(wrong).not.toContain(real);
      expect(wrong.length).toBeGreaterThanOrEqual(16);
      const prefix = /^(?:[A-Za-z]{2,8}[-_]){0,2}/.exec(real)?.[0] ?? '';
      expect(wrong.replace(prefix, '')).toMatch(/^[0-9a-f]*$/);
    }),
  );
});

test('two runs do not send the same wrong key', () => {
  const { random } = fakeSystem();
  const key = new Secret(`nsk_${hex}`);
  const [one, other] = [0, 1].map(() => wrongKeyLike(key, profiles.nusantara, random).reveal());
  expect(one).not.toBe(other);
});
