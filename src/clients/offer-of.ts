import { baseUrlFrom } from '../settings/base-url.ts';
import type { ClientOffer } from '../settings/client-offer.ts';
import type { Candidate } from '../settings/sourced.ts';
import { isVendorUrl } from './fitting-url.ts';
import type { LoadedClient } from './load-client.ts';

/**
 * What of a client is put to the test: its own base URLs at the root of the gateway, and the key that it would send.
 * An address of a vendor is none of a gateway: nothing is sent there, and the keys that belong there stay unused.
 */
export function offerOf({ baseUrls, credentials, vendorUrl }: LoadedClient): ClientOffer {
  const own = baseUrls.find(({ origin }) => origin.kind !== 'project-file');
  const goesToVendor = own !== undefined && isVendorUrl(own.value);
  const [first] = credentials.filter(({ origin }) => origin.kind !== 'project-file');
  return {
    baseUrls: goesToVendor ? [] : baseUrls.filter(({ value }) => !isVendorUrl(value)).map(testable),
    // A command or a login that outranks a key keeps it from being sent.
    keys: first?.value === undefined ? [] : [{ value: first.value, origin: first.origin }],
    otherwise: goesToVendor ? own.value : vendorUrl,
  };
}

/** A whole endpoint, or a /v1 too many, is put right, so that the gateway is looked at where it is. */
function testable({ value, origin }: Candidate<string>): Candidate<string> {
  const { problem, suggestion } = baseUrlFrom(value);
  const isMended = problem === 'is-endpoint' || problem === 'doubled-version';
  return { value: isMended && suggestion !== undefined ? suggestion : value, origin };
}
