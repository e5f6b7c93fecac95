import type { Signature } from './entry.ts';

/** Types so general that gateways put them on everything, and the statuses beside which they say nothing. */
const statusesAgainst: Readonly<Record<string, RegExp>> = {
  // Mistral puts it on a 429.
  invalid_request_error: /^(?:429|5\d\d)$/,
  // The type of a fault of the server; Ollama puts it on a 404.
  api_error: /^4(?:01|03|04|29)$/,
};

/** Whether a row that knows nothing but such a type is contradicted by the status, which is then the better word. */
export function contradicts(signature: Signature, status: number | undefined): boolean {
  if (signature.type === undefined || signature.messageHas !== undefined) return false;
  return statusesAgainst[signature.type]?.test(`${status}`) ?? false;
}
