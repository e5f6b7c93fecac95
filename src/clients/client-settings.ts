import { maskUrl } from '../settings/mask-url.ts';
import type { Origin, Settings } from '../settings/settings.ts';
import type { LoadedClient } from './load-client.ts';

/** One place that gives a value, for `--json` and the header. Never a key. */
export type ClientSetting = {
  readonly setting: 'base-url' | 'key' | 'model';
  readonly origin: string;
  /** This run tests it. */
  readonly used: boolean;
  /** The client itself prefers another place. */
  readonly shadowed: boolean;
  /** Absent for a key. */
  readonly value?: string;
};

/** Every place where a client's settings say something, strongest first. */
export function clientSettings(
  { baseUrls, credentials, models }: LoadedClient,
  { baseUrl, apiKey }: Settings,
): readonly ClientSetting[] {
  const isIn = (origin: Origin, inForce: Origin | undefined) => inForce?.name === origin.name;
  return [
    ...baseUrls.map(({ value, origin }, place) => ({
      setting: 'base-url' as const,
      origin: origin.name,
      used: isIn(origin, baseUrl.origin),
      shadowed: place > 0,
      value: maskUrl(value.trim()),
    })),
    ...credentials.map(({ origin }, place) => ({
      setting: 'key' as const,
      origin: origin.name,
      used: isIn(origin, apiKey?.origin),
      shadowed: place > 0,
    })),
    // Models stand beside each other: each is for another purpose.
    ...models.map(({ value, origin }) => ({
      setting: 'model' as const,
      origin: origin.name,
      used: false,
      shadowed: false,
      value,
    })),
  ];
}
