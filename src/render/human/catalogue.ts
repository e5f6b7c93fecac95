import type { CatalogueDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { asStarted } from '../style.ts';
import { table } from '../table.ts';
import { counted } from './words.ts';

/** Everything that `explain` can explain, by who says it. */
export const catalogue: Lines<CatalogueDocument> = ({ entries }, style) => {
  const providers = [...new Set(entries.map(({ provider }) => provider))];
  return [
    ...providers.flatMap((provider) => [
      style.paint.bold(provider),
      ...table(
        [],
        entries.filter((entry) => entry.provider === provider).map(({ code, title }) => [`  ${code}`, title]),
        style.columns,
      ),
    ]),
    '',
    `${counted(entries.length, 'entry').replace('entrys', 'entries')}: ${asStarted(`nexus explain ${entries[0]?.code ?? ''}`, style)}`,
  ];
};
