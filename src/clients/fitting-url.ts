import { type BaseUrl, baseUrlFrom } from '../settings/base-url.ts';
import { hasVersion } from '../settings/route-path.ts';
import type { UrlForm } from './client.ts';

/** Hosts of the vendors that clients talk to when nothing is set. Source: the defaults of their own SDKs. */
const vendorHosts = ['api.anthropic.com', 'api.openai.com'];

/** Whether an address is that of a vendor, and not of a gateway. */
export function isVendorUrl(url: string): boolean {
  return vendorHosts.includes(baseUrlFrom(url).host ?? '');
}

/** How a base URL stands to what a client needs. */
export type UrlFit = 'fits' | 'has-v1' | 'lacks-v1' | 'whole-endpoint' | 'unusable';

/** Compares by the words of the address alone. `http-to-public-host` is the gateway's own finding. */
export function urlFit(url: BaseUrl, typed: string, form: UrlForm): UrlFit {
  if (url.problem === 'is-endpoint') return 'whole-endpoint';
  if (url.problem === 'doubled-version') return 'has-v1';
  if (url.problem !== undefined && url.problem !== 'http-to-public-host') return 'unusable';
  const path = pathOf(typed);
  if (form === 'root') return /\/v1$/.test(path) ? 'has-v1' : 'fits';
  // A gateway with versions of another kind, /v4 say, knows better than this rule.
  return /\/v\d+\w*$/.test(path) || hasVersion(path) ? 'fits' : 'lacks-v1';
}

/** The base URL of a gateway as a client of this form needs it. `used` has a final `/v1` only behind another version. */
export function rightUrl(used: string, form: UrlForm): string {
  if (form === 'root') return used.replace(/\/v1$/, '');
  return hasVersion(new URL(used).pathname) ? used : `${used}/v1`;
}

/** Where a client looks for the model list, as far as its base URL decides on it. */
export function listUrl(typed: string, form: UrlForm): string {
  const url = new URL(typed.trim());
  return `${url.origin}${pathOf(typed)}${form === 'root' ? '/v1/models' : '/models'}`;
}

function pathOf(typed: string): string {
  return (URL.parse(typed.trim())?.pathname ?? '').replace(/\/+$/, '');
}
