import { describe, expect, test } from 'vitest';
import { fingerprintOf, keyFingerprint, loadSalt } from '../../src/settings/key-fingerprint.ts';
import { Secret } from '../../src/settings/secret.ts';
import { fakeSystem } from '../support/fake-system.ts';

const place = '/home/ana/.local/state/nexus/salt';
const kept = 'ab'.repeat(32);

test('a fingerprint is 8 hex digits that depend on the key and on the salt', () => {
  const of = (key: string, salt: string) => keyFingerprint(new Secret(key), salt);
  expect(of('key', 'salt')).toMatch(/^[0-9a-f]{8}$/);
  expect(of('key', 'salt')).toBe(of('key', 'salt'));
  expect(of('key', 'salt')).not.toBe(of('key2', 'salt'));
  expect(of('key', 'salt')).not.toBe(of('key', 'salt2'));
});

test('without a key, or with an empty one, there is none', async () => {
  const empty = {
    secret: new Secret(''),
    shape: { length: 0, outerSpace: false, problem: 'empty' },
  } as const;
  expect(await fingerprintOf(undefined, fakeSystem())).toBeNull();
  expect(await fingerprintOf(empty, fakeSystem())).toBeNull();
});

describe('the salt', () => {
  test('is made once, kept, and the same for the next run', async () => {
    const first = fakeSystem();
    const salt = await loadSalt(first);
    expect(salt).toMatch(/^[0-9a-f]{64}$/);
    expect(first.fakeFiles.written.get(place)).toBe(`${salt}\n`);
    const next = fakeSystem({ files: { [place]: `${salt}\n` } });
    expect(await loadSalt(next)).toBe(salt);
    expect(next.fakeFiles.written.size).toBe(0);
  });

  test.each([
    ['a read-only home', { readOnly: true }],
    ['no home', { home: null }],
    ['NEXUS_NO_JOURNAL=1', { env: { NEXUS_NO_JOURNAL: '1' } }],
  ])('with %s lasts for the run and is not kept', async (_, world) => {
    const system = fakeSystem(world);
    const salt = await loadSalt(system);
    expect(salt).toMatch(/^[0-9a-f]{64}$/);
    expect(await loadSalt(system)).toBe(salt);
    expect(system.fakeFiles.written.size).toBe(0);
  });

  test('that was kept is used even when nothing may be written', async () => {
    const world = { env: { NEXUS_NO_JOURNAL: '1' }, files: { [place]: kept } };
    expect(await loadSalt(fakeSystem(world))).toBe(kept);
  });

  test.each(['', 'short', 'zz'.repeat(32)])('that is damaged (%j) is replaced', async (text) => {
    const system = fakeSystem({ files: { [place]: text } });
    const salt = await loadSalt(system);
    expect(system.fakeFiles.written.get(place)).toBe(`${salt}\n`);
  });

  test('of another user, or behind a link, is not used', async () => {
    const foreign = fakeSystem({ files: { [place]: { text: kept, ownedByMe: false } } });
    expect(await loadSalt(foreign)).not.toBe(kept);
    const linked = fakeSystem({ files: { [place]: { linkTo: '/x' }, '/x': kept } });
    expect(await loadSalt(linked)).not.toBe(kept);
  });

  test('of a run that was faster wins', async () => {
    const system = fakeSystem();
    let reads = 0;
    const files = {
      ...system.files,
      read: async () =>
        reads++ === 0
          ? ({ kind: 'absent' } as const)
          : ({ kind: 'text', text: kept, mode: 0o600, ownedByMe: true } as const),
      exists: async () => false,
      writePrivate: async () => {
        throw Object.assign(new Error('exists'), { code: 'EEXIST' });
      },
    };
    expect(await loadSalt({ ...system, files })).toBe(kept);
  });
});
