import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createKeychain } from '../../src/system/node-keychain.ts';
import type { Keychain } from '../../src/system/system.ts';
import { bin } from './run-bin.ts';

/** A home of its own, a session bus that nothing else of the machine is on, and there what a test starts. */
export interface Session {
  readonly home: string;
  /** The whole environment of a program in this session, besides PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** The product's own way to the keychain of this session. */
  readonly keychain: Keychain;
  /** Starts the service, in the place of the one before it: with its password unlocked, without it locked. */
  startService(password?: string): Promise<void>;
  /** It keeps its place on the bus and answers nobody. */
  freezeService(): void;
  stopService(): Promise<void>;
  /** Ends every program of the session and removes the home. */
  close(): Promise<void>;
}

// The package has binaries for the usual machines only, and npm leaves it out elsewhere.
const library = join(import.meta.dirname, '../../node_modules/@napi-rs/keyring');

/** `gnome-keyring 42.1`; undefined where it, a session bus or the library that asks it is not installed. */
export function secretServiceVersion(): string | undefined {
  if (process.platform !== 'linux' || !existsSync(library)) return undefined;
  if (spawnSync('dbus-daemon', ['--version']).status !== 0) return undefined;
  const { status, stdout } = spawnSync('gnome-keyring-daemon', ['--version'], { encoding: 'utf8' });
  const version = status === 0 ? /[\d.]+/.exec(stdout)?.[0] : undefined;
  return version && `gnome-keyring ${version}`;
}

/** What becomes of the question for the password: nobody is there to put it, or it stands there without an answer. */
export type Prompt = 'impossible' | 'unanswered';

/** Starts the bus. Rejects when it does not come up. */
export async function startSession(prompt: Prompt = 'impossible'): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-session-'));
  const home = join(folder, 'home');
  const runtime = join(folder, 'run');
  const prompterPid = join(folder, 'prompter.pid');
  for (const path of [home, runtime]) mkdirSync(path, { mode: 0o700 });
  const address = `unix:path=${join(folder, 'bus')}`;
  const env = { HOME: home, XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: address };
  const keychain = createKeychain(join(dirname(bin), '../dist/keychain.cjs'), env);
  writeFileSync(join(folder, 'bus.conf'), busSettings(address, folder));
  if (prompt === 'unanswered')
    writeFileSync(join(folder, `${prompter}.service`), prompterService(prompterPid));
  const bus = start('dbus-daemon', ['--nofork', `--config-file=${join(folder, 'bus.conf')}`], {});
  let service: ChildProcess | undefined;

  const stopService = async () => {
    await ended(service);
    service = undefined;
  };
  const close = async () => {
    await stopService();
    await ended(bus);
    if (existsSync(prompterPid)) kill(Number(readFileSync(prompterPid, 'utf8')));
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await comesTrue(async () => existsSync(join(folder, 'bus'))))) {
    await close();
    throw new Error('the session bus did not start');
  }
  return {
    home,
    env,
    keychain,
    stopService,
    close,
    freezeService: () => service?.kill('SIGSTOP'),
    startService: async (password) => {
      await stopService();
      const unlock = password === undefined ? [] : ['--unlock'];
      service = start('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock], env);
      service.stdin?.end(password);
      if (await comesTrue(() => isUp(keychain, password !== undefined))) return;
      throw new Error('the secret service did not start');
    },
  };
}

/** It is on the bus a moment before its keyring can be used. */
async function isUp(keychain: Keychain, isUnlocked: boolean): Promise<boolean> {
  if (!isUnlocked) return (await absentIn(keychain)) === 'absent';
  const kept = await keychain.keep('https://is-it-up.example', 'nothing');
  return kept.kind === 'kept' && (await keychain.forget('https://is-it-up.example')).kind === 'forgotten';
}

async function absentIn(keychain: Keychain): Promise<string> {
  const read = await keychain.read('https://never-kept.example');
  return read.kind === 'failed' ? read.why : read.kind;
}

const prompter = 'org.gnome.keyring.SystemPrompter';

/** The bus starts it for the question and waits for a sign of life, which never comes. */
function prompterService(pidFile: string): string {
  return `[D-BUS Service]\nName=${prompter}\nExec=/bin/sh -c "echo $$ > ${pidFile}; exec sleep 30"\n`;
}

function busSettings(address: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
    <busconfig>
      <type>session</type>
      <listen>${address}</listen>
      <auth>EXTERNAL</auth>
      <servicedir>${services}</servicedir>
      <policy context="default">
        <allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/>
        <allow own="*"/>
      </policy>
    </busconfig>`;
}

function start(
  program: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const PATH = process.env.PATH ?? '';
  const child = spawn(program, flags, { env: { PATH, ...env }, stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin?.on('error', () => undefined);
  return child;
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  // One that is frozen hears of nothing else.
  child.kill('SIGKILL');
  await exit;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

async function comesTrue(isSo: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + 8000;
  while (Date.now() < until) {
    if (await isSo()) return true;
    await pause(30);
  }
  return false;
}
