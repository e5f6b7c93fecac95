import { afterEach, describe, expect, test } from 'vitest';
import { fakeFiles } from '../support/fake-files.ts';
import { listen, says } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';
import { canary, spellingsOf, tracesIn } from './canary.ts';
import {
  type EchoingGateway,
  everyFault,
  type Fault,
  isPaid,
  startEchoingGateway,
} from './echoing-gateway.ts';

let gateway: EchoingGateway | undefined;
afterEach(() => gateway?.close());

const live = ['--route', '/v1/messages', '--model', 'claude-sonnet-4-6', '--yes'];
const commands = [
  ['doctor', 'human', 'json', 'markdown', 'junit'],
  ['doctor --live', 'human', 'json'],
  ['models', 'human', 'json', 'markdown'],
  ['probe', 'human', 'json', 'markdown', 'junit', 'ndjson'],
] as const;

/** Everything that a command printed or wrote, the names of the files too. */
async function leavings(argv: readonly string[], files: ReturnType<typeof fakeFiles>, env: object) {
  const ran = await runNexus(argv, { env: { ...env }, realFiles: files });
  const written = [...files.written].flat().join('\n');
  return { printed: ran.stdout + ran.stderr, written };
}

describe('a gateway that gives the key back in all its spellings', () => {
  test.each(everyFault)('in %s: nothing is printed, nothing is kept', async (fault: Fault) => {
    gateway = await startEchoingGateway(fault);
    const at = ['--base-url', gateway.baseUrl, '--verbose', '--timeout', '5'];
    for (const [command, ...formats] of commands) {
      for (const format of formats) {
        const files = fakeFiles({});
        const extra = command === 'models' ? [] : live;
        const flags = command === 'doctor' ? ['--save-evidence', 'facts.json'] : extra;
        const argv = [...command.split(' '), ...at, ...flags, '--format', format];
        const { printed, written } = await leavings(argv, files, { NEXUS_API_KEY: canary });
        expect(printed, `${command} ${format}`).not.toBe('');
        expect(printed, `${command} ${format}`).not.toContain('still held a secret');
        expect(tracesIn(printed), `${command} ${format}, printed`).toEqual([]);
        expect(tracesIn(written), `${command} ${format}, written`).toEqual([]);
        if (format !== 'json') continue;
        const last = await leavings(['explain', '--last', '--format', 'json'], files, {
          NEXUS_API_KEY: canary,
        });
        expect(tracesIn(last.printed), `${command} ${format}, explain --last`).toEqual([]);
      }
    }
    expect(gateway.echoes()).toBeGreaterThan(0);
    if (isPaid(fault)) expect(gateway.paidEchoes()).toBeGreaterThan(5);
  });

  test('the search would have found each spelling, whole, cut or broken over lines', () => {
    for (const [spelling, form] of Object.entries(spellingsOf(canary))) {
      for (const text of [form, form.slice(0, 14), form.slice(-14), form.replace(/.{5}/g, '$&\n\u200b ')]) {
        expect(tracesIn(`before ${text} after`), `${spelling} as ${JSON.stringify(text)}`).not.toEqual([]);
      }
    }
  });
});

test('a proxy that repeats its own password shows it nowhere', async () => {
  const credentials = Buffer.from(`ana:${canary}`).toString('base64');
  const body = `<title>denied: ${credentials} ${canary}</title>`;
  const proxy = await listen(
    says(
      `HTTP/1.1 407 No ${canary}\r\nproxy-authenticate: Basic realm="${credentials}"\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    ),
  );
  const env = {
    NEXUS_API_KEY: 'another-key-0123456789abcdef',
    HTTPS_PROXY: `http://ana:${encodeURIComponent(canary)}@127.0.0.1:${proxy.port}`,
  };
  try {
    for (const format of ['human', 'json', 'markdown']) {
      const files = fakeFiles({});
      const argv = ['doctor', '--base-url', 'https://gateway.test', '--verbose', '--format', format];
      const { printed, written } = await leavings(argv, files, env);
      expect(printed).toContain('407');
      expect(tracesIn(printed + written)).toEqual([]);
    }
    expect(proxy.received()).toContain(`proxy-authorization: Basic ${credentials}`);
    expect(proxy.received()).not.toContain(env.NEXUS_API_KEY);
  } finally {
    await proxy.close();
  }
});

test('a key of the settings file and one of a key file stay hidden like one of the environment', async () => {
  gateway = await startEchoingGateway('a refusal in JSON');
  const { baseUrl } = gateway;
  const place = '/home/ana/.config/nexus/config.json';
  const stored = { [place]: JSON.stringify({ baseUrl, apiKey: canary }) };
  const named = { '/keys/mine': canary };
  for (const [argv, given] of [
    [['doctor'], stored],
    [['models'], stored],
    [['doctor', '--base-url', baseUrl, '--key-file', '/keys/mine'], named],
  ] as const) {
    for (const format of ['human', 'json']) {
      const { printed, written } = await leavings(
        [...argv, '--verbose', '--format', format],
        fakeFiles(given),
        {},
      );
      expect(tracesIn(printed + written), `${argv} ${format}`).toEqual([]);
    }
  }
  expect(gateway.echoes()).toBeGreaterThan(5);
});
