import { expect, test } from 'vitest';
import { isJournalOff, settingsFolder, shownPath, stateFolder } from '../../src/settings/places.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

test.each<[string, FakeWorld, string | undefined, string | undefined]>([
  ['Linux', {}, '/home/ana/.config/nexus', '/home/ana/.local/state/nexus'],
  [
    'macOS',
    { platform: 'darwin', home: '/Users/ana' },
    '/Users/ana/.config/nexus',
    '/Users/ana/.local/state/nexus',
  ],
  ['XDG', { env: { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' } }, '/c/nexus', '/s/nexus'],
  [
    'XDG without a home',
    { home: null, env: { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' } },
    '/c/nexus',
    '/s/nexus',
  ],
  [
    'empty XDG',
    { env: { XDG_CONFIG_HOME: '', XDG_STATE_HOME: '' } },
    '/home/ana/.config/nexus',
    '/home/ana/.local/state/nexus',
  ],
  [
    'relative XDG',
    { env: { XDG_CONFIG_HOME: 'c', XDG_STATE_HOME: './s' } },
    '/home/ana/.config/nexus',
    '/home/ana/.local/state/nexus',
  ],
  ['no home', { home: null }, undefined, undefined],
  [
    'Windows',
    { platform: 'win32', env: { APPDATA: 'C:\\R', LOCALAPPDATA: 'C:\\L' } },
    'C:\\R\\nexus',
    'C:\\L\\nexus',
  ],
  ['Windows without its variables', { platform: 'win32' }, undefined, undefined],
])('%s', (_, world, settings, state) => {
  const system = fakeSystem(world);
  expect([settingsFolder(system), stateFolder(system)]).toEqual([settings, state]);
});

test('a path below home is shown with a tilde, and no other one is', () => {
  const system = fakeSystem();
  expect(shownPath('/home/ana/x', system)).toBe('~/x');
  expect(shownPath('/home/anabel/x', system)).toBe('/home/anabel/x');
  expect(shownPath('/x', fakeSystem({ home: null }))).toBe('/x');
});

test.each([
  [undefined, false],
  ['', false],
  ['0', false],
  ['1', true],
  ['true', true],
])('NEXUS_NO_JOURNAL=%j: off %s', (value, isOff) => {
  expect(isJournalOff({ env: value === undefined ? {} : { NEXUS_NO_JOURNAL: value } })).toBe(isOff);
});
