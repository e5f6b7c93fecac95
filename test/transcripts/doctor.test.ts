import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { normalise } from '../support/normalise.ts';
import { runNexus } from '../support/run-nexus.ts';

// Whole screens at 80 columns, as a person gets them: read the files of this folder line by line when they change.
// A terminal without cursor control has no colours and no spinner, so that every byte is words.
const world = { env: { TERM: 'dumb' }, terminal: { columns: 80 } };

const commands = {
  healthy: 'doctor --sandbox',
  live: 'doctor --live --yes --sandbox model/chosen',
  'key-revoked': 'doctor --sandbox key/revoked',
  'key-missing': 'doctor --sandbox key/missing',
  'key-with-space': 'doctor --sandbox key/with-outer-space',
  'model-mistyped': 'doctor --sandbox model/mistyped',
  'gateway-open': 'doctor --sandbox gateway/open',
  'gateway-down': 'doctor --sandbox edge/bad-gateway-page',
  'certificate-expired': 'doctor --sandbox tls/expired',
  'settings-broken': 'doctor --sandbox settings/file-broken',
  'url-prefix-missing': 'doctor --sandbox url/prefix-missing',
  'one-check': 'doctor --only key.is-accepted --sandbox key/revoked',
  quiet: 'doctor --quiet --sandbox key/revoked',
  ascii: 'doctor --ascii --sandbox balance/zero',
  'wrong-flag': 'doctor --sandbx',
};

describe('a whole command looks like its file', () => {
  test.each(Object.entries(commands))('%s', async (name, command) => {
    const { stdout, stderr, exitCode } = await runNexus(command.split(' '), world);
    const transcript = `$ nexus ${command}\n${stdout}${stderr}Exit code: ${exitCode}\n`;
    await expect(normalise(transcript)).toMatchFileSnapshot(`./doctor/${name}.txt`);
  }, 60_000);
});

// A measured time of one digit more can move the end of its line.
const wordsOf = (text: string) => normalise(text).split(/\s+/);

test.each([40, 60, 80])('at %i columns colours only repeat what the words say', async (columns) => {
  for (const scenario of ['key/revoked', 'balance/zero', 'gateway/open', 'network/clock-differs']) {
    const argv = ['doctor', '--sandbox', scenario, '--verbose'];
    const terminal = { columns };
    const plain = await runNexus(argv, { terminal, env: { TERM: 'dumb' } });
    const coloured = await runNexus(argv, { terminal, env: { TERM: 'dumb', FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b[');
    expect(wordsOf(stripVTControlCharacters(coloured.stdout))).toEqual(wordsOf(plain.stdout));
  }
});

test('no line is wider than the screen, besides what has to be copied whole', async () => {
  for (const command of Object.values(commands)) {
    const { stdout, stderr } = await runNexus(command.split(' '), world);
    const wide = `${stdout}${stderr}`.split('\n').filter((line) => line.length > 80);
    expect(wide.filter((line) => !/nexus doctor|export |https?:/.test(line))).toEqual([]);
  }
});
