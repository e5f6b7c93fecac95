import type { CheckResult } from '../../checks/check-result.ts';
import type { Finding, OwnErrorId, ParamsOf } from '../../errors/finding.ts';
import { baseUrlFrom } from '../../settings/base-url.ts';
import type { SettingsRequest } from '../../settings/load-settings.ts';
import type { Settings } from '../../settings/settings.ts';

/** The flags as a next command should have them: one that turned out to be wrong is not repeated. */
export function correctedRequest(
  request: SettingsRequest,
  settings: Settings,
  results: readonly CheckResult[],
): SettingsRequest {
  const findings = results.flatMap((result) => (result.status === 'fail' ? result.findings : []));
  const right: Partial<Record<'baseUrl' | 'provider' | 'model', string | undefined>> = {
    baseUrl: rightBaseUrl(findings, settings),
    provider: rightProvider(findings, settings),
    model: rightModel(findings),
  };
  const wrong = Object.entries(right).filter(([flag, value]) => value !== undefined && flag in request);
  return { ...request, ...Object.fromEntries(wrong) };
}

const place = '<right URL>';
/** They say that this address is not the API, and cannot say where it is. */
const elsewhere: readonly string[] = ['edge/html-instead-of-api', 'edge/not-this-api', 'edge/redirect'];

function rightBaseUrl(findings: readonly Finding[], { baseUrl: { value } }: Settings): string | undefined {
  if (value.problem !== undefined) return value.suggestion ?? place;
  const known =
    paramsOf('local/host-looks-mistyped', findings)?.suggestion ??
    paramsOf('local/base-url-wrong-path', findings)?.works;
  return (
    known ??
    otherScheme(findings, value.used ?? '') ??
    (findings.some(({ id }) => elsewhere.includes(id)) ? place : undefined)
  );
}

/** The port answered in the other scheme: with the same one the next run ends alike. */
function otherScheme(findings: readonly Finding[], used: string): string | undefined {
  if (findings.some(({ id }) => id === 'network/wants-tls')) return used.replace(/^http:/, 'https:');
  if (!findings.some(({ id }) => id === 'network/not-tls')) return undefined;
  // Unencrypted it may lead to this machine or network only, never to a public host.
  const plain = used.replace(/^https:/, 'http:');
  return baseUrlFrom(plain).problem === undefined ? plain : place;
}

function rightProvider(findings: readonly Finding[], { profiles }: Settings): string | undefined {
  const owner = paramsOf('local/host-of-another-provider', findings)?.belongsTo;
  return profiles.find(({ name }) => name === owner)?.id;
}

function rightModel(findings: readonly Finding[]): string | undefined {
  const absent = paramsOf('local/model-not-listed', findings);
  return absent && (absent.nearest[0] ?? '<model id>');
}

function paramsOf<Id extends OwnErrorId>(id: Id, findings: readonly Finding[]): ParamsOf<Id> | undefined {
  const found = findings.find((finding) => finding.id === id);
  // An id has one set of parameters; TypeScript cannot follow a generic id into the union.
  return found !== undefined && 'params' in found ? (found.params as ParamsOf<Id>) : undefined;
}
