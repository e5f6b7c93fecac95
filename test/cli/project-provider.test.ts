import { describe, expect, test } from 'vitest';
import { keysIn, list, startGateway } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const env = {
  NEXUS_API_KEY: 'sk-nx-0aZq93LmWd72RrBvT1xGkU44hQ',
  NEOSANTARA_API_KEY: 'nsk_SECOND0123456789abcdef0123456789',
};

describe('a project folder does not choose whose key goes to an address of the person', () => {
  test.each([
    ['by a provider', { provider: 'nusantara' }],
    ['by the address of another gateway', { baseUrl: 'https://api.neosantara.xyz' }],
  ])('%s', async (_, project) => {
    const gateway = await startGateway({ get: () => list, refusalOf: () => undefined });
    const files = { '/home/me/work/.git/HEAD': '', '/home/me/work/.nexusrc.json': JSON.stringify(project) };
    const flags = ['doctor', '--base-url', gateway.baseUrl, '--json'];
    const { json } = await runNexus(flags, { env, cwd: '/home/me/work', files });
    const sent = gateway.seen().flatMap((seen) => Object.values(keysIn(seen)));
    expect(sent).toContain(env.NEXUS_API_KEY);
    expect(sent).not.toContain(env.NEOSANTARA_API_KEY);
    expect(JSON.stringify(json.results)).toContain('local/project-setting-refused');
  });
});
