import { afterAll, describe, expect, test } from 'vitest';
import { response } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';
import { json } from './faults/bytes.ts';
import { root, wholeChain } from './faults/certificates.ts';
import { list, refusal, startGateway } from './faults/gateway.ts';
import { plain, secure } from './faults/grounds.ts';
import { type Line, type SlowLine, slowLine } from './faults/slow-line.ts';
import { type Conclusion, doctor, key, Lab } from './lab.ts';

const lab = new Lab();
// At the end of all, because they wait side by side.
afterAll(() => lab.close());

const over = async (port: number, line: Line): Promise<SlowLine> => lab.keep(await slowLine(port, line));

/** doctor at a healthy gateway at the other end of the line. */
async function healthyOver(line: Line, env: Readonly<Record<string, string>> = {}): Promise<Conclusion> {
  const gateway = lab.keep(await startGateway());
  return doctor({ baseUrl: plain((await over(gateway.port, line)).port), timeoutSeconds: 10, env });
}

function expectAccepted({ exitCode, proof, summary }: Conclusion): void {
  expect({ exitCode, proof }, summary).toEqual({ exitCode: 0, proof: 'accepts-key' });
}

/** Slow and whole: each takes a small part of the time that doctor has. */
const lines: readonly (readonly [string, Line])[] = [
  ['a satellite', { latencyMs: 60 }],
  ['a modem', { bytesPerSecond: 4000 }],
  ['one byte at a time', { sliceBytes: 1 }],
  ['pieces of one to seven bytes', { sliceBytes: 7, seed: 20_261_123 }],
  ['a connection that ends late', { closeLateMs: 400 }],
  ['a connection that never ends', { closeLateMs: 'never' }],
  ['all of it', { latencyMs: 10, bytesPerSecond: 9000, sliceBytes: 90, closeLateMs: 100 }],
];

describe.concurrent.each(lines)('%s', (_, line) => {
  test('changes no verdict over http:', async () => {
    expectAccepted(await healthyOver(line));
  });

  test('changes no verdict over https:', async () => {
    const gateway = lab.keep(await startGateway(wholeChain));
    // Its certificates are long, so it gets a faster one.
    const faster = line.bytesPerSecond === undefined ? {} : { bytesPerSecond: line.bytesPerSecond * 10 };
    const { port } = await over(gateway.port, { ...line, ...faster });
    expectAccepted(await doctor({ baseUrl: secure(port), trusts: root, timeoutSeconds: 10 }));
  });

  test('makes no other answer of a refused key', async () => {
    const seen = await healthyOver(line, { NEXUS_API_KEY: 'another0P4xVb81LmNfT5sWcYh' });
    expect([seen.exitCode, seen.finding, seen.owner], seen.summary).toEqual([4, 'nexus/invalid_key', 'you']);
  });
});

// One after the other: what runs beside it would change the rhythm.
describe.each(lines)('%s', (_, line) => {
  test('leaves a stream whole', async () => {
    const gateway = lab.keep(await startGateway());
    const { port } = await over(gateway.port, line);
    const flags = ['--route', '/v1/messages', '--mode', 'stream', '--yes', '--json', '--timeout', '10'];
    const seen = await runNexus(['probe', '--base-url', plain(port), ...flags], {
      env: { NEXUS_API_KEY: key },
    });
    expect(seen.json.rows).toMatchObject([{ verdict: 'streams', findings: [] }]);
    expect(seen.exitCode).toBe(0);
  });
});

describe.concurrent('too slow for the time there is', () => {
  const models = Array.from({ length: 3000 }, (_, number) => ({ id: `model-${number}` }));
  const long = JSON.stringify({ object: 'list', data: models });

  test.each<[string, Line, string, string]>([
    ['every byte takes longer than that', { latencyMs: 3000 }, list, 'network/no-answer'],
    ['a byte now and then', { bytesPerSecond: 20 }, list, 'network/no-answer'],
    ['an answer that would take half a minute', { bytesPerSecond: 2000 }, long, 'network/answer-unfinished'],
  ])('%s', async (_, line, body, finding) => {
    const gateway = await lab.server((socket) => socket.write(response(body, [json])));
    const { port } = await over(gateway.port, line);
    const seen = await doctor({ baseUrl: plain(port), timeoutSeconds: 0.6 });
    expect([seen.exitCode, seen.finding, seen.owner], seen.summary).toEqual([3, finding, 'gateway']);
  });
});

describe.concurrent('an answer that ends with its connection', () => {
  const listed = `HTTP/1.1 200 OK\r\n${json}\r\n\r\n${list}`;
  const refused = response(refusal, [json, 'connection: close'], '401 No');

  async function untilTheEnd(line: Line, timeoutSeconds: number): Promise<Conclusion> {
    let heard = 0;
    const gateway = await lab.server((socket) => {
      const request = gateway.received().slice(heard);
      heard = gateway.received().length;
      socket.end(request.includes(`Bearer ${key}`) ? listed : refused);
    });
    return doctor({ baseUrl: plain((await over(gateway.port, line)).port), timeoutSeconds });
  }

  test('is whole when the end comes late', async () => {
    expectAccepted(await untilTheEnd({ closeLateMs: 200 }, 10));
  });

  test('is not known to be whole while the end does not come', async () => {
    const seen = await untilTheEnd({ closeLateMs: 'never' }, 0.6);
    expect([seen.exitCode, seen.finding, seen.owner], seen.summary).toEqual([
      3,
      'network/answer-unfinished',
      'gateway',
    ]);
  });

  const places = Array.from({ length: 12 }, (_, step) => 1 + step * 17);
  test.each(places)(
    'is nobody’s key and no good answer when a reset cuts it after %d bytes',
    async (bytes) => {
      const seen = await untilTheEnd({ resetAfterBytes: bytes }, 10);
      const cut = bytes < refused.length ? ['network/connection-reset', 'network/answer-cut'] : [undefined];
      expect(cut, seen.summary).toContain(seen.finding);
      expect(seen.exitCode).toBe(seen.finding === undefined ? 0 : 3);
    },
  );
});
