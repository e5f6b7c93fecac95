import { describe, expect, test } from 'vitest';
import { closing } from '../probe/probe-sandbox.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { listen, response } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const state = '/home/ana/.local/state/nexus/';
const names = [
  '../../../../etc/x',
  '/etc/x',
  '..\\..\\x',
  'CON',
  'a:b',
  '~/x',
  '.',
  '..',
  'x'.repeat(300),
  'a\u0000b',
];

describe('a name that a gateway gives', () => {
  test.each(names)('%j makes no path of its own', async (name) => {
    const head = ['content-type: application/json', `x-request-id: ${name.replace('\u0000', '')}`];
    const list = response(JSON.stringify({ object: 'list', data: [{ id: name }] }), head);
    const error = { code: name, type: name, message: name };
    const refused = response(JSON.stringify({ error, request_id: name }), head, '400 No');
    const gateway = closing(
      await listen((socket) => {
        const isPost = gateway.received().lastIndexOf('POST /') > gateway.received().lastIndexOf('GET /');
        socket.write(isPost ? refused : list);
      }),
    );
    const files = fakeFiles({});
    const at = ['--base-url', `http://127.0.0.1:${gateway.port}`, '--timeout', '3', '--json'];
    const world = { env: { NEXUS_API_KEY: key }, realFiles: files };
    await runNexus(['doctor', '--live', '--yes', '--model', name.replace('\u0000', ''), ...at], world);
    await runNexus(['probe', '--yes', '--all-models', '--route', '/v1/messages', ...at], world);
    const paths = [...files.written.keys()];
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect(path).toMatch(/^\/home\/ana\/\.local\/state\/nexus\/[\w./-]+$/);
    for (const path of paths) expect(path.slice(state.length)).not.toMatch(/\.\.|x{20}|CON/);
  });
});

describe('a run that a person names', () => {
  test.each(names)('%j is looked for in the folder of runs alone', async (name) => {
    const files = fakeFiles({ '/etc/x.ndjson': '{}', '/home/ana/x.ndjson': '{}' });
    const world = { env: { NEXUS_API_KEY: key }, realFiles: files };
    const { exitCode } = await runNexus(
      ['probe', '--resume', name, '--yes', '--base-url', 'http://127.0.0.1:1'],
      world,
    );
    expect(exitCode).toBe(2);
    const runs = files.asked.filter((path) => path.endsWith('.ndjson'));
    for (const path of runs)
      expect(path).toMatch(/^\/home\/ana\/\.local\/state\/nexus\/runs\/[\w-]+\.ndjson$/);
    expect(files.written.size).toBe(0);
  });
});
