import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';
import { worldOf } from './reading.ts';

const opencodeFile = {
  '~/.config/opencode/opencode.json': {
    model: 'gw/a',
    provider: {
      gw: { npm: '@ai-sdk/openai', options: { baseURL: '{env:GW}/v1', apiKey: 'key' }, models: { a: {} } },
    },
  },
};
const continueFile = {
  '~/.continue/config.yaml': `name: a\nversion: '1'\nmodels:\n  - name: a\n    provider: openai\n    model: a\n    apiBase: \${{ secrets.GW }}/v1\n    apiKey: key\n`,
};

test.each([
  ['opencode', opencodeFile],
  ['continue', continueFile],
])('a base URL of %s with a variable that is not set names the variable', async (client, files) => {
  const { json } = await runNexus(['doctor', '--for', client, '--json'], worldOf({ files }));
  const { id, summary, fixes } = json.firstCause.finding;
  expect(id).toBe(`${client}/url-variable-unset`);
  expect(summary).toContain('names GW, and it is not set here');
  expect(fixes[0].setting).toBe('GW');
});
