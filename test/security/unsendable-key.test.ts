import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Loopback, listen, response, says } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';

const core = 'zq7Kd0P4xVb81LmNfT5sWcYh';
let gateway: Loopback;
beforeEach(async () => {
  gateway = await listen(says(response('{"error":{"code":"invalid_key","message":"No."}}', [], '401 No')));
});
afterEach(() => gateway.close());

describe('a key that can not stand in a header', () => {
  test.each([
    ['with a line break inside', `${core}\n${core}`],
    ['with a second header inside', `${core}\r\nx-evil: 1`],
    ['with an ellipsis', `${core.slice(0, 12)}…${core.slice(12)}`],
    ['with a non-breaking space', `${core.slice(0, 12)}\u00a0${core.slice(12)}`],
    ['in quotes', `"${core}"`],
    ['in curly quotes', `“${core}”`],
    ['with the word Bearer', `Bearer ${core}`],
  ])('%s: no byte of it is sent or shown, and the place is named', async (_, key) => {
    for (const argv of [['doctor'], ['models'], ['probe', '--yes'], ['doctor', '--live', '--yes']]) {
      const world = { env: { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}` } };
      for (const format of ['human', 'json']) {
        const { exitCode, stdout, stderr } = await runNexus([...argv, '--format', format], world);
        expect(exitCode, `${argv}`).not.toBe(0);
        expect(stdout + stderr, `${argv} ${format}`).not.toContain(core.slice(0, 12));
        expect(stdout + stderr, `${argv} ${format}`).not.toContain(core.slice(-12));
        expect(stdout + stderr, `${argv} ${format}`).toMatch(/key/i);
      }
    }
    expect(gateway.received()).not.toContain(core.slice(0, 12));
    expect(gateway.received()).not.toContain(core.slice(-12));
    expect(gateway.received()).not.toContain('x-evil');
  });

  test.each([
    ['line break', `${core}\n${core}`, 'a line break at character 25'],
    [
      'non-breaking space',
      `${core.slice(0, 12)}\u00a0${core.slice(12)}`,
      'an illegal character at position 13',
    ],
    ['quotation mark', `"${core}"`, 'a quotation mark at character 1'],
  ])('is named with the place of its %s', async (_, key, words) => {
    const world = { env: { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}` } };
    const { stdout } = await runNexus(['doctor'], world);
    expect(stdout.replace(/\s+/g, ' ')).toContain(words);
  });

  test('white space around it is cut off, and said', async () => {
    for (const key of [`${core}\n`, `${core}\r\n`, `\ufeff${core}`, ` ${core}\t`]) {
      const world = { env: { NEXUS_API_KEY: key, NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}` } };
      const { json } = await runNexus(['doctor', '--json'], world);
      const ids = json.results.flatMap(({ findings }: { findings: { id: string }[] }) =>
        findings.map(({ id }) => id),
      );
      expect(ids).toContain('local/key-has-outer-space');
      expect(gateway.received()).toContain(`authorization: Bearer ${core}\r\n`);
    }
  });
});
