import { Option } from 'commander';
import { UsageError } from '../errors/usage-error.ts';
import type { Format } from '../render/index.ts';
import type { SettingsRequest } from '../settings/load-settings.ts';

/** What every command takes. */
export interface SharedFlags {
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly keyFile?: string;
  readonly config?: string;
  readonly timeout?: number;
  readonly format: Format;
  readonly json?: true;
  readonly color?: boolean;
  readonly ascii?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  /** False for `--no-input`. */
  readonly input: boolean;
}

/** Fresh options for one command; `formats` are those that the command can print. */
export function sharedOptions(formats: readonly Format[]): readonly Option[] {
  return [
    new Option('--provider <id>', 'the gateway: nexus, nusantara, or one of your settings file'),
    new Option('--base-url <url>', 'where the gateway answers, with or without /v1'),
    new Option('--key-file <path>', 'read the key from a file, - for standard input'),
    new Option('--config <file>', 'use this settings file instead of your own'),
    new Option('--timeout <seconds>', 'how long to wait for one answer (default: 10)').argParser(seconds),
    new Option('--format <format>', 'how to print').choices(formats).default('human'),
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
    model,
    route: routePath(route),
    timeoutMs: timeout && timeout * 1000,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

/** Comma-separated values, without empty ones. */
export function list(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Comma-separated routes, each as a path. */
export function routeList(value: string): readonly string[] {
  return list(value).map((route) => routePath(route) ?? route);
}

/** A parser for a whole number from 1 to `most`. */
export function wholeNumber(flag: string, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new UsageError(`${flag} needs a whole number`, `from 1 to ${most}, for example ${flag} 8`);
  };
}

/** `messages`, `/messages` and `/v1/messages` are the same route. */
function routePath(route: string | undefined): string | undefined {
  if (route === undefined || /^\/.*\/v1\//.test(route) || route.startsWith('/v1/')) return route;
  return `/v1/${route.replace(/^\/+/, '').replace(/^v1\//, '')}`;
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
