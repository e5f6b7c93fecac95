import { expect, test } from 'vitest';
import { worldOf } from '../clients/reading.ts';
import { startHeaderGateway } from '../support/header-gateway.ts';
import { rightKey } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const ofVendor = `sk-ant-api03-${'a1B2c3D4'.repeat(10)}`;

test('of two keys the refused one comes first, not that it looks like a key of a vendor', async () => {
  const { baseUrl } = await startHeaderGateway({ reads: ['bearer'] });
  const env = { ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_API_KEY: ofVendor, ANTHROPIC_AUTH_TOKEN: rightKey };
  const { json } = await runNexus(['doctor', '--for', 'anthropic-sdk', '--json'], worldOf({ env }));
  expect(json.firstCause.finding.id).toBe('anthropic-sdk/one-key-refused');
  expect(json.firstCause.finding.fixes[0].what).toContain('remove ANTHROPIC_API_KEY');
});
