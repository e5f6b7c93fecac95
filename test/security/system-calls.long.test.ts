import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatewayWith } from '../probe/probe-sandbox.ts';
import { bin, ended } from '../support/run-bin.ts';
import { tracesIn } from './canary.ts';

const hasTracer = (() => {
  try {
    // Some machines have the program and forbid what it does.
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(hasTracer)('watching system calls needs strace', ({ skip }) =>
  skip('it is not here, or not allowed'),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-calls-'));
  for (const name of ['home', 'cwd', 'tmp']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const commands = [
  ['doctor'],
  ['doctor', '--live', '--yes'],
  ['models'],
  ['probe', '--yes', '--mode', 'plain', '--route', '/v1/messages'],
  ['explain', 'invalid_key'],
  ['explain', '--list'],
  ['explain', '--last'],
  ['doctor', '--list'],
  ['doctor', '--sandbox'],
  ['sandbox', '--list'],
  ['--version'],
];

async function traced(argv: readonly string[]) {
  const sandbox = await gatewayWith({});
  const log = join(folder, 'calls');
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    NEXUS_API_KEY: sandbox.key,
    NEXUS_BASE_URL: sandbox.baseUrl,
  };
  const filter = 'trace=connect,sendto,sendmsg,bind,execve,openat,creat,rename,unlink,mkdir,symlink,link';
  const watch = ['-f', '-qq', '-s', '4096', '-e', filter, '-o', log, process.execPath, bin, ...argv];
  const child = spawn('strace', watch, { env, cwd: join(folder, 'cwd') });
  child.stdin.end();
  const run = await ended(child);
  const calls = readFileSync(log, 'utf8').split('\n');
  const named = (name: string) => calls.filter((line) => new RegExp(`^\\d+ +${name}\\(`).test(line));
  return { run, named, sandbox, port: new URL(sandbox.baseUrl).port };
}

describe.skipIf(!hasTracer)('what the program does to the machine, seen from outside', () => {
  test.each(commands.map((argv) => [argv.join(' '), argv] as const))('%s', async (_, argv) => {
    const { run, named, sandbox, port } = await traced(argv);
    expect(run.stdout + run.stderr).not.toBe('');

    // Only the gateway is spoken to: no look for updates, no report to anybody.
    const isOwn = (call: string) => argv.includes('--sandbox') && call.includes('inet_addr("127.0.0.1")');
    const strangers = [...named('connect'), ...named('sendto'), ...named('sendmsg')]
      .filter((call) => /AF_INET|AF_UNIX/.test(call))
      .filter((call) => !isOwn(call) && !call.includes(`htons(${port})`));
    expect(strangers).toEqual([]);
    const speaks =
      ['doctor', 'models', 'probe'].includes(argv[0] ?? '') && !/--list|--sandbox/.test(argv.join());
    expect(sandbox.requests.length > 0).toBe(speaks);
    expect(named('connect').some((call) => call.includes(`htons(${port})`))).toBe(speaks);

    // Nobody but this machine can reach what listens.
    const doors = named('bind').filter((call) => call.includes('AF_INET') && !call.includes('127.0.0.1'));
    expect(doors).toEqual([]);

    // No other program is started, so none gets the environment or a command line.
    const started = named('execve').filter((call) => !call.includes(bin));
    expect(named('execve')).toHaveLength(1);
    expect(started).toEqual([]);

    // Only the own state folder is written to.
    const writes = [...named('openat'), ...named('creat')].filter((call) =>
      /O_WRONLY|O_RDWR|O_CREAT/.test(call),
    );
    const changes = [
      ...named('rename'),
      ...named('unlink'),
      ...named('mkdir'),
      ...named('symlink'),
      ...named('link'),
    ];
    const state = join(folder, 'home/.local');
    const outside = [...writes, ...changes].filter(
      (call) => !call.includes(state) && !/"\/dev\/(?:null|tty)"/.test(call),
    );
    expect(outside).toEqual([]);
    expect([...readdirSync(join(folder, 'cwd')), ...readdirSync(join(folder, 'tmp'))]).toEqual([]);
    for (const name of readdirSync(join(folder, 'home'), { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, 'home', name);
      const text = name.endsWith('json') || name.endsWith('jsonl') ? readFileSync(path, 'utf8') : '';
      expect(tracesIn(text, sandbox.key), name).toEqual([]);
    }
  });
});
