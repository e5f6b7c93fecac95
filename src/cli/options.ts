import { Option } from 'commander';
import { UsageError } from '../errors/usage-error.ts';
import type { Format } from '../render/index.ts';
import type { SettingsRequest } from '../settings/load-settings.ts';
import { routePathFrom } from '../settings/route-path.ts';

/** What every command takes. */
export interface SharedFlags {
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly keyFile?: string;
  readonly config?: string;
  readonly timeout?: number;
  /** Absent where the settings may choose. */
  readonly format?: Format;
  readonly json?: true;
  readonly color?: boolean;
  readonly ascii?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  /** False for `--no-input`. */
  readonly input: boolean;
}

/**
 * Fresh options for one command; `formats` are those that the command can print, `patience` is the number of seconds
 * that it waits for one answer by itself.
 */
export function sharedOptions(formats: readonly Format[], patience = 10): readonly Option[] {
  return [
    new Option('--provider <id>', 'the gateway: nexus, nusantara, or one of your settings file'),
    new Option('--base-url <url>', 'where the gateway answers, with or without /v1'),
    new Option('--key-file <path>', 'read the key from a file, - for standard input'),
    new Option('--config <file>', 'use this settings file instead of your own'),
    new Option('--timeout <seconds>', `how long to wait for one answer (default: ${patience})`).argParser(
      seconds,
    ),
    new Option('--format <format>', 'how to print (default: human)').choices(formats),
    new Option('--json', 'the same as --format json'),
    new Option('--color', 'colours, even in a pipe'),
    new Option('--no-color', 'no colours'),
    new Option('--ascii', 'no signs beyond ASCII'),
    new Option('--quiet', 'only what was found'),
    new Option('--verbose', 'origins, ids and all causes too'),
    new Option('--no-input', 'never ask'),
  ];
}

/** The settings that the flags name; a flag that was not given is absent. */
export function settingsRequest(flags: SharedFlags & { model?: string; route?: string }): SettingsRequest {
  const { provider, baseUrl, keyFile, config, model, route, timeout } = flags;
  const named = {
    provider,
    baseUrl,
    keyFile,
    config,
    model: model === undefined ? undefined : modelId(model),
    route: route === undefined ? undefined : routePath(route),
    timeoutMs: timeout && timeout * 1000,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

/** A parser for comma-separated names; where there is none, `hint` says how to find them. */
export function listOf(flag: string, what: string, hint: string): (value: string) => readonly string[] {
  return (value) => {
    const names = namesIn(value);
    if (names.length === 0) throw new UsageError(`${flag} names no ${what}`, hint);
    return names;
  };
}

/** Comma-separated routes, each as a path and each once. */
export function routeList(value: string): readonly string[] {
  const routes = namesIn(value);
  return routes.length === 0 ? [routePath(value)] : [...new Set(routes.map(routePath))];
}

/** Each once: what is named twice would be called and charged twice. */
function namesIn(value: string): readonly string[] {
  const names = value.split(',').map((part) => part.trim());
  return [...new Set(names)].filter((name) => name !== '');
}

/** A parser for a whole number from 1 to `most`. */
export function wholeNumber(flag: string, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new UsageError(`${flag} needs a whole number`, `from 1 to ${most}, for example ${flag} 8`);
  };
}

/** What was typed is not repeated: it may be a key in the wrong place. */
function routePath(typed: string): string {
  const path = routePathFrom(typed);
  if (path === undefined) throw new UsageError('--route needs a path', 'for example --route /v1/messages');
  return path;
}

export const modelHint = 'nexus models shows those that your key can use';

/** An empty id is what an unset variable of the shell leaves behind. */
function modelId(typed: string): string {
  if (typed.trim() !== '') return typed;
  throw new UsageError('--model names no model', modelHint);
}

const longestTimeout = 600;

function seconds(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0 && number <= longestTimeout) return number;
  throw new UsageError(
    '--timeout needs a number of seconds',
    `between 0 and ${longestTimeout}, for example --timeout 30`,
  );
}
