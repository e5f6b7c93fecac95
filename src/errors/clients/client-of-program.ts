import type { ClientId } from './words.ts';

/** How programs name themselves in logs and user agents, and how people call them. Libraries stand last. */
const names: readonly (readonly [RegExp, ClientId])[] = [
  [/^claude[ -](?:code|cli)\b|\(claude code\)$/, 'claude-code'],
  [/^(?:openai )?codex\b|^codex_/, 'codex'],
  [/^opencode\b/, 'opencode'],
  [/^cline\b/, 'cline'],
  [/^aider\b/, 'aider'],
  [/^continue\b/, 'continue'],
  [/^(?:async)?openai[-/ ](?:python|node|js)\b/, 'openai-sdk'],
  [/^(?:async)?anthropic(?:-sdk-|[/ ])(?:python|typescript|node|js)\b/, 'anthropic-sdk'],
];

/** The client that `--for` knows, from the name of a program as a text gives it: `codex_cli_rs/0.63.0`, `2.1.14 (Claude Code)`. */
export function clientOfProgram(program: string): ClientId | undefined {
  const name = program.trim().toLowerCase();
  return names.find(([pattern]) => pattern.test(name))?.[1];
}
