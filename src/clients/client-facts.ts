import { type ClientFinding, clientWords } from '../errors/clients/index.ts';
import type { ClientId } from '../errors/clients/words.ts';
import type { KeyHeader } from '../providers/key-header.ts';
import { type BaseUrl, baseUrlFrom } from '../settings/base-url.ts';
import { maskable } from '../settings/environment-keys.ts';
import { type KeyShape, keyShapeOf } from '../settings/key-shape.ts';
import type { Secret } from '../settings/secret.ts';
import type { Settings } from '../settings/settings.ts';
import { additionsFinding } from './additions.ts';
import type { ClientProblem, ClientReading, ClientWire, UrlForm } from './client.ts';
import { type ClientSetting, clientSettings } from './client-settings.ts';
import { isVendorUrl, listUrl, rightUrl, type UrlFit, urlFit } from './fitting-url.ts';
import { headersOf, sentBeside, sentFirst } from './key-sending.ts';
import type { LoadedClient } from './load-client.ts';

/** Everything that checks and documents may know of a client: no key, and only JSON. */
export type ClientFacts = {
  readonly id: ClientId;
  readonly name: string;
  /** The files that were read, as people write them. */
  readonly files: readonly string[];
  readonly urlForm: UrlForm;
  readonly streams: 'always' | 'as-asked';
  /** What the client itself would use; absent where nothing is set. */
  readonly baseUrl?: ClientBaseUrl;
  readonly credential?: ClientKey;
  /** A second key that goes along, in a header of its own. */
  readonly beside?: { readonly from: string; readonly setting: string };
  /** Places in the folder that give a key. */
  readonly projectKeys: readonly string[];
  readonly models: readonly {
    readonly value: string;
    readonly from: string;
    readonly setting: string;
    readonly prefix: string;
  }[];
  readonly wire: ClientWire;
  readonly vendorUrl?: string;
  readonly missing: Readonly<Record<'urlSetting' | 'keySetting', string>> & {
    readonly urlLooked: readonly string[];
    readonly keyLooked: readonly string[];
  };
  /** The base URL of the gateway under test, as this client needs it. */
  readonly right: string;
  /** Says that headers or query parameters of the client were not sent. */
  readonly leftOut?: ClientFinding;
  readonly problems: readonly { readonly about: ClientProblem['about']; readonly finding: ClientFinding }[];
  readonly values: readonly ClientSetting[];
};

export type ClientBaseUrl = {
  /** Without user name, password and query. */
  readonly typed: string;
  readonly read: BaseUrl;
  readonly from: string;
  readonly setting: string;
  readonly fit: UrlFit;
  readonly isVendor: boolean;
  /** A stranger may have written it, and nothing vouches for it. */
  readonly isForeign: boolean;
  /** The gateway under test stands there. */
  readonly isTested: boolean;
  /** Where the client would look for the model list; absent where the address is not usable. */
  readonly listUrl?: string;
  /** The same address as this client needs it. */
  readonly right: string;
};

export type ClientKey = {
  readonly from: string;
  readonly setting: string;
  /** In which it goes out; none where that is not known. */
  readonly headers?: readonly KeyHeader[];
  /** Absent for a key that is not opened here. */
  readonly shape?: KeyShape;
};

/** What a client's settings come to beside the settings in force. */
export function clientFactsOf(loaded: LoadedClient, settings: Settings): ClientFacts {
  const { client, files, wire, vendorUrl, missing, problems, models } = loaded;
  const { id } = client;
  const urlForm = urlFormOf(loaded);
  const baseUrl = baseUrlOf(loaded, settings);
  const credential = keyOf(loaded, settings);
  const beside = sentBeside(loaded);
  const right = rightUrl(settings.baseUrl.value.used ?? settings.profile.value.baseUrl, urlForm);
  const leftOut = additionsFinding(id, loaded.additions ?? []);
  const found = [
    ...problems,
    ...(loaded.leadsNowhere?.(right) ?? []),
    ...(leftOut === undefined ? [] : [{ about: 'agreement' as const, finding: leftOut }]),
  ];
  const ofProject = loaded.credentials.filter(({ origin }) => origin.kind === 'project-file');
  return {
    id,
    name: clientWords[id].name.replace(/^the /, ''),
    files,
    urlForm,
    streams: loaded.streams ?? client.streams,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(credential === undefined ? {} : { credential }),
    ...(beside === undefined ? {} : { beside: { from: beside.origin.name, setting: beside.setting } }),
    projectKeys: ofProject.map(({ origin }) => origin.name),
    models: models.map(({ value, origin, setting, prefix = '' }) => ({
      value,
      from: origin.name,
      setting,
      prefix,
    })),
    wire,
    ...(vendorUrl === undefined ? {} : { vendorUrl }),
    missing,
    right,
    ...(leftOut === undefined ? {} : { leftOut }),
    problems: found.map(({ about, finding }) => ({ about, finding })),
    values: clientSettings(loaded, settings),
  };
}

/** Every key that a client's files and variables hold: none of them may be printed. */
export function clientSecrets(
  { credentials, secrets = [] }: Pick<ClientReading, 'credentials' | 'secrets'>,
  { profile, profiles }: Settings,
): readonly Secret[] {
  const values = [...credentials.map(({ value }) => value), ...secrets];
  return values.flatMap((value) => (value === undefined ? [] : maskable(value, profile.value, profiles)));
}

function urlFormOf({ client, urlForm }: LoadedClient): UrlForm {
  return urlForm ?? client.urlForm;
}

function baseUrlOf(loaded: LoadedClient, settings: Settings): ClientBaseUrl | undefined {
  const [first] = loaded.baseUrls;
  const urlForm = urlFormOf(loaded);
  if (first === undefined) return undefined;
  const { value, origin, setting } = first;
  const read = baseUrlFrom(value);
  const fit = urlFit(read, value, urlForm);
  const inForce = settings.baseUrl;
  const isTested = read.origin !== undefined && read.origin === inForce.value.origin;
  const used = read.used ?? (read.suggestion && baseUrlFrom(read.suggestion).used);
  return {
    typed: read.typed,
    read,
    from: origin.name,
    setting,
    fit,
    isVendor: isVendorUrl(value),
    isForeign: origin.kind === 'project-file' && !isTested,
    isTested,
    ...(fit === 'has-v1' || fit === 'lacks-v1' ? { listUrl: listUrl(value, urlForm) } : {}),
    right: rightUrl(used ?? inForce.value.used ?? settings.profile.value.baseUrl, urlForm),
  };
}

function keyOf(loaded: LoadedClient, { profile, profiles }: Settings): ClientKey | undefined {
  const first = sentFirst(loaded);
  if (first === undefined) return undefined;
  const { value, origin, setting } = first;
  const shape = value === undefined ? {} : { shape: keyShapeOf(value, profile.value, profiles) };
  return { from: origin.name, setting, headers: headersOf(loaded), ...shape };
}
