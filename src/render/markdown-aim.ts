import type { DoctorDocument, ModelsDocument, ProbeDocument } from '../report/documents.ts';

/** Who was asked, and where; a run of the embedded gateway says so wherever it is pasted. */
export function aimLine({
  provider,
  endpoint,
  sandbox,
}: Pick<DoctorDocument | ModelsDocument | ProbeDocument, 'provider' | 'endpoint' | 'sandbox'>): string {
  const place = `${provider.name}, ${endpoint.baseUrl ?? endpoint.typedBaseUrl}`;
  return sandbox === null ? place : `${place}, sandbox ${sandbox}`;
}
