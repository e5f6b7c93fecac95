import { describe, expect, test } from 'vitest';
import type { CallRecord, JournalRecord } from '../../src/journal/journal-record.ts';
import { callOf, place, runOf, textOf } from '../journal/records.ts';
import type { FakeWorld } from '../support/fake-system.ts';
import { runNexus } from '../support/run-nexus.ts';

const now = '2026-01-02T03:10:00.000Z';
const report = (flags: readonly string[], world: FakeWorld = {}) =>
  runNexus(['report', ...flags], { now, ...world });
const withJournal = (...records: readonly JournalRecord[]): FakeWorld => ({
  files: { [place]: textOf(...records) },
});
const relay = { origin: 'http://127.0.0.1:18999', baseUrl: 'http://127.0.0.1:18999/mna' };
const missingModel: Partial<CallRecord> = {
  status: 404,
  code: 'model_not_found',
  type: 'invalid_request_error',
  finding: 'nexus/model_not_found',
};

describe('the host of --endpoint names the gateway', () => {
  const typed = (url: string, world: FakeWorld = {}) =>
    report(['--endpoint', url, '--request-id', 'req_1', '--json'], world);

  test('another one than the default', async () => {
    const { json } = await typed('https://api.neosantara.xyz/v1/chat/completions');
    expect(json.ticket).toMatchObject({
      endpoint: 'POST /v1/chat/completions',
      host: 'api.neosantara.xyz',
      provider: { id: 'nusantara', because: 'the host is api.neosantara.xyz' },
    });
    expect(json.contact).toEqual([]);
  });

  test('the default itself', async () => {
    const { json } = await typed('POST https://api.nexus-hub.ru/v1/responses');
    expect(json.ticket.provider).toMatchObject({ id: 'nexus', because: 'the host is api.nexus-hub.ru' });
  });

  test('nobody’s that is known, so nobody is named', async () => {
    const { json } = await typed('https://api.openai.com/v1/responses');
    expect(json.advice).toMatchObject({ place: 'elsewhere', host: 'api.openai.com' });
    expect(json.contact).toEqual([]);
  });

  test('one of this machine, which is said and proves nothing', async () => {
    const { json } = await typed('http://localhost:4000/v1/responses');
    expect(json.ticket.provider.because).toMatch(/localhost:4000 is no host of a known gateway/);
    expect(json.ticket.provider.because).not.toContain('nothing else names');
  });

  test('more than the record does', async () => {
    const { json } = await report(
      ['--last', '--endpoint', 'https://api.neosantara.xyz/v1/responses', '--json'],
      withJournal(callOf(1)),
    );
    expect(json.ticket).toMatchObject({ host: 'api.neosantara.xyz', provider: { id: 'nusantara' } });
  });

  test('a path alone says nothing about it', async () => {
    const { json } = await typed('/v1/responses');
    expect(json.ticket.host).toBeNull();
    expect(json.ticket.provider.because).toMatch(/the default .*, and nothing else names the gateway/);
  });

  test('typed as an answer too', async () => {
    const said = 'https://api.neosantara.xyz/v1/responses';
    const { stdout } = await report(['--request-id', 'req_1', '--model', 'm', '--time', '03:00'], {
      terminal: { said },
    });
    expect(stdout).toContain('the host is api.neosantara.xyz');
  });
});

describe('a gateway says where the call went', () => {
  test('its own host', async () => {
    const { json } = await report(['--json'], withJournal(callOf(1)));
    expect(json.ticket.provider.because).toBe('the call went there');
  });

  test.each(['human', 'text', 'markdown'])('another host, in %s', async (format) => {
    const { stdout } = await report(['--format', format], withJournal(callOf(1, relay)));
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/but the call went to `?127\.0\.0\.1:18999/);
    expect(stdout).not.toContain('the call went there');
  });
});

describe('the next commands of a ticket aim at its gateway', () => {
  test('by its host in a paste', async () => {
    const stdin = `curl https://api.neosantara.xyz/v1/responses\nHTTP/1.1 404 Not Found\n\n${JSON.stringify({ error: { code: 'model_not_found', message: 'no such model' } })}`;
    const { stdout } = await report(['--from', '-', '--format', 'text'], { stdin });
    expect(stdout).toMatch(/nexus models --provider nusantara/);
  });

  test('by the base URL of a run', async () => {
    const { stdout } = await report(
      ['--format', 'text'],
      withJournal(callOf(1, { ...missingModel, ...relay })),
    );
    expect(stdout).toContain(`nexus models --base-url ${relay.baseUrl}`);
  });

  test('by nothing where the settings lead there', async () => {
    const own = { ...missingModel, baseUrl: 'https://api.nexus-hub.ru' };
    const { stdout } = await report(['--format', 'text'], withJournal(callOf(1, own)));
    expect(stdout).toMatch(/nexus models$/m);
    const aimed = await report(['--format', 'text'], {
      ...withJournal(callOf(1, { ...missingModel, ...relay })),
      env: { NEXUS_BASE_URL: relay.baseUrl },
    });
    expect(aimed.stdout).toMatch(/nexus models$/m);
  });

  test('and with the flag of the person before all else', async () => {
    const { stdout } = await report(
      ['--format', 'text', '--base-url', 'http://127.0.0.1:18999/other'],
      withJournal(callOf(1, { ...missingModel, ...relay })),
    );
    expect(stdout).toContain('nexus models --base-url http://127.0.0.1:18999/other');
    expect(stdout).not.toContain('/mna');
  });
});

describe('a call is sent again only to the gateway that it went to, and the hint leads there', () => {
  const again = (...records: readonly JournalRecord[]) =>
    report(['--reproduce', '--yes'], withJournal(...records));

  test('with scheme, port and path as they were', async () => {
    const { exitCode, stderr } = await again(callOf(1, relay));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`--base-url ${relay.baseUrl}`);
    expect(stderr).not.toContain('https://127.0.0.1');
  });

  test('and no more than is known of an older record', async () => {
    const { stderr } = await again(callOf(1, { origin: relay.origin }));
    expect(stderr).toContain('--base-url <the one of that call, at http://127.0.0.1:18999>');
  });
});

test('a run that failed without a call keeps its base URL too', async () => {
  const broken = runOf(1, {
    ...relay,
    verdict: 'broken',
    firstCause: { check: 'key.is-present', finding: 'local/key-missing' },
  });
  const { stdout } = await report(['--format', 'text'], withJournal(broken));
  expect(stdout).toContain('127.0.0.1:18999');
  expect(stdout).toContain(`--base-url ${relay.baseUrl}`);
});
