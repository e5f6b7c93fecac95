import { spawn } from 'node:child_process';
import type { KeychainAnswer, KeychainQuestion } from './keychain-program.ts';
import type { Keychain, KeychainFailure } from './system.ts';

/** What the stores of Linux, macOS and Windows need to be found. No variable with a key goes along, and no NODE_OPTIONS. */
const passedOn = [
  'HOME',
  'USER',
  'LOGNAME',
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'SystemRoot',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
];

const patienceMs = 3000;

/**
 * The real keychain, asked in a process of its own: a store that is locked holds up the thread that asks, and even the
 * end of its process, so only a process that can be killed has a limit. `program` is the built `keychain-program.ts`.
 */
export function createKeychain(program: string, env: Readonly<Record<string, string | undefined>>): Keychain {
  const ask = (question: KeychainQuestion) => answerOf(program, question, env);
  return {
    read: async (account) => {
      const answer = await ask({ act: 'read', account });
      return answer.kind === 'found' ? answer : failureOf(answer);
    },
    keep: async (account, secret) => {
      const answer = await ask({ act: 'keep', account, secret });
      return answer.kind === 'kept' ? { kind: 'kept' } : failureOf(answer);
    },
    forget: async (account) => {
      const answer = await ask({ act: 'forget', account });
      return answer.kind === 'forgotten' ? { kind: 'forgotten' } : failureOf(answer);
    },
  };
}

function failureOf(answer: KeychainAnswer | KeychainFailure): KeychainFailure {
  return answer.kind === 'failed' ? answer : { kind: 'failed', why: 'refused' };
}

function answerOf(
  program: string,
  question: KeychainQuestion,
  env: Readonly<Record<string, string | undefined>>,
): Promise<KeychainAnswer | KeychainFailure> {
  const given = Object.fromEntries(passedOn.map((name) => [name, env[name]]));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program], { env: given, stdio: ['pipe', 'pipe', 'ignore'] });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve({ kind: 'failed', why: 'timed-out' });
    }, patienceMs);
    const printed: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.on('error', () => undefined);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(answerFrom(Buffer.concat(printed).toString()));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(question));
  });
}

/** A program that could not be started, or that its library tore down, says nothing. */
function answerFrom(text: string): KeychainAnswer | KeychainFailure {
  try {
    // Written by our own program a moment ago.
    return JSON.parse(text) as KeychainAnswer;
  } catch {
    return { kind: 'failed', why: 'unavailable' };
  }
}
