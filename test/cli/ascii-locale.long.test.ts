import { expect, test } from 'vitest';
import { isAsciiLocale } from '../../src/cli/display.ts';
import { runNexus } from '../support/run-nexus.ts';

test.each<[Readonly<Record<string, string>>, boolean]>([
  [{ LANG: 'C' }, true],
  [{ LC_CTYPE: 'POSIX', LANG: 'de_DE.UTF-8' }, true],
  [{ LC_ALL: 'C', LC_CTYPE: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }, true],
  [{ LC_ALL: '', LC_CTYPE: '', LANG: 'C' }, true],
  [{ LANG: 'de_DE.ISO-8859-1' }, true],
  [{ LANG: 'de_DE.ISO-8859-15@euro' }, true],
  [{ LC_ALL: 'ru_RU.KOI8-R' }, true],
  [{}, false],
  [{ LANG: 'en_US.UTF-8' }, false],
  [{ LANG: 'C.UTF-8' }, false],
  [{ LC_ALL: 'C.utf8', LANG: 'C' }, false],
  [{ LC_CTYPE: 'UTF-8' }, false],
])('with %o a terminal is given ASCII signs alone: %s', (env, expected) => {
  expect(isAsciiLocale({ env, platform: 'linux' })).toBe(expected);
});

test.each(['LC_ALL', 'LC_CTYPE', 'LANG'])(
  '%s without UTF-8 leaves only ASCII in what we say',
  async (name) => {
    const { stdout, stderr } = await runNexus(['doctor'], { env: { [name]: 'de_DE.ISO-8859-1' } });
    expect(stdout).toContain('nexus doctor');
    expect([...(stdout + stderr)].filter((sign) => sign > '\x7f')).toEqual([]);
  },
);
