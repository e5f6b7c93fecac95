import type { ClientFacts } from '../clients/client-facts.ts';
import type { Settings } from '../settings/settings.ts';
import type { ClientDocument, EndpointDocument } from './documents.ts';

/** The target with the origin of each value: what `--json` and `--verbose` show. */
export function endpointDocument(settings: Settings, keyFingerprint: string | null): EndpointDocument {
  const { baseUrl, apiKey, model, route, profile, timeoutMs, profileNote } = settings;
  const named = { provider: profile, 'base-url': baseUrl, key: apiKey, model, route, timeout: timeoutMs };
  const known = Object.entries(named).flatMap(([setting, value]) =>
    value === undefined ? [] : [{ setting, value }],
  );
  return {
    baseUrl: baseUrl.value.used ?? null,
    typedBaseUrl: baseUrl.value.typed,
    model: model?.value ?? null,
    route: route?.value ?? null,
    keySource: apiKey?.origin.name ?? null,
    keyFingerprint,
    sources: known.map(({ setting, value }) => ({ setting, origin: value.origin.name })),
    shadowed: known.flatMap(({ setting, value }) =>
      value.shadows.map(({ name }) => ({ setting, origin: name })),
    ),
    ...(profileNote === undefined ? {} : { note: profileNote }),
  };
}

/** The program that was named, and every place where its settings say something. */
export function clientDocument({ id, name, values }: ClientFacts): ClientDocument {
  return { id, name, values };
}
