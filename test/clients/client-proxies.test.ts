import { expect, test } from 'vitest';
import { reading } from './reading.ts';

const continueFile = (ofModel: string, ofAll = '') =>
  `name: a\nversion: '1'\n${ofAll}models:\n  - name: a\n    provider: openai\n    model: gpt-5.4\n    apiBase: https://gw.example/v1\n    apiKey: key\n${ofModel}`;
const aiderFile = (...pairs: readonly string[]) =>
  `model: openai/gpt-5.4\nset-env:\n${pairs.map((pair) => `  - ${pair}\n`).join('')}`;

test('Continue goes through the proxy of its model, whatever the shell says', async () => {
  const text = continueFile(
    '    requestOptions:\n      proxy: http://127.0.0.1:18310\n      noProxy: [a.example]\n',
  );
  const { proxy } = await reading('continue', {
    env: { HTTPS_PROXY: 'http://shell.example', NO_PROXY: 'b.example' },
    files: { '~/.continue/config.yaml': text },
  });
  expect(proxy).toEqual({
    env: {
      https_proxy: 'http://127.0.0.1:18310',
      http_proxy: 'http://127.0.0.1:18310',
      no_proxy: 'b.example,a.example',
    },
    variable: 'models[0].requestOptions.proxy in ~/.continue/config.yaml',
  });
});

test('or through that of the whole file', async () => {
  const text = continueFile('', 'requestOptions:\n  proxy: http://127.0.0.1:18310\n');
  const { proxy } = await reading('continue', { files: { '~/.continue/config.yaml': text } });
  expect(proxy?.variable).toBe('requestOptions.proxy in ~/.continue/config.yaml');
});

test('without one the variables of the shell count as for anybody', async () => {
  const files = { '~/.continue/config.yaml': continueFile(''), '~/.aider.conf.yml': aiderFile('A=b') };
  expect((await reading('continue', { files })).proxy).toBeUndefined();
  expect((await reading('aider', { files })).proxy).toBeUndefined();
});

test('aider goes through the proxy of its set-env list, and keeps what else the shell says', async () => {
  const files = { '~/.aider.conf.yml': aiderFile('HTTP_PROXY=http://127.0.0.1:18310') };
  const env = { HTTP_PROXY: 'http://shell.example', NO_PROXY: 'a.example' };
  expect((await reading('aider', { env, files })).proxy).toEqual({
    env: { HTTP_PROXY: 'http://127.0.0.1:18310', NO_PROXY: 'a.example' },
  });
});

test('a proxy that a file of the project names counts for nothing', async () => {
  const files = {
    './.git': { text: '' },
    './.aider.conf.yml': aiderFile('HTTP_PROXY=http://stranger.example'),
    './.env': 'HTTPS_PROXY=http://stranger.example\n',
  };
  expect((await reading('aider', { files })).proxy).toBeUndefined();
});
