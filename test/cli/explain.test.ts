import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { growthOf, tooSteep } from '../support/growth.ts';
import { runNexus } from '../support/run-nexus.ts';

const explain = async (text: string) => {
  const { json, exitCode } = await runNexus(['explain', text, '--json']);
  return { ids: json.matches.map(({ id }: { id: string }) => id), exitCode };
};
const page = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>nginx/1.24.0</body></html>\r\n`;

test('the words of a message are enough where they name one error', async () => {
  const { json, exitCode } = await runNexus(['explain', 'Incorrect API key provided: sk-ab***yz.', '--json']);
  expect([exitCode, json.matches[0].id]).toEqual([0, 'openai/invalid_api_key']);
});

describe('explain knows what clients and operating systems say', () => {
  test.each([
    ['ECONNREFUSED', 'network/connection-refused'],
    ['connect ECONNREFUSED 127.0.0.1:80', 'network/connection-refused'],
    ['CERT_HAS_EXPIRED', 'network/certificate-expired'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'network/certificate-unknown-issuer'],
    ['ENOTFOUND', 'network/host-not-found'],
    ['fetch failed', 'network/failed'],
    ['{"message":"connect ECONNREFUSED ::1:80","code":"ECONNREFUSED"}', 'network/connection-refused'],
    [page('502 Bad Gateway'), 'edge/server-error-page'],
  ])('%j', async (text, id) => {
    expect(await explain(text)).toEqual({ ids: [id], exitCode: 0 });
  });

  test('the code of a gateway beside a page in its message still counts', async () => {
    const text = JSON.stringify({ error: { code: 'invalid_key', message: page('502') } });
    expect(await explain(text)).toEqual({ ids: ['nexus/invalid_key'], exitCode: 0 });
  });
});

describe('no paste keeps explain busy', () => {
  test.each<[string, (size: number) => string]>([
    ['braces', (size) => '{'.repeat(size)],
    ['half objects', (size) => '{"a":'.repeat(size / 5)],
    ['a page', (size) => `<html><title>${'x'.repeat(size / 2)}${'{'.repeat(size / 2)}`],
    ['one word', (size) => 'a'.repeat(size)],
    ['spaces', (size) => `status code${' '.repeat(size)}!`],
    ['quotation marks', (size) => '{"'.repeat(size / 2)],
  ])('%s take time in proportion to their length', async (_, paste) => {
    const explained = async (stdin: string) => {
      const { exitCode } = await runNexus(['explain', '-', '--json'], { stdin });
      expect([0, 1]).toContain(exitCode);
    };
    expect(await growthOf(100_000, paste, explained)).toBeLessThan(tooSteep);
  });

  test('and an interrupt during the reading ends it', async () => {
    const system = fakeSystem({ stdin: '{'.repeat(100_000) });
    const ended = run(['explain', '-'], system);
    system.signal('SIGINT');
    expect(await ended).toBe(130);
  });
});
