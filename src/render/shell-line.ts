import type { Shell } from './style.ts';

/** The line that sets an environment variable in this shell; undefined where its syntax can't carry the value. */
export function shellLine(shell: Shell, name: string, value: string): string | undefined {
  if (!isVariableName(name)) return undefined;
  return lines[shell](name, value);
}

/** Whether a setting is an environment variable, by its spelling. */
export function isVariableName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

const harmless = /^[A-Za-z0-9_./:@%+=,-]+$/;

const lines: Readonly<Record<Shell, (name: string, value: string) => string | undefined>> = {
  posix: (name, value) =>
    `export ${name}=${harmless.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`}`,
  fish: (name, value) =>
    `set -gx ${name} ${harmless.test(value) ? value : `'${value.replace(/['\\]/g, String.raw`\$&`)}'`}`,
  powershell: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
  // An interactive cmd has no way to write % or " inside a value.
  cmd: (name, value) => (/[%"!^]/.test(value) ? undefined : `set "${name}=${value}"`),
};
