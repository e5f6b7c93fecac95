import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Loopback, listen, response } from '../support/loopback.ts';
import { normalise } from '../support/normalise.ts';
import { runNexus } from '../support/run-nexus.ts';
import { drawn, type Screen } from '../support/screen.ts';
import { attacks } from './attacks.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const json = ['content-type: application/json'];

/** Where a gateway can write something of its own that ends up in front of a person. */
const places: Readonly<Record<string, (text: string) => Buffer>> = {
  'a message': (message) =>
    response(JSON.stringify({ error: { code: 'invalid_key', message } }), json, '401 No'),
  'a page': (title) => response(`<title>${title}</title>`, ['content-type: text/html'], '502 Bad'),
  'a model': (id) =>
    response(JSON.stringify({ object: 'list', data: [{ id, owned_by: id }, { id: 'other' }] }), json),
};

let gateway: Loopback;
let answer = response('');
beforeAll(async () => {
  gateway = await listen((socket) => socket.write(answer));
});
afterAll(() => gateway.close());

/** What stands on a terminal that is wide enough for every line, in colour, after one command. */
async function screenOf(command: string): Promise<Screen> {
  const argv = [...command.split(' '), '--base-url', `http://127.0.0.1:${gateway.port}`, '--timeout', '3'];
  // With colours and without a spinner, which would draw on the terminal that these tests run in.
  const env = { NEXUS_API_KEY: key, FORCE_COLOR: '1', TERM: 'dumb' };
  const world = { env, terminal: { columns: 2_000 } };
  return drawn((await runNexus(argv, world)).stdout, 2_000);
}

/** The rows with what the gateway said made one word, cut or not; what it wrote beyond its ends stays. */
const framed = ({ rows }: Screen) =>
  rows.map((row) =>
    normalise(row)
      .replace(/<<.*?(?:>>|\s\(\+\d+\scharacters\))/g, 'SAID')
      .replace(/\s+/g, ' '),
  );

describe('the screen has the same rows', () => {
  test.each([
    ['a message', 'doctor --verbose'],
    ['a page', 'doctor'],
    ['a model', 'models'],
  ])('whatever %s says to %s', async (place, command) => {
    const holding = places[place] ?? response;
    answer = holding('<<plain words>>');
    const plain = framed(await screenOf(command));
    expect(plain.length).toBeGreaterThan(2);
    for (const attack of attacks) {
      answer = holding(`<<${attack}>>`);
      const screen = await screenOf(command);
      expect(framed(screen), JSON.stringify(attack)).toEqual(plain);
      expect(screen, JSON.stringify(attack)).toMatchObject({
        title: undefined,
        clipboard: undefined,
        links: [],
        asked: [],
        moves: [],
      });
    }
  });
});

test('the words of the gateway are really on that screen', async () => {
  answer = (places['a message'] ?? response)('<<plain words>>');
  expect((await screenOf('doctor')).rows.join('\n')).toContain('<<plain words>>');
  answer = (places['a model'] ?? response)('<<plain words>>');
  expect((await screenOf('models')).rows.join('\n')).toContain('<<plain words>>');
});

test('neither does what a person pastes', async () => {
  const explained = async (said: string) => {
    const stdin = `401 ${JSON.stringify({ error: { code: 'invalid_key', message: `<<${said}>>` } })}`;
    return drawn((await runNexus(['explain', '-'], { stdin, terminal: { columns: 2_000 } })).stdout, 2_000);
  };
  const plain = framed(await explained('plain words'));
  for (const attack of attacks) {
    const screen = await explained(attack);
    expect(framed(screen), JSON.stringify(attack)).toEqual(plain);
    expect(screen.moves, JSON.stringify(attack)).toEqual([]);
  }
});
