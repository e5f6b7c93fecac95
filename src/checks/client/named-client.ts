import type { ClientFacts } from '../../clients/client-facts.ts';
import { ownEntryOf } from '../../errors/catalogue.ts';
import type { ClientFinding } from '../../errors/clients/index.ts';
import type { CheckContext } from '../check.ts';

/** Why a check of a client does not apply: nobody named one. */
export function noClient({ client }: CheckContext): string | undefined {
  return client === undefined ? 'no client is named with --for' : undefined;
}

/** The client of a check that applies. Throws where `noClient` was not asked before: a mistake of ours. */
export function namedClient({ client }: CheckContext): ClientFacts {
  if (client === undefined) throw new Error('no client is named');
  return client;
}

/** Whether these say what may be wrong and none says that it is: then nobody knows whether the client works. */
export function areOpen(findings: readonly ClientFinding[]): boolean {
  return findings.length > 0 && findings.every(({ id }) => ownEntryOf(id)?.severity !== 'error');
}

/** What its reader found, of one kind. */
export function problemsAbout(
  { problems }: ClientFacts,
  wanted: ClientFacts['problems'][number]['about'],
): readonly ClientFinding[] {
  return problems.filter(({ about }) => about === wanted).map(({ finding }) => finding);
}
