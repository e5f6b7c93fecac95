import { catalogueOf } from '../errors/catalogue.ts';
import type { CatalogueDocument } from '../report/documents.ts';
import type { System } from '../system/system.ts';
import { type ExplainRequest, profilesFor } from './explain.ts';
import type { CommandOutcome } from './outcome.ts';

/** The whole catalogue, for `--list`. */
export async function listCatalogue(
  request: Pick<ExplainRequest, 'provider' | 'config'>,
  system: System,
): Promise<CommandOutcome> {
  const rows = catalogueOf(await profilesFor(request, system));
  const document: CatalogueDocument = {
    schemaVersion: 1,
    command: 'explain',
    entries: rows.map(({ id, code, provider: by, entry }) => ({
      id,
      code,
      provider: by,
      title: entry.title,
    })),
  };
  return { document, exitCode: 0, secrets: [] };
}
