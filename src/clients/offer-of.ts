import { baseUrlFrom } from '../settings/base-url.ts';
import type { ClientOffer } from '../settings/client-offer.ts';
import { hasVersion } from '../settings/route-path.ts';
import type { Candidate } from '../settings/sourced.ts';
import type { UrlForm } from './client.ts';
import { isVendorUrl } from './fitting-url.ts';
import type { LoadedClient } from './load-client.ts';

/**
 * What of a client is put to the test: its own base URLs at the root of the gateway, and the key that it would send.
 * An address of a vendor is none of a gateway: nothing is sent there, and the keys that belong there stay unused.
 */
export function offerOf({ client, urlForm, baseUrls, credentials, vendorUrl }: LoadedClient): ClientOffer {
  const form = urlForm ?? client.urlForm;
  const own = baseUrls.find(({ origin }) => origin.kind !== 'project-file');
  const goesToVendor = own !== undefined && isVendorUrl(own.value);
  const [first] = credentials.filter(({ origin }) => origin.kind !== 'project-file');
  return {
    baseUrls: goesToVendor
      ? []
      : baseUrls.filter(({ value }) => !isVendorUrl(value)).map((url) => testable(url, form)),
    // A command or a login that outranks a key keeps it from being sent.
    keys: first?.value === undefined ? [] : [{ value: first.value, origin: first.origin }],
    otherwise: goesToVendor ? own.value : vendorUrl,
  };
}

/**
 * A whole endpoint, or a /v1 too many, is put right, so that the gateway is looked at where it is. A client that puts /v1
 * behind any base URL does so behind another version too.
 */
function testable({ value, origin }: Candidate<string>, form: UrlForm): Candidate<string> {
  const { problem, suggestion, used, path = '' } = baseUrlFrom(value);
  const isMended = problem === 'is-endpoint' || problem === 'doubled-version';
  if (isMended && suggestion !== undefined) return { value: suggestion, origin };
  const addsVersion = form === 'root' && used !== undefined && hasVersion(path) && !path.endsWith('/v1');
  return { value: addsVersion ? `${used}/v1` : value, origin };
}
