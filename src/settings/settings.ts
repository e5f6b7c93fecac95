import type { KeyHeader } from '../providers/key-header.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { KeychainFailure } from '../system/system.ts';
import type { BaseUrl } from './base-url.ts';
import type { KeyShape } from './key-shape.ts';
import type { Secret } from './secret.ts';

/** Where a value comes from, as people name it: `env NEXUS_API_KEY`, `~/.config/nexus/config.json:4`. */
export interface Origin {
  readonly kind: 'flag' | 'env' | 'project-file' | 'user-file' | 'keychain' | 'profile' | 'prompt';
  readonly name: string;
}

/** A value, where it comes from and which weaker places it shadows. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
  readonly shadows: readonly Origin[];
}

/** A user file that can't be used: the place and what was expected, never the line itself. */
export interface FileProblem {
  /** With `~` for the home folder; `line` and `column` count from 1. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly expected: string;
}

/** Something in a project file that was not followed. */
export interface Refusal {
  readonly file: string;
  readonly line?: number;
  readonly setting: string;
  readonly why:
    | 'secret'
    | 'foreign-origin'
    | 'other-address'
    | 'not-a-project-setting'
    | 'out-of-bounds'
    | 'unreadable'
    | 'other-owner'
    | 'open-to-everybody';
}

export interface ApiKey {
  /** Cleaned of outer white space. */
  readonly secret: Secret;
  readonly shape: KeyShape;
  /** Last four characters, for the screen only; absent for short keys. */
  readonly lastFour?: string;
}

/** A stored key that is not used: it belongs to another gateway than the one in force, or can't be read. */
export interface UnusedKey {
  readonly origin: Origin;
  /** Scheme, host and port that it may go to; absent when they can't be told. */
  readonly belongsTo?: string;
  /** It does belong here, and its store did not give it. */
  readonly why?: KeychainFailure['why'];
}

/** In which header the program that is named sends its key, and a second key that goes along in another one. */
export interface KeySending {
  readonly header: KeyHeader;
  readonly beside?: { readonly key: ApiKey; readonly header: KeyHeader };
}

/** The proxy variables as the program that is named reads them, and the setting that decides. */
export interface ProxySettings {
  readonly env: Readonly<Record<string, string>>;
  readonly variable?: string;
}

/** Everything a command needs to know about the person's set-up, with the origin of each value. */
export interface Settings {
  readonly profile: Sourced<ProviderProfile>;
  /** Why this profile, when nobody asked for one: said aloud. */
  readonly profileNote?: string;
  /** Every profile known here, custom ones too. */
  readonly profiles: readonly ProviderProfile[];
  readonly baseUrl: Sourced<BaseUrl>;
  readonly apiKey: Sourced<ApiKey> | undefined;
  /** Absent where each route gets the key in its usual header. */
  readonly keySending?: KeySending;
  /** Absent where the environment says it. */
  readonly proxy?: ProxySettings;
  readonly model: Sourced<string> | undefined;
  /** A path such as `/v1/messages`. */
  readonly route: Sourced<string> | undefined;
  readonly timeoutMs: Sourced<number>;
  readonly userFile: { readonly file: string; readonly problem?: FileProblem } | undefined;
  readonly projectFile: string | undefined;
  readonly refusals: readonly Refusal[];
  readonly unusedKeys?: readonly UnusedKey[];
  /** Keys that the person's files hold, used or not: none of them may be printed. */
  readonly storedSecrets?: readonly Secret[];
  /** What the files say about output; flags are the command line's own. */
  readonly output?: { readonly format?: Sourced<string>; readonly color?: Sourced<boolean> };
  /** Check ids that the project adds. */
  readonly addedChecks?: readonly string[];
}
