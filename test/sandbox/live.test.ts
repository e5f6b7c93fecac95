import { afterEach, describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/errors/read-answer.ts';
import { recognise } from '../../src/errors/recognise.ts';
import { nexus } from '../../src/providers/nexus/profile.ts';
import { nusantara } from '../../src/providers/nusantara/profile.ts';
import { clientSetUp, type RunningSandbox, scenarios, startSandbox } from '../../src/sandbox/index.ts';
import type { Scenario } from '../../src/sandbox/scenario.ts';
import { nexus as nexusWire } from '../../src/sandbox/wire/nexus.ts';
import { nusantara as nusantaraWire } from '../../src/sandbox/wire/nusantara.ts';
import { send, type WireAnswer } from './wire-request.ts';

const profiles = { nexus, nusantara };
const stories = scenarios.filter(({ id, live }) => id.startsWith('live/') && live !== undefined);

let running: RunningSandbox | undefined;
afterEach(() => running?.close());

function flag(flags: readonly string[], name: string): string | undefined {
  const index = flags.indexOf(name);
  return index === -1 ? undefined : flags[index + 1];
}

/** The smallest streaming call with the scenario's model on the scenario's route. */
function callOf(scenario: Scenario, sandbox: RunningSandbox): Promise<WireAnswer> {
  const { flags } = clientSetUp(scenario, sandbox);
  const path = flag(flags, '--route') ?? '/v1/messages';
  return send(`${sandbox.baseUrl}${path}`, {
    headers: { authorization: `Bearer ${sandbox.key}`, 'anthropic-version': '2023-06-01' },
    body: {
      model: flag(flags, '--model') ?? 'claude-sonnet-4-6',
      messages: [{ role: 'user', content: 'Count.' }],
      max_tokens: 64,
      stream: true,
    },
  });
}

describe('a real call meets the error that its story promises', () => {
  const answered = stories.filter(({ live }) => !/^(network|edge)\//.test(live?.findings[0] ?? ''));

  test.each(answered.map((scenario) => [scenario.id, scenario] as const))('%s', async (_, scenario) => {
    running = await startSandbox(scenario);
    const { status, headers, body } = await callOf(scenario, running);
    const read = readAnswer({
      status,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body,
    });
    if (read.kind !== 'error') throw new Error(`the answer is ${read.kind}: ${body.slice(0, 100)}`);
    expect([recognise(read.facts, profiles[scenario.provider]).id]).toEqual(scenario.live?.findings);
  });

  test.each([
    ['live/reset', 'ECONNRESET'],
    ['live/blocked', '403 text/html'],
    ['live/redirected', '307 undefined'],
    ['live/no-answer', 'nothing'],
  ])('%s', async (id, outcome) => {
    const scenario = stories.find((one) => one.id === id);
    if (scenario === undefined) throw new Error(`no scenario ${id}`);
    running = await startSandbox(scenario);
    const seen = await Promise.race([
      callOf(scenario, running).then(
        ({ status, headers }) => `${status} ${headers['content-type']}`,
        (error: NodeJS.ErrnoException) => error.code,
      ),
      new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), 300)),
    ]);
    expect(seen).toBe(outcome);
  });
});

describe('the free routes tell nothing of it', () => {
  test.each(stories.map((scenario) => [scenario.id, scenario] as const))('%s', async (_, scenario) => {
    running = await startSandbox(scenario);
    const { flags } = clientSetUp(scenario, running);
    const list = await send(`${running.baseUrl}/v1/models`, {
      headers: { authorization: `Bearer ${running.key}` },
    });
    expect(list.status).toBe(200);
    const model = flag(flags, '--model');
    if (model !== undefined) expect(list.body).toContain(`"id":"${model}"`);
    expect(scenario.expects).toEqual({ verdict: 'healthy', exitCode: 0, findings: [] });
  });
});

describe('the stories together', () => {
  test('have every error that either gateway documents', () => {
    const promised = new Set(stories.flatMap(({ live }) => live?.findings ?? []));
    for (const [provider, { errors }] of Object.entries({ nexus: nexusWire, nusantara: nusantaraWire })) {
      for (const name of Object.keys(errors)) expect(promised).toContain(`${provider}/${name}`);
    }
  });

  test('end with 4 exactly where the catalogue calls the error one of key or permission', () => {
    for (const { id, provider, live } of stories) {
      const [origin, name = ''] = live?.findings[0]?.split('/') ?? [];
      const entry = Object.entries(profiles[provider].errors).find(([key]) => key === name)?.[1];
      if (origin !== provider || entry === undefined) continue;
      expect(live?.exitCode === 4, id).toBe('access' in entry && entry.access === true);
    }
  });

  test('give each verdict an exit code of its own, and no proof beyond the lists', () => {
    const codes = { healthy: [0], degraded: [0], broken: [1, 4], inconclusive: [3] };
    for (const { id, live } of stories) {
      expect(codes[live?.verdict ?? 'healthy'], id).toContain(live?.exitCode);
      expect(['accepts-key', 'model-allowed'], id).toContain(live?.proof);
    }
  });

  test('never call a bill that is not closed a failure or a success', () => {
    const unclear = stories.filter(({ live }) => live?.findings[0]?.endsWith('billing_finalization_failed'));
    expect(unclear.length).toBeGreaterThanOrEqual(2);
    for (const { live } of unclear) expect(live?.verdict).toBe('inconclusive');
  });
});
