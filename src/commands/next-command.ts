import type { SettingsRequest } from '../settings/load-settings.ts';
import type { System } from '../system/system.ts';

/** The flags that a next command repeats. `live`: whatever it holds, one real call was asked for. */
export type AimedRequest = SettingsRequest & { readonly live?: unknown; readonly client?: string };

/** Commands that act on the target and so need its flags repeated. */
const aimed = /^nexus (doctor|models|probe|login|logout|auth)\b/;

/**
 * Rewrites a command of the catalogue, which starts with `nexus`, to how the program was started, and
 * repeats the flags that picked the target.
 */
export function nextCommand(
  request: AimedRequest,
  system: Pick<System, 'startedAs' | 'sandbox' | 'platform'>,
): (command: string) => string {
  return (command) => {
    const name = aimed.exec(command)?.[1];
    const flags = name === undefined ? [] : targetFlags(command, request, system.sandbox);
    const hasWait = name === undefined || request.timeoutMs === undefined || / --timeout\b/.test(command);
    const isLive = name === 'doctor' && request.live !== undefined && !/ --live\b/.test(command);
    const isFor = name === 'doctor' && request.client !== undefined && !/ --for\b/.test(command);
    const words = [
      command,
      ...(isFor ? ['--for', quoted(request.client, system.platform)] : []),
      ...(isLive ? ['--live'] : []),
      ...flags.map((word) => quoted(word, system.platform)),
      // Who waits for a slow gateway waits for it in the next command too.
      ...(hasWait ? [] : ['--timeout', `${(request.timeoutMs ?? 0) / 1000}`]),
    ].join(' ');
    return words.replace(/^nexus\b/, system.startedAs);
  };
}

/** The commands in a sentence as the program was started: `nexus doctor; or paste it: nexus report --from -`. */
export function commandsAsStarted(text: string, { startedAs }: Pick<System, 'startedAs'>): string {
  return text.replace(named, () => `${startedAs} `);
}

/** A word behind a flag is the flag's value: `--provider nexus --base-url …` names no program. */
const named =
  /(?<![\w./-])(?<!--[\w-]+[ =])nexus (?=(?:doctor|models|probe|explain|report|login|logout|auth|sandbox|help)\b|--)/g;

function targetFlags(
  command: string,
  { provider, baseUrl, config, keyFile, model, route }: SettingsRequest,
  sandbox: string | undefined,
): readonly string[] {
  if (sandbox !== undefined) return ['--sandbox', sandbox];
  const named: readonly (readonly [string, string | undefined])[] = [
    ['--provider', provider],
    ['--base-url', baseUrl],
    ['--config', config],
    ['--key-file', keyFile],
    // The list has no such flag: it shows every model.
    ['--model', command.startsWith('nexus models') ? undefined : model],
    ['--route', route],
  ];
  // What the command names itself is the news: the same flag once more would take it back.
  return named.flatMap(([flag, value]) =>
    value === undefined || command.includes(` ${flag} `) ? [] : [flag, value],
  );
}

/** Quoted where a shell would read something into it, in the one form that the shells of this platform share. */
function quoted(word: string, platform: string): string {
  if (/^[\w@%+=:,./~-]+$/.test(word)) return word;
  if (platform === 'win32') return `"${word}"`;
  if (!word.includes("'")) return `'${word}'`;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`;
}
