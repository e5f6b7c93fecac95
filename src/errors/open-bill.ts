const code = 'billing_finalization_failed';

/**
 * Whether one of these names, an id of the catalogue, a code or a type, says that a call came as far as its bill and
 * nobody knows whether it was charged: it is never sent again, whatever the status beside it asks for.
 * Source: https://docs.weavist.online/errors-and-faq/
 */
export function isOpenBill(names: readonly (string | null | undefined)[]): boolean {
  return names.some((name) => name?.toLowerCase() === code || name?.endsWith(`/${code}`));
}
