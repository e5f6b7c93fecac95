import { expect, test } from 'vitest';
import { reading, type SetUp } from './reading.ts';

const proxyOf = async (setUp: SetUp) => (await reading('claude-code', setUp)).proxy;
const inUser = (env: object) => ({ '~/.claude/settings.json': { env } });

test('a proxy in the settings of Claude Code counts, and more than that of the shell', async () => {
  const files = inUser({ HTTPS_PROXY: 'http://127.0.0.1:18310', NO_PROXY: 'a.example' });
  expect(await proxyOf({ env: { https_proxy: 'http://shell.example' }, files: {} })).toMatchObject({
    env: { https_proxy: 'http://shell.example' },
    variable: 'https_proxy',
  });
  expect(await proxyOf({ env: { HTTPS_PROXY: 'http://shell.example' }, files })).toEqual({
    env: {
      https_proxy: 'http://127.0.0.1:18310',
      http_proxy: 'http://127.0.0.1:18310',
      no_proxy: 'a.example',
    },
    variable: 'env.HTTPS_PROXY in ~/.claude/settings.json',
  });
});

test('ALL_PROXY is not read by Claude Code', async () => {
  expect(await proxyOf({ env: { ALL_PROXY: 'http://127.0.0.1:1' } })).toEqual({ env: {} });
});

test('a proxy that a file of the project names counts for nothing', async () => {
  const files = { './.claude/settings.json': { env: { HTTPS_PROXY: 'http://stranger.example' } } };
  expect(await proxyOf({ files })).toEqual({ env: {} });
});
