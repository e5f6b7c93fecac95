import type { KeyHeader } from '../providers/key-header.ts';
import { apiKeyFrom } from '../settings/load-key.ts';
import type { KeySending, Settings } from '../settings/settings.ts';
import type { ClientCredential, ClientReading } from './client.ts';

type Reading = Pick<ClientReading, 'credentials' | 'beside' | 'wire'>;

/** The credential that the client sends before all others; one of a project file is a stranger's. */
export function sentFirst({ credentials }: Pick<Reading, 'credentials'>): ClientCredential | undefined {
  return credentials.find(({ origin }) => origin.kind !== 'project-file');
}

/** The second key that goes along; undefined where it is the same one, only in one more header. */
export function sentBeside(reading: Reading): ClientCredential | undefined {
  const { beside } = reading;
  return beside === undefined || isSameKey(sentFirst(reading), beside) ? undefined : beside;
}

/** Every header in which the strongest key of a client goes out; none where that is not known. */
export function headersOf(reading: Reading): readonly KeyHeader[] {
  const first = sentFirst(reading);
  if (first === undefined) return [];
  const { beside } = reading;
  const along = beside !== undefined && isSameKey(first, beside) ? headersOfOne(beside, reading) : [];
  return [...new Set([...headersOfOne(first, reading), ...along])];
}

/** How the client sends what is tested; undefined where no one header is known. */
export function keySendingOf(reading: Reading, settings: Settings): KeySending | undefined {
  const [header, ...more] = headersOf(reading);
  if (header === undefined || more.length > 0) return undefined;
  const beside = sentBeside(reading);
  const [besideHeader] = beside === undefined ? [] : headersOfOne(beside, reading);
  // Only beside the client's own key: then it belongs where that one belongs.
  const isOwn = settings.apiKey?.origin.name === sentFirst(reading)?.origin.name;
  if (beside?.value === undefined || besideHeader === undefined || !isOwn) return { header };
  const key = apiKeyFrom(beside.value, settings.profile.value, settings.profiles);
  return { header, beside: { key, header: besideHeader } };
}

function isSameKey(first: ClientCredential | undefined, second: ClientCredential): boolean {
  return first?.value !== undefined && first.value.trim() === second.value?.trim();
}

/** Anthropic's format comes with its header, the formats of OpenAI with theirs. Source: the SDKs of both. */
function headersOfOne({ headers }: ClientCredential, { wire }: Reading): readonly KeyHeader[] {
  if (headers !== undefined) return headers;
  const isMessages = wire.dialects.map((dialect) => dialect === 'messages');
  if (isMessages.length === 0 || new Set(isMessages).size > 1) return [];
  return isMessages[0] === true ? ['x-api-key'] : ['authorization'];
}
