import type { ClientFinding } from '../errors/clients/index.ts';
import type { ClientId } from '../errors/clients/words.ts';
import type { KeyHeader } from '../providers/key-header.ts';
import type { DialectId } from '../providers/profile.ts';
import type { Path, PlainObject } from '../settings/plain-data.ts';
import type { ProxySettings } from '../settings/settings.ts';
import type { Candidate } from '../settings/sourced.ts';
import type { System } from '../system/system.ts';

/** A program that a person points at a gateway: where it keeps its settings, and what it makes of them. */
export interface Client {
  readonly id: ClientId;
  /** What it puts behind the base URL: `/v1/…` behind the root, or the rest behind `/v1`. */
  readonly urlForm: UrlForm;
  /** Whether it can be told not to stream. */
  readonly streams: 'always' | 'as-asked';
  /** Where its files are, the strongest first. Nothing is opened yet. */
  readonly places: (machine: ClientMachine) => readonly ClientPlace[];
  /** What it would use. Pure: everything was read before. */
  readonly read: (sources: ClientSources) => ClientReading;
}

export type UrlForm = 'root' | 'with-v1';

/** What decides where a client looks. `projectFolders`: from the current folder to the repository root, never home. */
export type ClientMachine = Pick<System, 'env' | 'home' | 'platform' | 'cwd'> & {
  readonly projectFolders: readonly string[];
  /** The root of the repository, which may be home; undefined outside of one. */
  readonly repository: string | undefined;
};

export interface ClientPlace {
  /** The client's own word for this file. */
  readonly role: string;
  readonly path: string;
  readonly format: ClientFormat;
  /** `project`: a stranger may have written it. */
  readonly trust: 'user' | 'project';
  /** The folder that a link may not lead out of. */
  readonly within: string;
  /** Only whether it is there counts: it is never opened. */
  readonly staysClosed?: true;
  /** It is the administrator's, so another owner is right. */
  readonly ofSystem?: true;
  /** Where it can't be read, that is not worth a word, or only where there is no file of the role `config`. */
  readonly aside?: 'always' | 'behind-config';
  /** Where the person's own settings are written when no file has them yet. One place of a client. */
  readonly ofPerson?: true;
  /** The path is a folder, and every file in it whose name ends so is meant. */
  readonly ending?: string;
}

export type ClientFormat = 'json' | 'jsonc' | 'toml' | 'yaml' | 'dotenv';

/** A file that was there and could be read as data. */
export interface ClientFile {
  readonly role: string;
  /** With `~` for the home folder. */
  readonly file: string;
  /** As the system knows it; absent for a text that stands in no file. */
  readonly path?: string;
  readonly trust: 'user' | 'project';
  readonly data: PlainObject;
  /** Counts from 1; undefined where it is not known. */
  readonly lineOf: (path: Path) => number | undefined;
}

export interface ClientSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Strongest first, only those that exist. */
  readonly files: readonly ClientFile[];
  /** The files where this client looks, as people write them. */
  readonly looked: readonly string[];
  /** The file for the person's own settings, as people write it; undefined without a home folder. */
  readonly ownFile: string | undefined;
  /** The stores that are there and are never opened, as people write them. */
  readonly stores: readonly string[];
  /** The roles of files that are there and could not be read. */
  readonly closed: readonly string[];
  /** The root of the repository, outside of one the current folder. */
  readonly projectRoot: string | undefined;
}

/** One value in one place. Its origin says how far it is trusted: `project-file` is a stranger's. */
export interface ClientValue extends Candidate<string> {
  /** The name to set it by: `ANTHROPIC_BASE_URL`, or `env.ANTHROPIC_BASE_URL in ~/.claude/settings.json`. */
  readonly setting: string;
  /** What stands before the id of a model in its setting, and has to stay there. */
  readonly prefix?: string;
}

/** A place that gives the key. Without a `value` the client has one that is not opened here. */
export interface ClientCredential extends Omit<ClientValue, 'value'> {
  readonly value?: string;
  /** The headers in which it goes out; absent for the usual one of the format that the client speaks. */
  readonly headers?: readonly KeyHeader[];
}

/** What a client adds to every call beside its key, and `nexus` does not: of its value nothing is known here. */
export interface ClientAddition {
  readonly kind: 'header' | 'query-parameter';
  readonly name: string;
  readonly from: string;
}

/** What a client would use, each list strongest first, before anything is judged. */
export interface ClientReading {
  readonly baseUrls: readonly ClientValue[];
  readonly credentials: readonly ClientCredential[];
  /** A second key that goes out on every request with the strongest one, in a header of its own. */
  readonly beside?: ClientCredential | undefined;
  /** Ids as the gateway gets them; names that the client resolves itself are left out. */
  readonly models: readonly ClientValue[];
  readonly wire: ClientWire;
  readonly additions?: readonly ClientAddition[];
  /** Where the client reads other proxy variables than most programs, or in other places. */
  readonly proxy?: ProxySettings;
  /** Where the settings decide on it, instead of the usual form of this client. */
  readonly urlForm?: UrlForm;
  /** Where the settings switch streaming off. */
  readonly streams?: 'as-asked';
  /** Where requests go without a base URL; absent where the client does not say. */
  readonly vendorUrl?: string;
  /** Where a missing base URL and a missing key would be set, and where they were looked for. */
  readonly missing: {
    readonly urlSetting: string;
    readonly keySetting: string;
    readonly urlLooked: readonly string[];
    readonly keyLooked: readonly string[];
  };
  readonly problems: readonly ClientProblem[];
  /** What is wrong because nothing leads to a gateway, by the base URL that should stand there. */
  readonly leadsNowhere?: (right: string) => readonly ClientProblem[];
  /** More that may be a key and is never printed: a key that stands where the name of a variable belongs. */
  readonly secrets?: readonly string[];
}

/** The formats that it speaks as it is set up, and what says so. */
export type ClientWire = {
  readonly dialects: readonly DialectId[];
  readonly from: string;
  /** Where another format is chosen, and by which value. */
  readonly choice?: { readonly setting: string; readonly values: { readonly [Id in DialectId]?: string } };
};

/** Something that is wrong whatever the gateway is. */
export interface ClientProblem {
  readonly about: 'files' | 'url' | 'key' | 'agreement' | 'wire';
  readonly finding: ClientFinding;
}
