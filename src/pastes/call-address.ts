import { clientOfProgram } from '../errors/clients/client-of-program.ts';
import type { ClientId } from '../errors/clients/words.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { PastedError } from './paste.ts';

/** Whom SDKs and agents call where no base URL is set: the defaults of their own sources. */
const vendorHosts: readonly string[] = ['api.openai.com', 'api.anthropic.com', 'chatgpt.com'];

const route = '/(?:chat/completions|completions|responses|messages|models)';
const endpointTwice = new RegExp(String.raw`(${route})(?:/v1)?\1`);

/** Names of entries that every client has, and what says the same where the client is not known. */
const entries = {
  'url-has-v1': 'local/url-doubled-version',
  'url-is-whole-endpoint': 'local/url-is-endpoint',
  'url-lacks-v1': 'local/url-lacks-version',
} as const;

/**
 * The entry that the address of a failed call proves: a path that nobody has, or the vendor's host. `own` is the profile
 * whose host was called. Undefined where the address tells nothing.
 */
export function addressError(
  { endpoint, host, status, client }: Pick<PastedError, 'endpoint' | 'host' | 'status' | 'client'>,
  own: ProviderProfile | undefined,
): string | undefined {
  const program = clientOfProgram(client?.value ?? '');
  const isRefused = status?.value === 401 || status?.value === 403;
  if (isRefused && vendorHosts.includes(host?.value ?? ''))
    return program === undefined ? undefined : idOf(program, 'called-vendor');
  const isMissing = status?.value === 404 || status?.value === 405;
  const path = endpoint?.value.replace(/^[A-Z]+ /, '');
  if (!isMissing || path === undefined) return undefined;
  const wrong = wrongPath(path, own);
  if (wrong !== undefined) return program === undefined ? entries[wrong] : idOf(program, wrong);
  const isCompact = program === 'codex' && /\/responses\/compact$/.test(path);
  return isCompact ? 'codex/compact-refused' : undefined;
}

/** Whether an entry was found by the address of a call. */
export function isOfAddress(id: string): boolean {
  return /\/(?:called-vendor|url-(?:has-v1|is-whole-endpoint|lacks-v1|doubled-version|is-endpoint|lacks-version)|compact-refused)$/.test(
    id,
  );
}

function idOf(program: ClientId, name: keyof typeof entries | 'called-vendor'): string {
  return `${program}/${name}`;
}

function wrongPath(path: string, own: ProviderProfile | undefined): keyof typeof entries | undefined {
  if (path.includes('/v1/v1/')) return 'url-has-v1';
  if (endpointTwice.test(path)) return 'url-is-whole-endpoint';
  const documents = (one: string) => own?.routes.some((known) => known.path === one) === true;
  return documents(`/v1${path}`) && !documents(path) ? 'url-lacks-v1' : undefined;
}
