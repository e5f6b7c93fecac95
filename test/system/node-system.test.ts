import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, response, says } from '../support/loopback.ts';

// Signals, pipes and the end of a process need a process of their own, and Node 20 can't run TypeScript.
let folder = '';

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nexus-system-')));
  const source = fileURLToPath(new URL('../../src/system/node-system.ts', import.meta.url));
  const bundle = await rolldown({ input: { system: source }, platform: 'node', logLevel: 'silent' });
  await bundle.write({
    dir: folder,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Options {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly stdout?: number;
  readonly onOutput?: (text: string, child: ChildProcess) => void;
}

/** A script in which `system` is a fresh one. */
function scriptFile(script: string): string {
  const file = join(folder, `${crypto.randomUUID()}.cjs`);
  writeFileSync(
    file,
    `const system = require('./system.cjs').createNodeSystem(); (async () => {${script}})();`,
  );
  return file;
}

/** Runs such a script and waits for its natural end. */
async function run(script: string, options: Options = {}) {
  const { NODE_EXTRA_CA_CERTS: _slow, ...env } = process.env;
  const child = spawn(process.execPath, [scriptFile(script)], {
    cwd: options.cwd ?? folder,
    env: { ...env, ...options.env },
    stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
  });
  const shown = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    shown.stdout += chunk;
    options.onOutput?.(shown.stdout, child);
  });
  child.stderr?.on('data', (chunk) => {
    shown.stderr += chunk;
  });
  const [code, signal] = await once(child, 'close');
  return { ...shown, code, signal };
}

test('one request needs undici, and the program ends by itself after it', async () => {
  const server = await listen(says(response('hello', ['connection: keep-alive'])));
  const { stdout, stderr, code } = await run(`
    const loaded = () => Object.keys(require.cache).some((name) => name.includes('http-client'));
    const before = loaded();
    const client = system.network.connect({ onlyPrivateAddresses: false, maxConnections: 1 });
    const { outcome } = await client.send({ method: 'GET', url: 'http://127.0.0.1:${server.port}/', headers: {},
      timeoutMs: 5000, maxBodyBytes: 100, signal: system.interrupt });
    await system.stdout.write([before, loaded(), outcome.body].join());
    system.close();
  `);
  await server.close();
  expect({ stdout, stderr, code }).toEqual({ stdout: 'false,true,hello', stderr: '', code: 0 });
});

test('a signal asks to end, with its name as the reason; the second Ctrl-C ends at once', async () => {
  const waiting = `
    system.interrupt.addEventListener('abort', () => void system.stdout.write(system.interrupt.reason));
    setInterval(() => {}, 1000);
    await system.stdout.write('ready ');
  `;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const { stdout, signal } = await run(waiting, {
      onOutput: (text, child) => {
        if (text === 'ready ') child.kill(name);
        if (text === `ready ${name}`) child.kill(name);
      },
    });
    expect({ stdout, signal }).toEqual({ stdout: `ready ${name}`, signal: name });
  }
});

test('a reader that leaves is a quiet end with the code that was set', async () => {
  const { stderr, code, signal } = await run(
    `for (let i = 0; i < 100; i += 1) await system.stdout.write('x'.repeat(100_000)); process.exitCode = 3;`,
    { onOutput: (_text, child) => child.stdout?.destroy() },
  );
  expect({ stderr, code, signal }).toEqual({ stderr: '', code: 3, signal: null });
});

test.runIf(process.platform === 'linux')('a full disk is an error', async () => {
  const { stderr, code } = await run(
    `await system.stdout.write('x').catch(async (error) => { process.exitCode = 3; await system.stderr.write(error.code); });`,
    { stdout: openSync('/dev/full', 'w') },
  );
  expect({ stderr, code }).toEqual({ stderr: 'ENOSPC', code: 3 });
});

test.each([
  [{ HOME: tmpdir() }, tmpdir()],
  [{ HOME: join(tmpdir(), 'no-such-home') }, undefined],
  [{ HOME: '' }, undefined],
  [{ HOME: 'here' }, undefined],
])('with %j the home is %j', async (env, home) => {
  // Planted in the current folder, it would be read as the person's own.
  mkdirSync(join(folder, 'here'), { recursive: true });
  const { stdout } = await run('await system.stdout.write(JSON.stringify({ home: system.home }));', { env });
  expect(JSON.parse(stdout)).toEqual(home === undefined ? {} : { home });
});

test('a current folder that is gone is empty, and the rest works', () => {
  const gone = mkdtempSync(join(tmpdir(), 'nexus-gone-'));
  const file = scriptFile(
    'await system.stdout.write(JSON.stringify([system.cwd, system.random.uuid().length]));',
  );
  const stdout = execFileSync('sh', ['-c', `rmdir "${gone}" && exec "${process.execPath}" "${file}"`], {
    cwd: gone,
  });
  expect(JSON.parse(stdout.toString())).toEqual(['', 36]);
});
