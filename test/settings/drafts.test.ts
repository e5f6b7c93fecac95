import { expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { removeDrafts } from '../../src/settings/drafts.ts';
import { fakeSystem } from '../support/fake-system.ts';

const folder = '/home/ana/.config/nexus';
const place = `${folder}/credentials.json`;
const draft = `${folder}/.credentials.json.0f6f3c1e.tmp`;
const now = Date.parse('2026-11-23T12:00:00Z');
const text = '{"canary":"sk-nx-left-behind"}';

const world = (modifiedMs: number) => ({
  now: new Date(now).toISOString(),
  files: {
    [draft]: { text, modifiedMs },
    [`${folder}/.credentials.json.swp`]: { text, modifiedMs: 0 },
    [`${folder}/.config.json.0f6f3c1e.tmp`]: { text, modifiedMs: 0 },
  },
});

test.each([
  ['one that is old enough goes', now - 70_000, []],
  ['one that somebody may still be writing stays', now - 5_000, [draft]],
])('%s, and files of other names stay', async (_, modifiedMs, left) => {
  const system = fakeSystem(world(modifiedMs));
  await removeDrafts(place, 60_000, system);
  const names = (await system.files.list(folder)).map(({ name }) => `${folder}/${name}`);
  expect(names.filter((name) => name === draft)).toEqual(left);
  expect(names).toContain(`${folder}/.credentials.json.swp`);
  expect(names).toContain(`${folder}/.config.json.0f6f3c1e.tmp`);
});

test('logout leaves no draft, though no key was kept: a login that was killed left it with the key in it', async () => {
  const system = fakeSystem(world(now - 1));
  expect(await run(['logout'], system)).toBe(0);
  expect(await system.files.exists(draft)).toBe(false);
});

test('a draft that cannot be removed is named, and logout is not done', async () => {
  const system = fakeSystem(world(now - 1));
  const files = {
    ...system.files,
    remove: () => Promise.reject(Object.assign(new Error(), { code: 'EACCES' })),
  };
  const exitCode = await run(['logout', '--json'], { ...system, files });
  expect(exitCode).toBe(3);
  expect(JSON.parse(system.stdout.text()).notes.join()).toContain('.credentials.json.0f6f3c1e.tmp');
});
