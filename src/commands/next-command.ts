import type { SettingsRequest } from '../settings/load-settings.ts';
import type { System } from '../system/system.ts';

/** Commands that act on the target and so need its flags repeated. */
const aimed = /^nexus (doctor|models|probe)\b/;

/**
 * Rewrites a command of the catalogue, which starts with `nexus`, to how the program was started, and
 * repeats the flags that picked the target.
 */
export function nextCommand(
  request: SettingsRequest,
  system: Pick<System, 'startedAs' | 'sandbox'>,
): (command: string) => string {
  const flags = system.sandbox === undefined ? targetFlags(request) : ['--sandbox', system.sandbox];
  return (command) => {
    const words =
      aimed.test(command) && flags.length > 0 ? `${command} ${flags.map(quoted).join(' ')}` : command;
    return words.replace(/^nexus\b/, system.startedAs);
  };
}

function targetFlags({
  provider,
  baseUrl,
  config,
  keyFile,
  model,
  route,
}: SettingsRequest): readonly string[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['--provider', provider],
    ['--base-url', baseUrl],
    ['--config', config],
    ['--key-file', keyFile],
    ['--model', model],
    ['--route', route],
  ];
  return named.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
}

/** Quoted where a shell would read something into it; this form is the same in POSIX shells, fish and PowerShell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", '’')}'`;
}
