import type { ModelDocument, ModelsDocument } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import type { Lines } from '../kind.ts';
import { labelled, usableColumns, wrap } from '../layout.ts';
import type { Style } from '../style.ts';
import { table } from '../table.ts';
import { alsoLines, causeBlock, doLines } from './finding.ts';
import { header } from './header.ts';
import { counted } from './words.ts';

/** What this key can use: id, routes, owner and price, then how many there are. */
export const models: Lines<ModelsDocument> = (document, style) => {
  const list = modelTable(document.models, style);
  const problems = problemLines(document, style);
  if (style.quiet) return [...document.models.map(({ id }) => shortId(id)), ...problems];
  return [
    ...header(document, style),
    '',
    ...(list.length === 0 ? [] : [...list, '']),
    ...totalLines(document, style),
    ...moreLines(document, style),
    ...(problems.length === 0 ? [] : ['', ...problems]),
  ];
};

function modelTable(list: readonly ModelDocument[], style: Style): string[] {
  if (list.length === 0) return [];
  const columns = [
    { head: 'model', cell: ({ id }: ModelDocument) => shortId(id) },
    { head: 'routes', cell: routesOf },
    { head: 'owner', cell: ({ owner = '' }: ModelDocument) => cut(owner, 30) },
    { head: 'price', cell: priceOf },
  ];
  const used = columns
    .map(({ head, cell }) => ({ head, cells: list.map(cell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rows = list.map((_, place) => used.map(({ cells }) => cells[place] ?? ''));
  const hasRoutes = list.some(hasKnownRoutes);
  const hasPrices = used.some(({ head }) => head === 'price');
  return [
    ...table(
      used.map(({ head }) => head),
      rows,
      style.columns,
    ),
    ...(hasRoutes || hasPrices ? [''] : []),
    ...(hasRoutes ? ['+ streams   ? streaming is not known   no mark: does not stream'] : []),
    ...(hasPrices ? ['prices are per 1M tokens, in / out'] : []),
  ];
}

function routesOf({ routes }: ModelDocument): string {
  if (!hasKnownRoutes({ routes })) return routes.length === 0 ? '' : 'not documented';
  const mark = { yes: '+', no: '', unknown: '?' };
  return routes.map(({ path, streams }) => path.replace(/^\/v1\//, '') + mark[streams]).join(' ');
}

/** Paths that are only usual for a gateway would look like a promise of this one. */
export function hasKnownRoutes({ routes }: Pick<ModelDocument, 'routes'>): boolean {
  return routes.some(({ source }) => source !== 'unknown');
}

function priceOf({ price }: ModelDocument): string {
  if (price === undefined) return '';
  return `${price.input} / ${price.output} ${price.currency}, ${price.source}`;
}

function shortId(id: string): string {
  return cut(id, 80);
}

function totalLines(document: ModelsDocument, style: Style): string[] {
  const { models: list, total, filter, nearest, provider, nextStep, verdict } = document;
  if (document.interrupted) return ['Interrupted before the list was there.'];
  // "0 models" would be a claim about a list that perhaps never came.
  if (total === 0 && (verdict === 'broken' || verdict === 'inconclusive')) return ['No models to show.'];
  if (list.length > 0 || total === 0) {
    if (filter !== null) return [`${list.length} of ${counted(total, 'model')} match "${cut(filter, 80)}"`];
    return [`${counted(list.length, 'model')}${total > list.length ? ` of ${total}` : ''}`];
  }
  return [
    `None of ${counted(total, 'model')} of ${provider.name} ${wanted(document)}.`,
    ...(nearest.length === 0 ? [] : labelled('Nearest', [nearest.map(shortId).join(', ')], style.columns)),
    ...(document.findings.length === 0 ? doLines(null, nextStep, style) : []),
  ];
}

/** What was counted above is not all there is. */
function moreLines({ hasMore }: ModelsDocument, style: Style): string[] {
  if (hasMore === undefined) return [];
  const words = 'The gateway says that its list has more pages. Only the first one is read here.';
  return wrap(words, usableColumns(style.columns));
}

/** What no model had. A route of the settings narrows nothing, so only the flag is named. */
function wanted({ filter, endpoint: { route, sources } }: ModelsDocument): string {
  const isNarrowed = sources.some(({ setting, origin }) => setting === 'route' && origin === '--route');
  const path = isNarrowed && route !== null ? route : undefined;
  if (filter === null) return path === undefined ? 'is shown' : `is known for ${path}`;
  return `matches "${cut(filter, 80)}"${path === undefined ? '' : ` and is known for ${path}`}`;
}

function problemLines({ findings, nextStep, sandbox }: ModelsDocument, style: Style): string[] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const also = others.flatMap((finding) => alsoLines(finding, style));
  if (style.quiet) return doLines(first, nextStep, style);
  return [
    ...causeBlock(first, { nextStep, contact: [], sandbox }, style),
    ...(also.length === 0 ? [] : labelled('Also', also, style.columns)),
  ];
}
