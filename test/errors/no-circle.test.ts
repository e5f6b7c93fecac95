import { describe, expect, test } from 'vitest';
import { nextCommand } from '../../src/commands/next-command.ts';
import { catalogueOf } from '../../src/errors/catalogue.ts';
import { wordFinding } from '../../src/errors/word-finding.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { nexus } from '../../src/providers/nexus/profile.ts';
import { nextStepOf } from '../../src/report/doctor-document.ts';

const started = { startedAs: 'nexus', platform: 'linux' };
const runs = [
  ['nexus doctor', 'nexus doctor', {}],
  ['nexus doctor --live', 'nexus doctor', { live: {} }],
  ['nexus doctor --live --for codex', 'nexus doctor', { live: {}, client: 'codex' }],
  ['nexus models', 'nexus models', {}],
] as const;
const entries = catalogueOf(builtInProfiles);
const sameWords = (one: string, other: string) =>
  one.split(' ').toSorted().join(' ') === other.split(' ').toSorted().join(' ');

describe.each(runs)('after %s no finding leads to the same command', (_, name, request) => {
  const command = nextCommand({ ...request, model: 'm' }, started);
  const itself = command(name);
  const context = { profile: nexus, profiles: builtInProfiles, command, itself };
  const answer = { route: 'POST /v1/messages', status: 404, body: 'api-error' } as const;

  test.each(entries.map(({ id, entry }) => [id, entry] as const))('%s', (id, entry) => {
    const document = wordFinding({ id, answer }, 'as-entered', context);
    expect(document.fixes).not.toEqual([]);
    const step = nextStepOf(document, 'broken', itself);
    const [fix] = document.fixes;
    if (fix?.kind !== 'run' || !sameWords(step?.command ?? '', itself)) return;
    // To wait is a change too.
    expect([entry.retry, step?.text]).toEqual([
      expect.stringMatching(/^(later|when-told)$/),
      expect.stringMatching(/^wait /),
    ]);
  });
});

test('an answer 404 to a real call leads on to the models', () => {
  const command = nextCommand({ live: {} }, started);
  const context = { profile: nexus, profiles: builtInProfiles, command, itself: command('nexus doctor') };
  const answer = { route: 'POST /v1/messages', status: 404, body: 'api-error' } as const;
  const { fixes } = wordFinding({ id: 'edge/http-404', answer }, 'as-entered', context);
  expect(fixes[0]).toMatchObject({ kind: 'run', command: 'nexus models' });
});
