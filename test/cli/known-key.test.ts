import { describe, expect, test } from 'vitest';
import { oddKey, startOddGateway } from '../probe/odd-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const env = { NEXUS_API_KEY: key };
const file = { '/home/ana/.config/nexus/config.json': '{}' };

describe('a key of the environment is not printed, wherever it was typed', () => {
  test.each([
    ['doctor', '--only', key],
    ['doctor', '--skip', key],
    ['doctor', '--config', key],
    ['doctor', '--config', `${key}.json`],
    ['doctor', '--key-file', key],
    ['doctor', '--route', key],
    ['doctor', '--model', key, '--base-url', 'nothing'],
    ['doctor', '--provider', key],
    ['doctor', `--sandbox=${key}`],
    ['doctor', '--sandbox', '--only', key],
    ['sandbox', key],
    ['explain', key],
    ['explain', `the gateway said ${key} is wrong`],
    ['explain', `{"error":{"code":"${key}"}}`],
    ['explain', `{"error":{"message":"${key} is no key"}}`],
  ])('%s %s %s %s', async (...args) => {
    for (const format of ['human', 'json', 'markdown']) {
      const words = [...args.filter((word) => word !== undefined), '--format', format];
      const { stdout, stderr } = await runNexus(words, { env, files: file });
      expect(stdout + stderr).not.toContain(key.slice(0, 12));
      expect(stdout + stderr).not.toContain(key.slice(-12));
      expect(stdout + stderr).not.toContain('still held a secret');
    }
  });

  test('in a paste on standard input neither', async () => {
    const stdin = `export NEXUS_API_KEY=${key}\n{"error":{"code":"${key}_x"}}`;
    const { stdout } = await runNexus(['explain', '-', '--json'], { env, stdin });
    expect(stdout).not.toContain(key.slice(0, 12));
    // What was pasted is not said again at all.
    expect(JSON.parse(stdout).input.text).toBe('');
  });

  test('every built-in gateway counts, whichever is in force', async () => {
    const { stdout } = await runNexus(['explain', key, '--json'], { env: { NUSANTARA_API_KEY: key } });
    expect(stdout).not.toContain(key.slice(0, 12));
  });
});

describe('what is told before the result shows no key that stands where a model belongs', () => {
  test.each([
    ['doctor', '--live', '--yes'],
    ['probe', '--yes'],
    ['report', '--reproduce', '--dry-run', '--endpoint', '/v1/chat/completions'],
  ])('%s %s %s', async (...args) => {
    const gateway = await startOddGateway({});
    const { stdout, stderr } = await gateway.run([
      ...args.filter((word) => word !== undefined),
      ...(args[0] === 'report' ? [] : ['--route', '/v1/chat/completions']),
      ...['--model', oddKey],
    ]);
    expect(stderr).toContain('Plan: ');
    expect(stdout + stderr).toContain('[hidden]');
    expect(stdout + stderr).not.toContain(oddKey);
  });
});

test('a value that stands in every manual hides nothing', async () => {
  const placeholder = { env: { NEXUS_API_KEY: 'NEXUS_API_KEY' } };
  const { stdout } = await runNexus(['explain', 'NEXUS_API_KEY', '--json'], placeholder);
  expect(JSON.parse(stdout).input.text).toBe('NEXUS_API_KEY');
  const short = await runNexus(['explain', 'invalid_key'], { env: { NEXUS_API_KEY: 'invalid' } });
  expect(short.stdout).toContain('invalid_key');
});
