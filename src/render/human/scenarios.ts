import type { ListedScenario, ScenariosDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { asStarted } from '../style.ts';
import { table } from '../table.ts';
import { counted } from './words.ts';

/** Every story that the sandbox can play, and the verdict that it must lead to. */
export const scenarios: Lines<ScenariosDocument> = ({ scenarios: list }, style) => {
  const rows = list.map(({ id, story, expects, probe }) => [
    id,
    story,
    `${expects.verdict ?? 'done'}, exit ${expects.exitCode}${probe === undefined ? '' : `; probe: ${probeWords(probe)}`}`,
  ]);
  const details = list.map((scenario) => [
    scenario.id,
    asStarted(scenario.try, style),
    scenario.expects.findings.join(' ') || 'no finding',
  ]);
  return [
    ...table(['scenario', 'story', 'must lead to'], rows, style.columns),
    ...(style.verbose ? ['', ...table(['scenario', 'try', 'findings'], details, style.columns)] : []),
    '',
    `${counted(list.length, 'scenario')}: ${asStarted('nexus doctor --sandbox <scenario>', style)}`,
    ...(list.some(({ probe }) => probe !== undefined)
      ? [`where it says probe: ${asStarted('nexus probe --sandbox <scenario>', style)}`]
      : []),
  ];
};

/** What a matrix shows that the free checks cannot: `truncated, exit 1`. */
export function probeWords({ rows, exitCode }: NonNullable<ListedScenario['probe']>): string {
  const odd = [...new Set(Object.values(rows))].filter((verdict) => !usual.has(verdict));
  return [...odd, `exit ${exitCode}`].join(', ');
}

const usual: ReadonlySet<string> = new Set(['streams', 'answers', 'not-supported', 'skipped']);
