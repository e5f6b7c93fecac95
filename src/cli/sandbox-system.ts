import { UsageError } from '../errors/usage-error.ts';
import { nearestNames } from '../providers/nearest-names.ts';
import { clientSetUp, type PreparedClient } from '../sandbox/client-set-up.ts';
import { scenarioById, scenarios } from '../sandbox/index.ts';
import type { Scenario } from '../sandbox/scenario.ts';
import { type RunningSandbox, startSandbox } from '../sandbox/server.ts';
import type { Files, System } from '../system/system.ts';

/** The embedded gateway in the place of the real one, for one run. */
export interface SandboxRun {
  /** The machine as the scenario sets it up: the person's own environment and files are not there at all. */
  readonly system: System;
  /** The scenario's own flags; the person's come behind them and win. */
  readonly flags: readonly string[];
  close(): Promise<void>;
}

const home = '/home/sandbox';
const folder = '/home/sandbox/project';

/** How to show things is the person's business in a sandbox too. */
const displayVariables = [
  'NO_COLOR',
  'FORCE_COLOR',
  'TERM',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'COLUMNS',
  'SHELL',
  'PSModulePath',
];

/** Finds a scenario by its id. Throws a UsageError with the nearest one. */
export function findScenario(id: string): Scenario {
  const scenario = scenarioById(id);
  if (scenario !== undefined) return scenario;
  const [nearest] = nearestNames(
    id,
    scenarios.map((one) => one.id),
  );
  throw new UsageError(
    // Only what looks like a name is said again: in a sandbox nobody knows the real key, to hide it.
    /^[a-z-]{1,40}(?:\/[a-z-]{1,40})?$/.test(id)
      ? `there is no scenario "${id}"`
      : 'there is no such scenario',
    nearest === undefined
      ? 'nexus sandbox --list shows all'
      : `did you mean ${nearest}? nexus sandbox --list shows all`,
  );
}

/** Starts a scenario and puts its client's world around the program. */
export async function startSandboxRun(scenario: Scenario, system: System): Promise<SandboxRun> {
  const sandbox = await startSandbox(scenario, { now: system.clock.now });
  const client = clientSetUp(scenario, sandbox);
  return {
    system: inSandbox(scenario.id, client, sandbox, system),
    flags: client.flags,
    close: () => sandbox.close(),
  };
}

function inSandbox(id: string, client: PreparedClient, sandbox: RunningSandbox, system: System): System {
  const shown = displayVariables.flatMap((name) =>
    system.env[name] === undefined ? [] : [[name, system.env[name]]],
  );
  const { ca } = sandbox;
  return {
    ...system,
    env: { ...Object.fromEntries(shown), ...client.env, NEXUS_NO_JOURNAL: '1' },
    // Paths of a scenario are those of Linux, wherever it runs.
    platform: 'linux',
    cwd: folder,
    home,
    sandbox: id,
    outside: system,
    files: filesOf(client),
    keychain: noKeychain,
    network: {
      ...system.network,
      connect: (options) => system.network.connect(ca === undefined ? options : { ...options, extraCa: ca }),
    },
  };
}

/** The person's own one is out of reach: a sandbox does not even look at a real key. */
const none = async () => ({ kind: 'failed', why: 'unavailable' }) as const;
const noKeychain: System['keychain'] = { read: none, keep: none, forget: none };

function filesOf({ files }: PreparedClient): Files {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [
      path.replace(/^~/, home).replace(/^\.(?=\/)/, folder),
      text,
    ]),
  );
  const append = (path: string, line: string): void => {
    texts.set(path, `${texts.get(path) ?? ''}${line}\n`);
  };
  return {
    read: async (path) => {
      const text = texts.get(path);
      return text === undefined ? { kind: 'absent' } : { kind: 'text', text, mode: 0o600, ownedByMe: true };
    },
    realPath: async (path) => (texts.has(path) ? path : undefined),
    folder: async () => undefined,
    closeToOthers: async () => undefined,
    exists: async (path) => texts.has(path),
    writePrivate: async () => {
      throw new Error('a sandbox keeps no files');
    },
    chunks: async function* (path) {
      yield Buffer.from(texts.get(path) ?? '');
    },
    append: async (path, line) => append(path, line),
    openAppend: async (path) => ({ append: (line) => append(path, line), close: async () => undefined }),
    list: async () => [],
    remove: async (path) => {
      texts.delete(path);
    },
  };
}
