import { describe, expect, test } from 'vitest';
import { list, startGateway } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const home = '/home/ana';
const place = `${home}/.config/nexus/config.json`;
const env = { NEXUS_API_KEY: 'sk-nx-0aZq93LmWd72RrBvT1xGkU44hQ' };
/** Everybody may enter every folder on the way. */
const open = Object.fromEntries(
  ['/', '/home', home, `${home}/.config`, `${home}/.config/nexus`].map((folder) => [
    folder,
    { folderMode: 0o755 },
  ]),
);

async function doctorWith(
  file: { mode?: number; ownedByMe?: boolean },
  more: object = {},
  variables: Record<string, string> = {},
) {
  const gateway = await startGateway({ get: () => list, refusalOf: () => undefined });
  const text = JSON.stringify({ baseUrl: gateway.baseUrl });
  const files = { ...open, ...more, [place]: { text, ...file } };
  const { json } = await runNexus(['doctor', '--json'], { env: { ...env, ...variables }, files });
  const check = json.results.find(({ id }: { id: string }) => id === 'settings.file-is-valid');
  return { status: check.status, asked: gateway.seen().length, text: JSON.stringify(json) };
}

describe('a settings file that somebody else can write decides nothing about where a key goes', () => {
  test.each([
    ['of another user', { ownedByMe: false, mode: 0o644 }, {}, 'sudo chown'],
    ['that everybody may write', { mode: 0o666 }, {}, 'chmod o-w'],
    [
      'in a folder that everybody may write',
      { mode: 0o644 },
      { [`${home}/.config/nexus`]: { folderMode: 0o777 } },
      'chmod o-w',
    ],
  ])('%s', async (_, file, more, command) => {
    const { status, asked, text } = await doctorWith(file, more);
    expect({ status, asked }).toEqual({ status: 'fail', asked: 0 });
    expect(text).toContain(command);
  });
});

describe('is followed', () => {
  test.each([
    ['where the group of its owner may write, as with umask 002', { mode: 0o664 }, {}, {}],
    ['where nobody gets to it', { mode: 0o666 }, { [home]: { folderMode: 0o700 } }, {}],
    ['in a job of CI, where nobody else is', { mode: 0o666 }, {}, { CI: 'true' }],
  ])('%s', async (_, file, more, variables) => {
    const { status, asked } = await doctorWith(file, more, variables);
    expect(status).toBe('pass');
    expect(asked).toBeGreaterThan(0);
  });
});
