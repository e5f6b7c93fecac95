import type {
  CatalogueDocument,
  ChecksDocument,
  ModelDocument,
  ModelsDocument,
  ScenariosDocument,
} from '../report/documents.ts';
import { inMarkdown, markdownTable } from './escape-markdown.ts';
import { hasKnownRoutes } from './human/models.ts';
import { probeWords } from './human/scenarios.ts';
import type { Lines } from './kind.ts';
import { aimLine } from './markdown-aim.ts';
import { asStarted } from './style.ts';

export const checks: Lines<ChecksDocument> = (document) =>
  markdownTable(
    ['check', 'states that', 'needs', 'kind'],
    document.checks.map(({ id, title, needs, spine }) => [
      id,
      title,
      needs.join(' '),
      spine ? 'spine' : 'side',
    ]),
  );

export const catalogue: Lines<CatalogueDocument> = ({ entries }) =>
  markdownTable(
    ['id', 'provider', 'meaning'],
    entries.map(({ id, provider, title }) => [id, provider, title]),
  );

export const scenarios: Lines<ScenariosDocument> = (document, style) =>
  markdownTable(
    ['scenario', 'story', 'verdict', 'exit code', 'probe', 'try'],
    document.scenarios.map((scenario) => [
      scenario.id,
      scenario.story,
      scenario.expects.verdict ?? '',
      String(scenario.expects.exitCode),
      scenario.probe === undefined ? '' : probeWords(scenario.probe),
      { command: asStarted(scenario.try, style) },
    ]),
  );

export const models: Lines<ModelsDocument> = (document) => {
  const { provider, models: list, total, hasMore, findings } = document;
  return [
    `## Models of ${inMarkdown(provider.name)}`,
    '',
    inMarkdown(aimLine(document)),
    '',
    ...(list.length === 0
      ? []
      : [...markdownTable(['model', 'routes', 'owner', 'per 1M tokens, in / out'], list.map(modelRow)), '']),
    `${list.length} of ${total}${hasMore === undefined ? '' : ' on the first page; the gateway says that there are more'}`,
    ...findings.map(({ title, summary }) => `\n- **${inMarkdown(title)}** ${inMarkdown(summary)}`),
    ...(document.interrupted === undefined ? [] : ['', 'Interrupted.']),
  ];
};

function modelRow({ id, routes, owner = '', price }: ModelDocument): string[] {
  const streaming = { yes: 'streams', no: 'plain', unknown: 'unknown' };
  return [
    id,
    hasKnownRoutes({ routes }) || routes.length === 0
      ? routes.map(({ path, streams }) => `${path} (${streaming[streams]})`).join(', ')
      : 'not documented',
    owner,
    price === undefined ? '' : `${price.input} / ${price.output} ${price.currency}, ${price.source}`,
  ];
}
