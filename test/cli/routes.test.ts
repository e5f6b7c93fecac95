import { describe, expect, test } from 'vitest';
import { scenarioById, startSandbox } from '../../src/sandbox/index.ts';
import { runNexus } from '../support/run-nexus.ts';

describe('--route', () => {
  test.each([
    'http://evil/x',
    '//evil.example/x',
    '../x',
    '/v1/../x',
    '',
    '   ',
    'a b',
    '/v1/messages?x=1',
    'a\\b',
  ])('that is no path is refused by every command: "%s"', async (route) => {
    for (const command of ['doctor', 'models', 'probe']) {
      const { exitCode, stderr } = await runNexus([command, '--route', route, '--sandbox']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--route needs a path');
    }
  });

  test.each(['/v1/mesages', 'mesages', '/v1/chat/completion'])(
    'that the gateway does not document is refused with the nearest: %s',
    async (route) => {
      const { exitCode, stderr } = await runNexus(['doctor', '--route', route, '--sandbox']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--route names a route that Nexus does not document');
      expect(stderr).toMatch(/did you mean \/v1\/(messages|chat\/completions)\?/);
    },
  );

  test.each(['messages', '/messages', 'v1/messages', '/v1/messages', '/v1/messages/'])(
    'may be typed as %s',
    async (route) => {
      const { json } = await runNexus(['doctor', '--route', route, '--sandbox', '--json']);
      expect(json.endpoint.route).toBe('/v1/messages');
    },
  );

  test('of a gateway of one’s own may be any path', async () => {
    const providers = { mine: { baseUrl: 'http://127.0.0.1:1' } };
    const files = { '/home/ana/.config/nexus/config.json': JSON.stringify({ providers }) };
    const { json } = await runNexus(['doctor', '--provider', 'mine', '--route', '/v2/rerank', '--json'], {
      files,
    });
    expect(json.endpoint.route).toBe('/v2/rerank');
  });
});

describe('models --route', () => {
  const models = (...flags: string[]) => runNexus(['models', '--sandbox', 'healthy', ...flags]);

  test('shows the models for this route only', async () => {
    const { json, exitCode } = await models('--route', '/v1/messages', '--json');
    expect(exitCode).toBe(0);
    expect(json.models.length).toBeGreaterThan(0);
    expect(json.models.length).toBeLessThan(json.total);
  });

  test('on which no model answers shows none, and how to see all', async () => {
    const { stdout, exitCode } = await models('--route', '/v1/embeddings');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^None of \d+ models of Nexus is known for \/v1\/embeddings\.$/m);
    expect(stdout).toMatch(/list all models: {2}nexus models --sandbox healthy$/m);
  });

  test('a model without documented routes counts where models answer, and its routes are called not documented', async () => {
    // A fresh one for each run: a made-up world repeats its request ids, which this gateway refuses.
    const list = async (...flags: string[]) => {
      const sandbox = await startSandbox(scenarioById('healthy') ?? expect.fail('the scenario is gone'));
      const providers = { mine: { baseUrl: sandbox.baseUrl, keyEnv: 'MY_KEY' } };
      const files = { '/home/ana/.config/nexus/config.json': JSON.stringify({ providers }) };
      const run = await runNexus(['models', '--provider', 'mine', ...flags], {
        env: { MY_KEY: sandbox.key },
        files,
      });
      await sandbox.close();
      return run;
    };
    const all = await list('--json');
    expect(all.json.total).toBeGreaterThan(3);
    expect((await list('--route', '/v1/messages', '--json')).json.models).toHaveLength(all.json.total);
    expect((await list('--route', '/v1/embeddings', '--json')).json.models).toEqual([]);
    for (const format of ['human', 'markdown']) {
      const { stdout } = await list('--format', format);
      expect(stdout.match(/not documented/g)).toHaveLength(all.json.total);
      expect(stdout).not.toContain('chat/completions');
      expect(stdout).not.toContain('streaming is not known');
    }
  });
});
