import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { createNetwork } from '../../src/system/node-network.ts';
import { callOf, place, runOf, textOf } from '../journal/records.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';
import { runNexus } from '../support/run-nexus.ts';

const now = '2026-01-02T03:10:00.000Z';

/** The ticket of what a command of the sandbox left on record. */
async function ticketAfter(command: string, scenario: string, ...flags: readonly string[]) {
  const [network, system] = [createNetwork(), fakeSystem()];
  try {
    await run([command, '--sandbox', scenario, '--yes', '--json', ...flags], { ...system, network });
  } finally {
    network.close();
  }
  const files = { [place]: system.fakeFiles.written.get(place) ?? '' };
  const flat = async (format: string) => {
    const { stdout } = await runNexus(['report', '--sandbox', '--format', format], { files });
    return stdout.replaceAll(/\s+/g, ' ');
  };
  const { json } = await runNexus(['report', '--sandbox', '--json'], { files });
  return { json, text: await flat('text'), human: await flat('human') };
}

describe('a ticket does not contradict itself', () => {
  test('a cause beside calls that failed does not say that none did', async () => {
    const { json, human } = await ticketAfter('doctor', 'edge/redirect-loop');
    expect(json.others).toHaveLength(1);
    expect(human).not.toContain('no call failed');
    expect(human).toMatch(/request_id none: the cause lies in no single call; those that failed stand below/);
  });

  test('a run without any failed call still says so', async () => {
    const cause = { check: 'key.is-present', finding: 'local/key-missing' };
    const files = { [place]: textOf(runOf(1, { verdict: 'broken', firstCause: cause })) };
    const { json } = await runNexus(['report', '--json'], { now, files });
    expect(json.ticket.remarks.requestId).toBe('no call failed in that run');
  });

  test('a cut connection may be the gateway’s own doing', async () => {
    const { json, human } = await ticketAfter('doctor', 'live/reset', '--live');
    expect(json.advice.place).toBe('unclear');
    expect(human).not.toContain('not the gateway’s error');
    expect(human).toMatch(/may lie on the way or at the gateway itself/);
    expect(human).toContain('when it stays from another network too.');
  });

  test.each(['tls/expired', 'network/refused'])('%s: an id that never left is none', async (scenario) => {
    const { json, human } = await ticketAfter('doctor', scenario);
    expect(json.ticket.requestId).toBeNull();
    expect(human).toContain('request_id none: no answer came, so there is none');
    expect(human).not.toContain('the id that nexus sent');
    expect(json.missing.map(({ fact }: { fact: string }) => fact)).not.toContain('requestId');
  });

  test('an id that was sent and never answered stays', async () => {
    const { json } = await ticketAfter('doctor', 'live/reset', '--live');
    expect(json.ticket.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(json.ticket.remarks.requestId).toContain('the id that nexus sent');
  });

  test('a type is not told for a missing code', async () => {
    const { human } = await ticketAfter('doctor', 'overload/service-request-error');
    expect(human).toContain('502 service_request_error');
    expect(human).not.toContain('gives no code for it');
  });
});

test('an exhausted account may be that of the gateway at its supplier', async () => {
  const { json, human } = await ticketAfter('probe', 'live/supplier-quota');
  expect(json.advice.exception).toMatch(/account/);
  expect(human).toMatch(/Write to support all the same when .*the gateway with the supplier/);
});

test('where no support is documented the exception is said all the same', async () => {
  const stdin = JSON.stringify({ error: { code: 'insufficient_quota', message: 'no' } });
  const { stdout } = await runNexus(
    ['report', '--from', '-', '--provider', 'nusantara', '--format', 'text'],
    { now, stdin },
  );
  expect(stdout).toMatch(/The gateway has to act all the same when .*the gateway with the supplier/);
});

test('an error inside a stream keeps its name', async () => {
  const { json, human } = await ticketAfter('probe', 'stream/overloaded');
  expect(json.ticket.error).toMatchObject({ status: 200, type: 'overloaded_error' });
  expect(human).toContain('200 overloaded_error');
});

describe('what the reason for a gateway says', () => {
  const because = async (error: object) => {
    const { json } = await runNexus(['report', '--from', '-', '--json'], {
      now,
      stdin: JSON.stringify({ error, request_id: 'req_1' }),
    });
    return json.ticket.provider.because;
  };

  test('never the id of an entry of ours', async () => {
    expect(await because({ type: 'service_request_error', message: 'Service Request Error' })).toBe(
      'no other gateway that is known documents service_request_error',
    );
    expect(await because({ message: 'Service Request Error' })).not.toMatch(/\w\/\w/);
  });

  test('the code that one gateway alone documents', async () => {
    expect(await because({ code: 'user_total_daily_limit_exceeded' })).toContain(
      'documents user_total_daily_limit_exceeded',
    );
  });
});

describe('nothing recorded', () => {
  const silent = (flags: readonly string[], world: FakeWorld) => runNexus(['report', ...flags], world);

  test.each([[['--sandbox', '--last']], [['--last']]])(
    'because the place can’t be written: %j',
    async (flags) => {
      const { exitCode, stderr } = await silent(flags, { readOnly: true });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('nothing is recorded: ~/.local/state/nexus can’t be written to');
      expect(stderr).not.toMatch(/nexus doctor --sandbox key\/revoked$/m);
      expect(stderr).toContain('XDG_STATE_HOME');
    },
  );

  test('because there is no home', async () => {
    const { stderr } = await silent(['--last'], { home: null });
    expect(stderr).toContain('nothing is recorded: no folder for it is known');
  });

  test('because the journal is too large to be read', async () => {
    const files = { [place]: textOf(callOf(1)).padEnd(4 * 1024 * 1024 + 1, '\n') };
    const { stderr } = await silent(['--last'], { files });
    expect(stderr).toContain(
      'nothing is recorded: ~/.local/state/nexus/journal.jsonl is too large to be read',
    );
    const { stderr: ofRun } = await silent(['--run', callOf(1).runId], { files });
    expect(ofRun).toContain('too large to be read');
  });

  test('because nothing failed yet, and the look leaves nothing behind', async () => {
    const system = fakeSystem();
    expect(await run(['report', '--sandbox'], system)).toBe(2);
    expect(system.stderr.text()).toContain('nexus doctor --sandbox key/revoked');
    expect(await system.files.exists(place)).toBe(false);
    expect(await system.files.list('/home/ana/.local/state/nexus')).toEqual([]);
  });
});

test('a wait is told in hours where the probe tells it so', async () => {
  const files = { [place]: textOf(callOf(1, { retryAfterSeconds: 189_000 })) };
  const { stdout } = await runNexus(['report', '--format', 'text'], { now, files });
  expect(stdout).toContain('the gateway asks to wait 53 h');
});

describe('a fact that a person types at the prompt', () => {
  const ask = async (...answers: readonly string[]) => {
    const system = fakeSystem({ now, terminal: {} });
    const left = [...answers];
    const asked: string[] = [];
    const stdin = {
      ...system.stdin,
      ask: async (question: string) => {
        asked.push(question);
        return left.shift();
      },
    };
    await run(['report', '--request-id', 'req_1', '--model', 'm'], { ...system, stdin });
    return { asked, text: system.stdout.text() };
  };

  test('and that is none is asked for once more, with the reason', async () => {
    const { asked, text } = await ask('the chat one', '/v1/responses');
    expect(asked[1]).toMatch(/^That was not understood\. Endpoint that was called/);
    expect(text).toContain('POST /v1/responses');
  });

  test('is left missing after a second slip, or an empty answer', async () => {
    const { asked, text } = await ask('the chat one', 'the other one', '', '');
    expect(asked).toHaveLength(4);
    expect(asked[2]).toMatch(/^When it failed/);
    expect(text).toMatch(/endpoint +REQUIRED/);
  });
});

test('Markdown keeps a flag and its value in one piece', async () => {
  const { stdout } = await runNexus(['report', '--request-id', 'req_1', '--format', 'markdown'], { now });
  expect(stdout).toContain('`--endpoint "POST /v1/responses"`');
  expect(stdout).toContain('`--model <id>`');
});

test('a ticket names no place above where there is none', async () => {
  const cause = { check: 'settings.file-is-valid', finding: 'local/settings-file-invalid' };
  const files = { [place]: textOf(runOf(1, { verdict: 'broken', firstCause: cause })) };
  const { stdout } = await runNexus(['report', '--format', 'text'], { now, files });
  expect(stdout).toContain('the place that the diagnosis names');
  expect(stdout).not.toContain('named above');
});

describe('a type that every gateway of the format sends names no gateway', () => {
  test.each([
    [
      'of a code that nobody documents',
      `openai.BadRequestError: Error code: 400 - {'error': {'message': "Unknown parameter: 'foo'.", 'type': 'invalid_request_error', 'param': 'foo', 'code': 'unknown_parameter'}}`,
    ],
    [
      'of LiteLLM',
      '{"error":{"message":"Authentication Error, No api key passed in.","type":"auth_error","param":"None","code":"401"}}',
    ],
  ])('%s', async (_, stdin) => {
    const { json } = await runNexus(['report', '--from', '-', '--json'], { now, stdin });
    expect(json.ticket.provider).toMatchObject({
      id: 'nexus',
      because: expect.stringMatching(/^the default/),
    });
    expect(JSON.stringify(json)).not.toContain('no other gateway that is known documents');
  });
});
