import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type Answer, response, says } from '../support/loopback.ts';
import { authority, trusted } from '../support/loopback-certificates.ts';
import { at, client, get, secureAt, server } from '../support/loopback-client.ts';

describe('a kept connection', () => {
  test('is used again, and says so without times that were not spent', async () => {
    const { port, connections } = await server(says(response('ok')), trusted);
    const shared = client({ extraCa: authority });
    const first = await shared.send(get(secureAt(port)));
    const second = await shared.send(get(secureAt(port)));
    expect(first.connection).toMatchObject({
      reused: false,
      addresses: expect.arrayContaining(['127.0.0.1']),
      dnsMs: expect.any(Number),
      connectMs: expect.any(Number),
      tlsMs: expect.any(Number),
      certificate: {
        issuer: 'Loopback Test Authority',
        subject: 'localhost',
        names: ['localhost', '127.0.0.1', '0:0:0:0:0:0:0:1'],
      },
    });
    expect(second.connection).toMatchObject({ reused: true, certificate: { subject: 'localhost' } });
    expect(Object.keys(second.connection)).not.toContain('connectMs');
    expect(connections()).toBe(1);
  });

  /** Answers every request but one, at which it ends the connection. */
  function endsAt(which: number, end: (socket: Socket) => void): Answer {
    return (socket, nth) => {
      if (nth === which) end(socket);
      else socket.write(response(`answer ${nth}`));
    };
  }
  const endsAtSecond = (end: (socket: Socket) => void) => endsAt(2, end);
  const resetsSecond = endsAtSecond((socket) => socket.resetAndDestroy());
  const closesSecond = endsAtSecond((socket) => socket.destroy());

  test.each([
    ['reset', resetsSecond, undefined],
    ['closed', closesSecond, undefined],
    ['closed under TLS', closesSecond, trusted],
  ])('that was %s in the meantime costs a GET nothing', async (_name, answer, identity) => {
    const { port, connections } = await server(answer, identity);
    const shared = client({ extraCa: authority });
    const url = identity === undefined ? at(port) : secureAt(port);
    await shared.send(get(url));
    const { outcome, connection } = await shared.send(get(url));
    expect(outcome).toMatchObject({ kind: 'response', body: 'answer 3' });
    expect(connection.reused).toBe(false);
    expect(connections()).toBe(2);
  });

  test('that stays silent is not asked again', async () => {
    const { port, received } = await server(endsAtSecond(() => {}));
    const shared = client();
    await shared.send(get(at(port)));
    const { outcome } = await shared.send(get(at(port), { timeoutMs: 100 }));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'headers', code: 'TIMEOUT' });
    expect(received().match(/GET/g)).toHaveLength(2);
  });

  test('that was reset in the meantime ends a POST, which is never sent twice', async () => {
    const { port, received } = await server(endsAt(4, (socket) => socket.resetAndDestroy()));
    const shared = client();
    await shared.send(get(at(port)));
    await shared.send(get(at(port)));
    await shared.send(get(at(port), { method: 'POST', body: '{}' }));
    const { outcome, connection } = await shared.send(get(at(port), { method: 'POST', body: '{}' }));
    expect(outcome).toEqual({ kind: 'unreachable', phase: 'headers', code: 'ECONNRESET', stale: true });
    expect(connection.reused).toBe(true);
    expect(received().match(/POST/g)).toHaveLength(2);
  });

  test('that breaks inside an answer is not asked again', async () => {
    const { port, received } = await server((socket, nth) =>
      nth === 2 ? socket.end('HTTP/1.1 200') : socket.write(response('ok')),
    );
    const shared = client();
    await shared.send(get(at(port)));
    const { outcome } = await shared.send(get(at(port)));
    expect(outcome).toMatchObject({ kind: 'unreachable', phase: 'headers' });
    expect(received().match(/GET/g)).toHaveLength(2);
  });

  test('is shared by as many requests as there are places, one at a time', async () => {
    const { port, connections } = await server((socket) =>
      setTimeout(() => socket.write(response('ok')), 20),
    );
    const shared = client({ maxConnections: 2 });
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => shared.send(get(at(port)))));
    expect(results.map(({ outcome }) => outcome.kind)).toEqual(Array(5).fill('response'));
    expect(connections()).toBe(2);
  });

  test('may be waited for by many, without a warning on the screen', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    const { port } = await server(says(response('ok')));
    const shared = client({ maxConnections: 20 });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 40 }, () => shared.send(get(at(port), { signal }))));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  test('is closed with its client, and ends what is under way', async () => {
    const { port } = await server(() => {});
    const shared = client();
    const sent = shared.send(get(at(port)));
    setTimeout(() => void shared.close(), 50);
    expect((await sent).outcome).toMatchObject({ kind: 'unreachable', code: 'ABORTED' });
    expect((await shared.send(get(at(port)))).outcome).toMatchObject({ code: 'ABORTED' });
  });
});
