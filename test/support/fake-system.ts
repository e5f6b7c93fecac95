import { createHash } from 'node:crypto';
import type { Certificate, Output, System } from '../../src/system/system.ts';
import { type FakeFile, type FakeFiles, fakeFiles } from './fake-files.ts';
import { type FakeKeychain, type FakeKeychainWorld, fakeKeychain } from './fake-keychain.ts';
import { type FakeNetwork, type FakeReply, fakeNetwork } from './fake-network.ts';

/** The world of a test. Everything has a quiet default: Linux, no key, no files, no network, no terminal. */
export interface FakeWorld {
  readonly env?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly nodeVersion?: string;
  readonly hostName?: string;
  readonly cwd?: string;
  /** `null`: there is no home that can be trusted. */
  readonly home?: string | null;
  readonly startedAs?: string;
  /** The scenario of the embedded gateway, for a run that is aimed at it. */
  readonly sandbox?: string;
  readonly files?: Readonly<Record<string, FakeFile>>;
  /** Real files of a temporary folder instead of those in memory. */
  readonly realFiles?: System['files'];
  readonly readOnly?: boolean;
  /** The numbers of the processes that are there besides our own. */
  readonly alive?: readonly number[];
  /** How many more files and connections can be opened at once; as many as anybody wants when absent. */
  readonly freeHandles?: number;
  /** UTC ISO-8601. */
  readonly now?: string;
  readonly replies?: readonly FakeReply[];
  readonly certificates?: Readonly<Record<string, Certificate>>;
  readonly network?: System['network'];
  readonly stdin?: string;
  /** What stands in other descriptors that a shell opened. */
  readonly handedOver?: Readonly<Record<number, string>>;
  /** Minutes that local time is ahead of UTC. */
  readonly offsetMinutes?: number;
  readonly clipboard?: 'absent';
  /** Absent: there is none on this machine. */
  readonly keychain?: FakeKeychainWorld;
  /** Another one gives other random values: two runs against one gateway need two. */
  readonly seed?: string;
  /** Instead of the one that `signal` aborts. */
  readonly interrupt?: AbortSignal;
  /** Whether stdin, stdout and stderr are a terminal; `typed` answers a hidden question, and any other unless `said` does. */
  readonly terminal?: { readonly columns?: number; readonly typed?: string; readonly said?: string };
}

export interface FakeSystem extends System {
  readonly fakeFiles: FakeFiles;
  readonly fakeNetwork: FakeNetwork;
  readonly keychain: FakeKeychain;
  readonly stdout: CapturedOutput;
  readonly stderr: CapturedOutput;
  /** Every hidden question that was asked. */
  readonly questions: readonly string[];
  /** Every text that was given to the clipboard. */
  readonly copied: readonly string[];
  /** Lets time pass, for `now` and `elapsedMs`. */
  readonly passMs: (ms: number) => void;
  /** What Ctrl-C does; the reason is the signal's name. */
  readonly signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void;
}

/** Output that a test can read back. */
export interface CapturedOutput extends Output {
  readonly text: () => string;
}

const ownPid = 4321;

/** A whole System without a real world behind it. The same world gives the same run every time. */
export function fakeSystem(world: FakeWorld = {}): FakeSystem {
  const files = fakeFiles(world.files ?? {}, world.readOnly);
  const network = fakeNetwork(world.replies ?? [], world.certificates);
  const interrupt = new AbortController();
  const questions: string[] = [];
  const copied: string[] = [];
  const startMs = Date.parse(world.now ?? '2026-01-02T03:04:05.000Z');
  let elapsedMs = 0;

  return {
    env: world.env ?? {},
    platform: world.platform ?? 'linux',
    arch: 'x64',
    nodeVersion: world.nodeVersion ?? '20.20.0',
    hostName: world.hostName,
    cwd: world.cwd ?? '/home/ana/project',
    home: world.home === null ? undefined : (world.home ?? '/home/ana'),
    startedAs: world.startedAs ?? 'nexus',
    ...(world.sandbox === undefined ? {} : { sandbox: world.sandbox }),
    clock: {
      now: () => startMs + elapsedMs,
      elapsedMs: () => elapsedMs,
      wait: async (ms) => {
        elapsedMs += ms;
      },
      offsetMinutes: () => world.offsetMinutes ?? 0,
    },
    random: fakeRandom(world.seed ?? ''),
    processes: { own: ownPid, isAlive: (pid) => pid === ownPid || world.alive?.includes(pid) === true },
    refusedHandles: (count) => (count > (world.freeHandles ?? count) ? 'EMFILE' : undefined),
    files: world.realFiles ?? files,
    network: world.network ?? network,
    clipboard: {
      copy: async (text) => {
        copied.push(text);
        return world.clipboard !== 'absent';
      },
    },
    keychain: fakeKeychain(world.keychain ?? 'unavailable'),
    stdin: {
      isTerminal: world.terminal !== undefined,
      readAll: async (maxBytes) =>
        Buffer.from(world.stdin ?? '')
          .subarray(0, maxBytes)
          .toString(),
      async *chunks() {
        yield Buffer.from(world.stdin ?? '');
      },
      async *handedOver(descriptor) {
        yield Buffer.from(world.handedOver?.[descriptor] ?? '');
      },
      ask: async (question) => {
        questions.push(question);
        return world.terminal?.said ?? world.terminal?.typed;
      },
      askHidden: async (question) => {
        questions.push(question);
        return world.terminal?.typed;
      },
    },
    stdout: captured(world.terminal),
    stderr: captured(world.terminal),
    interrupt: world.interrupt ?? interrupt.signal,
    fakeFiles: files,
    fakeNetwork: network,
    questions,
    copied,
    passMs: (ms) => {
      elapsedMs += ms;
    },
    signal: (name) => interrupt.abort(name),
  };
}

function captured(terminal: FakeWorld['terminal']): CapturedOutput {
  let text = '';
  return {
    isTerminal: terminal !== undefined,
    columns: terminal?.columns ?? 100,
    write: async (more) => {
      text += more;
    },
    text: () => text,
  };
}

/** Never repeats within a run, always the same from run to run. */
function fakeRandom(seed: string): System['random'] {
  let count = 0;
  const block = () => createHash('sha256').update(`${seed}block ${count++}`).digest();
  return {
    uuid: () => {
      const hex = block().toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    bytes: (wanted) => {
      const blocks = Array.from({ length: Math.ceil(wanted / 32) }, block);
      return new Uint8Array(Buffer.concat(blocks).subarray(0, wanted));
    },
  };
}
