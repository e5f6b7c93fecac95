import { describe, expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import type { Style } from '../../src/render/style.ts';
import { notSent, type ProbeDocument } from '../../src/report/documents.ts';
import { growthOf, tooSteep } from '../support/growth.ts';
import { runNexus } from '../support/run-nexus.ts';
import { clean, plainStyle } from './documents.ts';
import {
  plain,
  probeBlocked,
  probeDiffers,
  probeDocuments,
  probeFine,
  probePlanned,
  probeStopped,
  row,
  sweep,
  unsent,
  worksThough,
} from './probe-documents.ts';

const shown = (document: ProbeDocument, style: Partial<Style> = {}) =>
  render(clean(document), 'human', { ...plainStyle, ...style });

describe('a probe looks like this', () => {
  const looks = {
    '80': {},
    '60': { columns: 60 },
    '110': { columns: 110 },
    ascii: { ascii: true },
    verbose: { verbose: true },
    quiet: { quiet: true },
  } satisfies Record<string, Partial<Style>>;
  const documents = { ...probeDocuments, probeSweep: sweep(1000) };
  for (const [name, document] of Object.entries(documents)) {
    const file = name.replace('probe', '').toLowerCase();
    test.each(Object.entries(looks))(`${file}, %s`, async (look, style) => {
      const text = await shown(document, style);
      await expect(text).toMatchFileSnapshot(`../transcripts/render/probe-${file}-${look}.txt`);
    });
  }
});

describe('the matrix', () => {
  test('no line of ours is wider than the screen, from 60 columns on', async () => {
    for (const document of [...Object.values(probeDocuments), sweep(20)]) {
      for (const columns of [60, 72, 80, 100]) {
        const lines = (await shown(document, { columns, verbose: true })).split('\n');
        // A command is never broken, so that it can be copied.
        const ours = lines.filter((line) => !line.includes('nexus probe --resume'));
        expect(ours.filter((line) => line.length > columns)).toEqual([]);
      }
    }
  });

  test('the default probe of a gateway fits into 80 columns, as a table', async () => {
    const paths = ['/v1/chat/completions', '/v1/messages', '/v1/responses', '/v1/responses/compact'];
    const models = ['gpt-5.4-mini', 'claude-haiku-4-5-20251001', 'gpt-5.4-mini', 'gpt-5.4-openai-compact'];
    const rows = paths.flatMap((path, place) => {
      const model = models[place] ?? '';
      return [plain(path, model), row(path, model, place === 2 ? { mismatch: 'documented-but-absent' } : {})];
    });
    const text = await shown({ ...probeFine, rows });
    expect(text).toMatch(/\nresponses +gpt-5.4-mini +answers +streams +0.62 s +yes <- differs\n/);
    expect(text).toMatch(/\nmessages +claude-\S*…\S*1001 +answers/);
  });

  test('a model id that is too long for a column puts the cells underneath, and keeps their names', async () => {
    const model = 'some-vendor/some-family-instruct-2026-11-22-preview';
    const text = await shown({
      ...probeDiffers,
      rows: [plain('/v1/responses', model), row('/v1/responses', model)],
    });
    expect(text).toContain(
      `POST /v1/responses, ${model}\n  plain: answers · streaming: streams 0.62 s · documented: yes\n`,
    );
  });

  test('a model id that is a little too long loses its middle, as long as no two look alike', async () => {
    const rows = (models: readonly string[]) =>
      models.flatMap((model) => [plain('/v1/chat/completions', model), row('/v1/chat/completions', model)]);
    const [haiku, other] = ['claude-haiku-4-5-1-of-20251001', 'claude-haiku-4-6-1-of-20251001'];
    expect(await shown({ ...probeFine, rows: rows([haiku]) })).toMatch(
      /\nchat\/completions +claude-haiku\S*…\S*20251001 +answers/,
    );
    expect(await shown({ ...probeFine, rows: rows([haiku, other]) })).toContain(
      `\nPOST /v1/chat/completions, ${haiku}\n`,
    );
  });

  test('a refusal that the documentation announces needs no paragraph', async () => {
    const rows = [
      row('/v1/completions', 'a', { documented: 'no', verdict: 'not-supported', findings: [worksThough] }),
    ];
    expect(await shown({ ...probeFine, rows })).not.toContain('nexus explain');
  });

  test('a route without a model of this key says so in words', async () => {
    const rows = [
      row('/v1/completions', '', { ...unsent, why: 'no model of this key is documented for the route' }),
    ];
    expect(await shown({ ...probeFine, rows })).toContain(
      'POST /v1/completions, streaming: no model of this key',
    );
  });

  test('without a streaming row nothing is said about streaming', async () => {
    const text = await shown({
      ...probeFine,
      rows: [plain('/v1/messages', 'a'), plain('/v1/responses', 'b')],
    });
    expect(text).not.toMatch(/streaming|documented/);
    expect(text).toContain('2 routes: 2 answer · ');
  });

  test('rows that differ in nothing but the model are counted as pairs', async () => {
    const text = await shown({ ...probeFine, rows: [row('/v1/messages', 'a'), row('/v1/messages', 'b')] });
    expect(text).toContain('2 pairs of route and model: 2 as documented');
  });
});

describe('what a row counts as', () => {
  const tally = async (change: Parameters<typeof row>[2]) =>
    /^1 route: (.*) · spent/m.exec(
      await shown({ ...probeFine, rows: [row('/v1/messages', 'a', change)] }),
    )?.[1];

  test.each([
    ['a sound stream', {}, '1 as documented'],
    [
      'a refusal that the documentation announces',
      { documented: 'no', verdict: 'not-supported' },
      '1 as documented',
    ],
    ['a sound stream that nobody documents', { documented: 'unknown' }, '1 not documented'],
    ['a stream that was too fast', { verdict: 'unproven' }, '1 undecided'],
    ['a gateway out of reach', { verdict: 'unreachable' }, '1 undecided'],
    ['a refusal of a documented stream', { verdict: 'not-supported' }, '1 failed'],
    ['a cut stream that nobody documents', { documented: 'unknown', verdict: 'truncated' }, '1 failed'],
    [
      'a documented stream that is absent',
      { verdict: 'truncated', mismatch: 'documented-but-absent' },
      '1 differs',
    ],
    [
      'a stream against the documentation',
      { documented: 'no', mismatch: 'works-though-undocumented' },
      '1 differs',
    ],
    ['a row that was not sent', { ...unsent, why: 'no time' }, '1 skipped'],
  ] as const)('%s', async (_, change, words) => {
    expect(await tally(change)).toBe(words);
  });

  test.each([
    ['streaming was not sent', [plain('/v1/messages', 'a'), row('/v1/messages', 'a', unsent)]],
    ['the plain call was called off', [plain('/v1/messages', 'a', unsent), row('/v1/messages', 'a')]],
  ])('a pair is no answer when %s', async (_, rows) => {
    expect(await shown({ ...probeFine, rows })).toContain('1 route: 1 undecided · ');
  });

  test('a busy gateway is no failure of the route', async () => {
    const busy = { ...worksThough, id: 'edge/http-503', severity: 'unknown' } as const;
    expect(await tally({ verdict: 'rejected', findings: [busy] })).toBe('1 undecided');
  });
});

test('the ids and the commands of a paragraph stay whole on a narrow screen', async () => {
  const text = await shown(probeDiffers, { columns: 50 });
  expect(text).toContain('req_51b0c6de-7c1e-4b1f-8a53-0a1b2c3d4e5f');
  expect(text).toContain('nexus explain stream/truncated');
});

test('a stop and the command to go on come last', async () => {
  const text = await shown(probeStopped, { startedAs: 'npx nexus-doctor' });
  expect(text).toMatch(
    /\nStopped +the balance is used up\nGo on with +npx nexus-doctor probe --resume 0f8fad5b-\S+\n$/,
  );
});

test('the way to go on is said once', async () => {
  const nextStep = { text: 'go on with the rest', command: probeStopped.stopped?.command ?? '' };
  expect((await shown({ ...probeStopped, nextStep })).match(/--resume/g)).toHaveLength(1);
});

test('an interrupted sweep says so once, and how to go on', async () => {
  const stopped = { why: 'interrupted', command: 'nexus probe --resume 1' };
  expect(await shown({ ...probeDiffers, interrupted: true, stopped })).toMatch(
    /\nInterrupted: [^\n]+\nGo on with +nexus probe --resume 1\n$/,
  );
});

test('an interrupted run says so', async () => {
  expect(await shown({ ...probeDiffers, interrupted: true })).toMatch(/\nInterrupted: [^\n]+\n$/);
});

test('a plan says what would be sent, and that nothing was', async () => {
  const text = await shown(probePlanned);
  expect(text).toMatch(/claude-sonnet-4-6 +plain, streaming/);
  expect(text).toContain('at a price that is not known.\nNothing was sent.\n');
});

test('a real dry run says what it would send, and sends nothing', async () => {
  const { stdout } = await runNexus(['probe', '--dry-run', '--sandbox']);
  expect(stdout).toMatch(/\/messages +claude\S+ +plain, streaming +yes/);
  expect(stdout).toMatch(/\nPlan: \d+ calls, [^\n]+\nNothing was sent\.\n/);
  expect(stdout).not.toContain('nothing  ');
});

test('a large plan is counted, not listed', async () => {
  const rows = sweep(20).rows.map((cell, place) => ({
    ...cell,
    ...unsent,
    mismatch: null,
    why: place % 4 === 0 ? 'x' : notSent,
  }));
  const text = await shown({ ...probePlanned, rows });
  expect(text).toContain('10 left out, 10 would be sent');
  expect(text).not.toContain('model-3');
});

test('without a matrix the first cause of the free checks stands alone', async () => {
  const text = await shown(probeBlocked);
  expect(text).toContain('First cause   Nothing listens at this address');
  expect(text).not.toContain('routes');
});

describe('a sweep over everything', () => {
  test('is counted, and lists forty rows at most', async () => {
    const text = await shown(sweep(1000));
    expect(text.match(/^truncated /gm)).toHaveLength(40);
    expect(text).toContain('… and 40 more');
    expect(text).toContain('4,000 pairs of route and model: 3,920 as documented, 80 differ');
  });

  test('lists what differs from the documentation before what merely failed', async () => {
    const failed = Array.from({ length: 50 }, (_, place) =>
      row('/v1/messages', `failed-${place}`, { verdict: 'rejected' }),
    );
    const text = await shown({ ...probeDiffers, rows: [...failed, ...sweep(20).rows] });
    expect(text.indexOf('vendor/model-7')).toBeLessThan(text.indexOf('failed-0'));
    expect(text.indexOf('vendor/model-7')).toBeGreaterThan(0);
  });

  test.each(['human', 'json', 'markdown', 'junit', 'ndjson'] as const)(
    'as %s takes time in proportion to its rows',
    async (format) => {
      const swept = (models: number) => clean(sweep(models));
      expect(swept(150).rows).toHaveLength(1200);
      const work = async (document: ReturnType<typeof swept>) => {
        expect((await render(document, format, plainStyle)).length).toBeGreaterThan(1000);
      };
      expect(await growthOf(150, swept, work)).toBeLessThan(tooSteep);
    },
  );

  test('fits into a comment as Markdown', async () => {
    expect((await render(clean(sweep(1000)), 'markdown', plainStyle)).length).toBeLessThan(60_000);
  });
});
