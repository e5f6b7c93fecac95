import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as people start it; `NEXUS_TEST_BIN` names another one, an installed package for example. */
export const bin =
  process.env.NEXUS_TEST_BIN ?? fileURLToPath(new URL('../../bin/nexus.js', import.meta.url));

if (!existsSync(join(dirname(bin), '../dist/main.cjs')))
  throw new Error('dist/ is missing: these tests run the built program, so run `npm run build` first');

export interface BinRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BinWorld {
  /** The whole environment besides PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Absent: standard input is closed at once. */
  readonly stdin?: string;
}

/** Starts the built program; the caller ends it. */
export function startBin(args: readonly string[], world: BinWorld = {}): ChildProcess {
  return startProcess(process.execPath, [bin, ...args], world);
}

/** Runs the built program to its end. */
export async function runBin(args: readonly string[], world: BinWorld = {}): Promise<BinRun> {
  const child = startBin(args, world);
  child.stdin?.end(world.stdin ?? '');
  return ended(child);
}

/**
 * Runs the built program inside a line of the shell, where `"$@"` stands for it: for pipes, closed descriptors and
 * special files that only a shell makes for real.
 */
export async function runInShell(
  line: string,
  args: readonly string[],
  world: BinWorld = {},
): Promise<BinRun> {
  const child = startProcess('/bin/sh', ['-c', line, 'sh', process.execPath, bin, ...args], world);
  child.stdin?.end(world.stdin ?? '');
  return ended(child);
}

/** Collects everything that a process prints, and how it ended. */
export async function ended(child: ChildProcess): Promise<BinRun> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdin?.on('error', () => {});
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

function startProcess(command: string, args: readonly string[], { env, cwd }: BinWorld): ChildProcess {
  const PATH = process.env.PATH ?? '';
  return spawn(command, args, { env: { PATH, ...env }, ...(cwd === undefined ? {} : { cwd }) });
}
