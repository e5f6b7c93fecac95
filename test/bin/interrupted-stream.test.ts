import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Loopback, listen, response } from '../support/loopback.ts';
import { bin } from '../support/run-bin.ts';

let folder: string;
let gateway: Loopback;
/** The connection over which the stream has begun. */
let asked: Promise<Socket>;

const model = 'claude-haiku-4.5';
const firstEvents = [
  'event: message_start',
  `data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"model":"${model}","usage":{"input_tokens":9,"output_tokens":1}}}`,
  '',
  '',
].join('\n');
const streamHead = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n';
const modelList = JSON.stringify({ object: 'list', data: [{ id: model, object: 'model' }] });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-interrupted-'));
  const streaming = new WeakSet<Socket>();
  let found: (socket: Socket) => void;
  asked = new Promise((resolve) => {
    found = resolve;
  });
  gateway = await listen((socket) => {
    if (!gateway.received().includes('POST ')) {
      socket.write(response(modelList, ['content-type: application/json']));
      return;
    }
    if (streaming.has(socket)) return;
    streaming.add(socket);
    socket.write(streamHead + firstEvents);
    found(socket);
  });
});
afterEach(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

/** A pipe that takes nothing more: whoever prints into it waits until it is drained. */
function fullPipe(): { readonly entrance: number; drain(): string } {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants;
  const exit = openSync(path, O_RDONLY | O_NONBLOCK);
  const filler = openSync(path, O_WRONLY | O_NONBLOCK);
  const entrance = openSync(path, O_WRONLY);
  expect(() => {
    for (;;) writeSync(filler, filling.repeat(4096));
  }).toThrow('EAGAIN');
  closeSync(filler);
  return {
    entrance,
    drain: () => {
      const buffer = Buffer.alloc(2 ** 20);
      return buffer.toString('utf8', 0, readSync(exit, buffer));
    },
  };
}
const filling = '\u0001';

describe.skipIf(process.platform === 'win32')('Ctrl-C in the middle of a stream', () => {
  test.each([
    [['probe', '--route', '/v1/messages', '--mode', 'stream'], 'may have been charged'],
    [['doctor', '--live', '--route', '/v1/messages'], 'spent: 1 call, output tokens unknown'],
  ])('hangs up before anything else, and says that it may cost: %j', async (args, note) => {
    const stdout = fullPipe();
    const child = spawn(process.execPath, [bin, ...args, '--yes', '--model', model], {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        NEXUS_API_KEY: 'nsk_0123456789abcdef0123456789abcdef',
        NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}`,
      },
      stdio: ['ignore', stdout.entrance, 'ignore'],
    });
    const exit = once(child, 'exit');
    const socket = await asked;
    const hungUp = once(socket, 'close');
    child.kill('SIGINT');
    // Nothing can be printed yet, so the program is not done: a connection that only its end closes stays open here.
    await hungUp;
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);

    expect(stdout.drain()).not.toContain('nexus');
    expect(await exit).toEqual([130, null]);
    const said = stdout.drain();
    expect(said).toContain('Interrupted');
    expect(said.replace(/\s+/g, ' ')).toContain(note);
    closeSync(stdout.entrance);
  });
});
