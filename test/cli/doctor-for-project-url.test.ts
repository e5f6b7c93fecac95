import { expect, test } from 'vitest';
import { worldOf } from '../clients/reading.ts';
import { startHeaderGateway } from '../support/header-gateway.ts';
import { rightKey } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

/** The shell names one gateway with a key that it refuses, and a file of the folder names the one that takes it. */
async function twoGateways(...flags: readonly string[]) {
  const ofFolder = await startHeaderGateway({ reads: ['bearer', 'xApiKey'] });
  const ofShell = await startHeaderGateway({ reads: [] });
  const world = worldOf({
    env: { ANTHROPIC_BASE_URL: ofShell.baseUrl, ANTHROPIC_AUTH_TOKEN: rightKey },
    files: {
      './.claude/settings.local.json': { env: { ANTHROPIC_BASE_URL: ofFolder.baseUrl } },
      '~/key.txt': rightKey,
    },
  });
  const args = flags.map((flag) => (flag === '<its address>' ? ofFolder.baseUrl : flag));
  const { json, exitCode } = await runNexus(['doctor', '--for', 'claude-code', '--json', ...args], world);
  return { json, exitCode, first: json.firstCause?.finding };
}

test('an address of the folder comes first: what was tested is another one, which the client does not use', async () => {
  const { json, first } = await twoGateways();
  expect(json.verdict).toBe('broken');
  expect(first.id).toBe('claude-code/url-in-project');
  expect(first.fixes.map(({ what }: { what?: string }) => what)).toContainEqual(
    expect.stringContaining('--base-url'),
  );
});

test('whoever wrote that address gets to green with the flags that the fix names', async () => {
  const { exitCode, json } = await twoGateways('--base-url', '<its address>', '--key-file', '~/key.txt');
  expect({ exitCode, proof: json.proof }).toEqual({ exitCode: 0, proof: 'accepts-key' });
});
