import { builtInProfiles, profileById } from '../providers/index.ts';
import { safeJson } from '../render/escape.ts';
import { shellLine } from '../render/shell-line.ts';
import type { Scenario } from '../sandbox/scenario.ts';
import type { System } from '../system/system.ts';
import { styleFor } from './display.ts';
import type { SharedFlags } from './options.ts';

/** What a person needs to aim any client at the running sandbox. */
export async function announcement(
  { id, story, provider }: Scenario,
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
  flags: SharedFlags,
  system: System,
): Promise<string> {
  if (flags.json || flags.format === 'json') {
    return `${safeJson({ schemaVersion: 1, command: 'sandbox', scenario: id, provider, baseUrl, key })}\n`;
  }
  const style = await styleFor(flags, system);
  const env = profileById(provider, builtInProfiles)?.env;
  const variables = {
    [env?.key[0] ?? 'NEXUS_API_KEY']: key,
    [env?.baseUrl ?? 'NEXUS_BASE_URL']: baseUrl,
    OPENAI_BASE_URL: `${baseUrl}/v1`,
    OPENAI_API_KEY: key,
    ANTHROPIC_BASE_URL: baseUrl,
    ANTHROPIC_AUTH_TOKEN: key,
  };
  const lines = Object.entries(variables).map(
    ([name, value]) => `  ${shellLine(style.shell, name, value) ?? ''}`,
  );
  const dash = style.ascii ? '-' : '·';
  return [
    `${style.paint.bold('nexus sandbox')} ${dash} ${id} ${dash} ${story}`,
    '',
    `OpenAI clients     ${baseUrl}/v1`,
    `Anthropic clients  ${baseUrl}`,
    '',
    'In another terminal window:',
    ...lines,
    '',
    'The key works here only. Ctrl-C ends the sandbox.',
    '',
  ].join('\n');
}
