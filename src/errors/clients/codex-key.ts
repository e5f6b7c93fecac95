import type { LocalEntry } from '../entry.ts';
import { common } from './codex-common.ts';

type At = { from: string };

/** What Codex sends as its key, and what it does not take beside it. */
export const codexKeyErrors = {
  'codex/no-key-variable': {
    ...common,
    title: 'The provider of Codex names no variable for its key',
    meaning:
      'env_key is the name of the variable, not the key itself. Without it requests go out without a key.',
    severity: 'error',
    access: true,
    causes: ['the line env_key is missing'],
    fixes: [
      {
        kind: 'set',
        setting: 'model_providers.{provider|<name>}.env_key in {file|~/.codex/config.toml}',
        to: '"{keyVariable}"',
        why: 'Codex takes the key from this variable',
      },
    ],
    summary: ({ from, provider }: At & { provider: string; file: string }) =>
      `${provider} (${from}) has no env_key`,
  },
  'codex/auth-beside-key': {
    ...common,
    title: 'Codex refuses a provider that has a command for its key and another key',
    meaning: 'auth excludes env_key, experimental_bearer_token and requires_openai_auth.',
    severity: 'error',
    access: true,
    causes: ['the command was added and the older line was left'],
    fixes: [
      {
        kind: 'do',
        what: 'remove {setting|the other one} from {from:place|~/.codex/config.toml}, or the table auth ({auth|of this provider})',
        why: 'one of the two may stand',
      },
    ],
    summary: ({ from, setting, auth }: At & { setting: string; auth: string }) =>
      `${from} sets ${setting} beside auth (${auth})`,
  },
  'codex/login-beside-key': {
    ...common,
    title: 'Codex may send its OpenAI login instead of the gateway’s key',
    meaning: 'A key and requires_openai_auth are both set. Which of the two goes out is not documented.',
    severity: 'warning',
    causes: ['the line was copied from another provider'],
    fixes: [
      {
        kind: 'do',
        what: 'remove requires_openai_auth from {from:place|~/.codex/config.toml}',
        why: 'the key is enough',
      },
    ],
    summary: ({ from }: At) => `${from} sets requires_openai_auth beside a key`,
  },
  'codex/openai-login-on-gateway': {
    ...common,
    title: 'Codex sends its OpenAI login to the gateway',
    meaning:
      'With requires_openai_auth the token of the OpenAI account goes out instead of the gateway’s key.',
    severity: 'error',
    access: true,
    causes: ['the block was copied from the definition of OpenAI itself'],
    fixes: [
      {
        kind: 'do',
        what: 'remove requires_openai_auth from {from:place|~/.codex/config.toml} and set env_key to the name of the key variable',
        why: 'then the gateway gets its own key',
      },
    ],
    summary: ({ from }: At) => `${from} sets requires_openai_auth`,
  },
} as const satisfies Record<`codex/${string}`, LocalEntry<never>>;
