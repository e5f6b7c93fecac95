import type { ClientFacts } from '../../clients/client-facts.ts';
import { removable } from '../../clients/removable.ts';
import { headerChoice } from '../../errors/clients/header-choices.ts';
import { type ClientFinding, type ClientId, ofClient } from '../../errors/clients/index.ts';
import type { Where } from '../../errors/diagnose.ts';
import { type Judgement, problem, unknown } from '../../errors/finding.ts';
import { type KeyHeader, keyHeaderWords } from '../../providers/key-header.ts';
import { at } from '../where.ts';
import type { OtherHeader } from './look-further.ts';
import type { SecondKey } from './second-key.ts';

/** What a program that is named sends. */
export type ByClient = {
  readonly id: ClientId;
  readonly headers: readonly KeyHeader[];
  readonly second: SecondKey | null;
};

/** What to say of a route that does not read the header of this client, where another one lets its key in. */
export function unreadHeader(
  client: ByClient | undefined,
  inOtherHeader: OtherHeader | null,
  route: string,
): ClientFinding | undefined {
  const [sent] = client?.headers ?? [];
  if (client === undefined || inOtherHeader === null || sent === undefined) return undefined;
  const { header = 'x-api-key' } = inOtherHeader;
  if (client.headers.includes(header)) return undefined;
  const todo = headerChoice(client.id, header);
  return ofClient(client.id, 'key-in-other-header', {
    route,
    sent: keyHeaderWords[sent],
    read: keyHeaderWords[header],
    todo,
  });
}

/** Of two keys that go out together; undefined where the strongest one decides as if it were alone. */
export function judgeSecond({ id, second }: ByClient, where: Where): Judgement | undefined {
  if (second?.accepted !== 'first' && second?.accepted !== 'second') return undefined;
  const [accepted, refused] =
    second.accepted === 'first' ? [second.first, second.second] : [second.second, second.first];
  const params = {
    route: at(where, second.path).route,
    refused: refused.setting,
    accepted: accepted.setting,
    what: removable(refused),
  };
  const finding = ofClient(id, 'one-key-refused', params);
  // A header that is not read at all keeps no request from being answered.
  return second.readsBoth ? unknown('which of two keys counts is not known', finding) : problem(finding);
}

/** Empty without `--for`, and where the client’s header is not known. */
export function byClient(
  id: ClientId | undefined,
  headers: readonly KeyHeader[] | undefined,
  second: SecondKey | null,
): { readonly client?: ByClient } {
  return id === undefined || headers === undefined ? {} : { client: { id, headers, second } };
}

/** That headers or parameters of the client were not sent. */
export function leftOutBy(client: ClientFacts | undefined): { readonly leftOut?: ClientFinding } {
  return client?.leftOut === undefined ? {} : { leftOut: client.leftOut };
}
