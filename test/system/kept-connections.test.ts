import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { HttpClient } from '../../src/system/system.ts';
import { type Answer, response } from '../support/loopback.ts';
import { at, client, get, server } from '../support/loopback-client.ts';

/** Answers so many requests of each connection, and resets it at the next one without having said so. */
function answersOfEach(most: number): Answer {
  const seen = new WeakMap<Socket, number>();
  return (socket) => {
    const nth = (seen.get(socket) ?? 0) + 1;
    seen.set(socket, nth);
    if (nth > most) socket.resetAndDestroy();
    else socket.write(response('ok'));
  };
}

const post = (port: number) => get(at(port), { method: 'POST', body: '{}' });

async function ask(shared: HttpClient, port: number, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth += 1) await shared.send(get(at(port)));
}

describe('a POST', () => {
  test.each([1, 2, 3])('is answered by a gateway that resets a connection after %i answers', async (most) => {
    const { port, received } = await server(answersOfEach(most));
    const shared = client();
    await ask(shared, port, 3);
    const { outcome, connection } = await shared.send(post(port));
    expect(outcome).toMatchObject({ kind: 'response', body: 'ok' });
    expect(connection.reused).toBe(false);
    expect(received().match(/POST/g)).toHaveLength(1);
  });

  test('follows a POST on its connection, where the gateway was seen to keep them', async () => {
    const { port, connections } = await server(answersOfEach(9));
    const shared = client();
    await ask(shared, port, 2);
    await shared.send(post(port));
    const { connection } = await shared.send(post(port));
    expect(connection.reused).toBe(true);
    expect(connections()).toBe(2);
  });

  test('never follows one where a kept connection was cut', async () => {
    const { port, received } = await server(answersOfEach(1));
    const shared = client();
    await ask(shared, port, 2);
    for (const _ of [1, 2, 3]) {
      const { outcome } = await shared.send(post(port));
      expect(outcome).toMatchObject({ kind: 'response' });
    }
    expect(received().match(/POST/g)).toHaveLength(3);
  });

  test('does not wait on a connection that was silent for more than a second', async () => {
    const lastUsed = new WeakMap<Socket, number>();
    const { port } = await server((socket) => {
      const idleMs = performance.now() - (lastUsed.get(socket) ?? performance.now());
      lastUsed.set(socket, performance.now());
      if (idleMs > 1000) socket.resetAndDestroy();
      else socket.write(response('ok'));
    });
    const shared = client();
    await ask(shared, port, 2);
    await shared.send(post(port));
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const { outcome } = await shared.send(post(port));
    expect(outcome).toMatchObject({ kind: 'response', body: 'ok' });
  });

  test('that is cut on a kept connection all the same says so, and is not sent again', async () => {
    const { port, received } = await server(answersOfEach(2));
    const shared = client();
    await ask(shared, port, 2);
    await shared.send(post(port));
    await shared.send(post(port));
    const { outcome } = await shared.send(post(port));
    expect(outcome).toMatchObject({ kind: 'unreachable', phase: 'headers', stale: true });
    expect(received().match(/POST/g)).toHaveLength(3);
  });

  test('that is cut on a connection of its own says nothing of the kind', async () => {
    const { port } = await server(answersOfEach(0));
    const { outcome } = await client().send(post(port));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'headers', code: 'ECONNRESET' });
  });
});
