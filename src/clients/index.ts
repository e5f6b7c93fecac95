import { type ClientId, clientIds } from '../errors/clients/words.ts';
import { UsageError } from '../errors/usage-error.ts';
import { nearestNames } from '../providers/nearest-names.ts';
import { aider } from './aider.ts';
import { anthropicSdk } from './anthropic-sdk.ts';
import { claudeCode } from './claude-code.ts';
import type { Client } from './client.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { continueClient } from './continue.ts';
import { openaiSdk } from './openai-sdk.ts';
import { opencode } from './opencode.ts';
import { unreadable } from './unreadable.ts';

/** The clients whose settings can be read. */
export const clients: Readonly<Record<ClientId, Client>> = {
  'claude-code': claudeCode,
  codex,
  opencode,
  cline,
  aider,
  continue: continueClient,
  'openai-sdk': openaiSdk,
  'anthropic-sdk': anthropicSdk,
};

/** Finds the client that `--for` names. Throws a UsageError with the nearest name, or with what to look at instead. */
export function clientByName(name: string): Client {
  const wanted = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const id = clientIds.find((one) => one === wanted);
  if (id !== undefined) return clients[id];
  const known = `known are ${clientIds.join(', ')}`;
  const advice = Object.hasOwn(unreadable, wanted) ? unreadable[wanted] : undefined;
  if (advice !== undefined) {
    throw new UsageError(
      `the settings of ${advice.name} cannot be read from outside`,
      `${advice.look}; ${known}`,
    );
  }
  const [nearest] = nearestNames(wanted, clientIds);
  throw new UsageError(
    // Only what looks like a name is said again: any other word may be a key.
    /^[a-z-]{1,24}$/.test(wanted) ? `there is no client "${wanted}"` : 'there is no such client',
    nearest === undefined ? known : `did you mean ${nearest}? ${known}`,
  );
}
