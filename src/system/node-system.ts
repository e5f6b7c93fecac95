import { realpathSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { codeOf } from './failure.ts';
import { nodeFiles } from './node-files.ts';
import { refusedHandles } from './node-handles.ts';
import { createInput } from './node-input.ts';
import { createNetwork } from './node-network.ts';
import { createOutput } from './node-output.ts';
import { startedAs } from './started-as.ts';
import type { Keychain, System } from './system.ts';

/** The machine that the program runs on. `close` ends connections and gives signals back their usual effect. */
export function createNodeSystem(): System & { close(): void } {
  const env = Object.freeze({ ...process.env });
  forgetSecrets(Object.keys(env));
  const cwd = attempt(() => process.cwd()) ?? '';
  const script = process.argv[1] ?? '';
  const realScript = attempt(() => realpathSync(script)) ?? script;
  const signals = listenForSignals();
  const network = createNetwork();
  const stderr = createOutput(2, () => process.stderr);

  return {
    env,
    platform: process.platform,
    arch: process.arch,
    nodeVersion: process.versions.node,
    get hostName() {
      return attempt(hostname);
    },
    cwd,
    home: homeFolder(),
    startedAs: startedAs({ script, realScript, cwd, env }),
    clock: { now: () => Date.now(), elapsedMs: () => performance.now(), wait, offsetMinutes },
    // The global one is loaded on first use; importing node:crypto costs every start.
    random: {
      uuid: () => crypto.randomUUID(),
      bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    },
    processes: { own: process.pid, isAlive },
    refusedHandles,
    files: nodeFiles,
    network,
    clipboard: { copy: async (text) => (await import('./node-clipboard.ts')).copy(text, env) },
    keychain: laterKeychain(env),
    stdin: createInput(() => process.stdin, {
      prompt: stderr,
      get interrupt() {
        return signals.interrupt;
      },
      interrupted: () => process.emit('SIGINT', 'SIGINT'),
    }),
    stdout: createOutput(1, () => process.stdout),
    stderr,
    get interrupt() {
      return signals.interrupt;
    },
    close() {
      signals.close();
      network.close();
    },
  };
}

/** Loaded at the first question: a run without a kept key never asks it. */
function laterKeychain(env: System['env']): Keychain {
  const load = async () => {
    const { createKeychain } = await import('./node-keychain.ts');
    return createKeychain(join(import.meta.dirname, 'keychain.cjs'), env);
  };
  return {
    read: async (account) => (await load()).read(account),
    keep: async (account, secret) => (await load()).keep(account, secret),
    forget: async (account) => (await load()).forget(account),
  };
}

/** Node's own crash reports hold the environment; what was read from it is not left there. */
function forgetSecrets(names: readonly string[]): void {
  for (const name of names) {
    if (/key|token|secret|password|proxy|authorization/i.test(name)) delete process.env[name];
  }
}

/**
 * The first of each signal asks to end. The next one of its kind ends the program at once. Nobody listens before
 * somebody asks: until then there is nothing to end in order, and to listen costs 0.03 bare starts.
 */
function listenForSignals() {
  let stop: AbortController | undefined;
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const heard = new Set<NodeJS.Signals>();
  // Not `once`: the spinner's exit hook ends the program when it finds itself the only listener.
  const onSignal = (name: NodeJS.Signals) => {
    if (!heard.has(name)) {
      heard.add(name);
      stop?.abort(name);
      return;
    }
    process.off(name, onSignal);
    process.kill(process.pid, name);
  };
  const listen = () => {
    for (const name of names) process.on(name, onSignal);
    return new AbortController();
  };
  return {
    get interrupt() {
      stop ??= listen();
      return stop.signal;
    },
    close: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}

/** JavaScript counts the other way round. */
function offsetMinutes(atMs: number): number {
  return 0 - new Date(atMs).getTimezoneOffset();
}

/** Signal 0 only asks. A process of another user may not be asked, but it is there. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Node throws for a user it does not know and passes on an empty or relative HOME, which would mean this folder. One that
 * is not there, as that of a service, is none: who is root would make it by keeping a file in it.
 */
function homeFolder(): string | undefined {
  const home = attempt(homedir);
  return home !== undefined && isAbsolute(home) && isFolder(home) ? home : undefined;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function attempt(find: () => string): string | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
