import type { ProviderProfile } from '../providers/profile.ts';
import type { EntryText, Fix } from './entry.ts';

/** What the words of an entry may refer to: whose gateway it is and how the program was started. */
export interface WordingContext {
  readonly profile: ProviderProfile;
  readonly profiles: readonly ProviderProfile[];
  /** Rewrites a command that starts with `nexus` to how the program was started and aimed. */
  readonly command: (command: string) => string;
  /** The command that runs now, as it was aimed: to run it once more is the last of all fixes. */
  readonly itself?: string;
  /** The setting of the program that is named which gave the key; absent without one. */
  readonly keySetting?: string;
  /** Where the program that is named has its base URL; absent where it is not the one under test. */
  readonly clientUrl?: {
    readonly setting: string;
    /** An address of the gateway as this program needs it. */
    readonly as: (url: string) => string;
  };
  /** Whether this run saw money or a quota on the person's own account. */
  readonly hasBalance?: boolean;
}

/** The link of a documented entry. */
export function docsOf(entry: EntryText): { docs?: string } {
  return entry.source.kind === 'documented' ? { docs: entry.source.url } : {};
}

/**
 * Fills the names of this gateway into a fix, and what was seen this time: `{right|what to say without}`. With `:place`
 * a line number stands apart from its file: `config.toml (line 5)`. With `:client` an address has the form that the program
 * under test needs, and without such a program the other words stand.
 */
export function wordFix(
  fix: Fix,
  context: WordingContext,
  seen: Readonly<Record<string, unknown>> = {},
): Fix {
  const fill = (text: string) => fillIn(withSeen(text, seen, context), context);
  switch (fix.kind) {
    case 'run':
      return { ...fix, command: context.command(fix.command), why: fill(fix.why) };
    case 'set':
      return { ...fix, setting: fill(fix.setting), to: fill(fix.to) };
    case 'open':
      return fix;
    case 'do':
      return { ...fix, what: fill(fix.what) };
  }
}

function withSeen(
  text: string,
  seen: Readonly<Record<string, unknown>>,
  { clientUrl }: WordingContext,
): string {
  return text.replace(
    /\{(\w+)(:place|:client)?\|([^{}]*)\}/g,
    (_, name: string, form: string | undefined, without: string) => {
      const value = seen[name];
      if (typeof value !== 'string') return without;
      if (form === ':client') return clientUrl?.as(value) ?? without;
      return form === ':place' ? value.replace(/:(\d+)$/, ' (line $1)') : value;
    },
  );
}

function fillIn(text: string, { profile, keySetting, clientUrl }: WordingContext): string {
  return text
    .replaceAll('{keyVariable}', keySetting ?? profile.env.key[0] ?? 'NEXUS_API_KEY')
    .replaceAll('{baseUrlSetting}', clientUrl?.setting ?? 'the base URL')
    .replaceAll('{providerName}', profile.name)
    .replaceAll('{keysFrom}', profile.key.from)
    .replaceAll('{intoItsPlace}', keySetting === undefined ? '' : ` into ${keySetting}`)
    .replaceAll(
      '{contact}',
      profile.support.map(({ label }) => label).join(' or ') || 'the gateway’s support',
    );
}
