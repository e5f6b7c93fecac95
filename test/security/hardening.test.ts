import { describe, expect, test } from 'vitest';
import { fakeFiles } from '../support/fake-files.ts';
import { runNexus } from '../support/run-nexus.ts';
import { canary, tracesIn } from './canary.ts';

describe('a sandbox', () => {
  test('never sees the real key, nor the settings, nor the folder of the person', async () => {
    const config = '/home/ana/.config/nexus/config.json';
    const project = '/home/ana/project/.nexusrc.json';
    for (const argv of [['doctor'], ['models'], ['probe', '--mode', 'plain', '--route', '/v1/messages']]) {
      const files = fakeFiles({
        [config]: JSON.stringify({ apiKey: canary, baseUrl: 'https://api.nexus-hub.ru', model: 'mine' }),
        [project]: JSON.stringify({ model: 'theirs' }),
      });
      const env = {
        NEXUS_API_KEY: canary,
        NEOSANTARA_API_KEY: canary,
        NEXUS_BASE_URL: 'https://gateway.test',
      };
      const { json, stdout } = await runNexus([...argv, '--sandbox', '--json'], { env, realFiles: files });
      expect(json.sandbox).toBe('healthy');
      expect(stdout).toContain('127.0.0.1');
      expect(stdout).not.toContain('gateway.test');
      expect(files.asked.filter((path) => path === config || path === project)).toEqual([]);
      expect(tracesIn(stdout + [...files.written.values()].join())).toEqual([]);
    }
  });
});

describe('hiding can not be switched off', () => {
  test.each(['--no-redact', '--no-mask', '--show-key', '--raw', '--unsafe', '--insecure', '--no-verify'])(
    'there is no flag %s, on no command',
    async (flag) => {
      const commands = 'doctor models probe explain sandbox report login logout auth'.split(' ');
      for (const command of commands) {
        const words = command === 'auth' ? ['auth', 'status'] : [command];
        const { exitCode, stdout } = await runNexus([...words, flag]);
        expect({ exitCode, stdout }, command).toEqual({ exitCode: 2, stdout: '' });
      }
    },
  );

  test.each(['NEXUS_NO_REDACT', 'NEXUS_DEBUG', 'DEBUG', 'NEXUS_INSECURE', 'NODE_ENV'])(
    'and no variable %s does it',
    async (name) => {
      for (const value of ['1', '*', 'true', 'development']) {
        const env = { NEXUS_API_KEY: canary, [name]: value };
        const said = `the gateway said ${canary}`;
        for (const argv of [
          ['explain', said],
          ['report', '--request-id', 'req_0123456789abcdef', '--note', said],
          ['report', '--from', '-'],
        ]) {
          const stdin = `HTTP/1.1 401\nrequest_id: req_0123456789abcdef\n{"error":{"message":"${said} of ana@mail.test"}}`;
          const { stdout, stderr } = await runNexus([...argv, '--verbose'], { env, stdin });
          expect(stdout + stderr).not.toBe('');
          expect(tracesIn(stdout + stderr), argv.join(' ')).toEqual([]);
          expect(stdout).not.toContain('ana@mail.test');
        }
      }
    },
  );
});
