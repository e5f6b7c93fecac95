import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const key = 'sk-nx-0aZq93LmWd72RrBvT1xGkU44hQ';

test.each(['doctor', 'models', 'probe', 'login'])(
  'a per cent sign in the password of a proxy ends %s in no fault',
  async (command) => {
    const env = { NEXUS_API_KEY: key, HTTPS_PROXY: 'http://ana:50%zz@127.0.0.1:9' };
    const { stdout, stderr } = await runNexus([command, '--base-url', 'https://gateway.test', '--yes'], {
      env,
      stdin: key,
    });
    expect(stdout + stderr).not.toContain('a fault in nexus itself');
    expect(stdout + stderr).not.toContain('50%zz');
  },
);

test.each([
  [
    'of a proxy that is not used',
    { NO_PROXY: '*', HTTPS_PROXY: 'http://ana:canary-pass-7@h:1' },
    'canary-pass-7',
  ],
  ['of SOCKS', { ALL_PROXY: 'socks5://ana:canary-pass-7@h:1' }, 'canary-pass-7'],
  ['of the other scheme', { http_proxy: 'ana:canary-pass-7@h:1' }, 'canary-pass-7'],
  ['a token in place of a name', { HTTPS_PROXY: 'http://canary-token-0aZq93@h:1' }, 'canary-token-0aZq93'],
])('a password is not repeated: %s', async (_, env, secret) => {
  const { stdout, stderr } = await runNexus(['explain', `407 for ${secret}`], { env });
  expect(stdout + stderr).not.toContain(secret);
});
