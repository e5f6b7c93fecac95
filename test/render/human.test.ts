import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import { painterOf, type Style } from '../../src/render/style.ts';
import type { CommandDocument } from '../../src/report/documents.ts';
import { growthOf, tooSteep } from '../support/growth.ts';
import {
  broken,
  checkList,
  clean,
  degraded,
  everyDocument,
  explained,
  healthy,
  inconclusive,
  keyRefused,
  modelList,
  outerSpace,
  plainStyle,
  scenarioList,
  usageError,
} from './documents.ts';

const shown = (document: CommandDocument, style: Partial<Style> = {}) =>
  render(clean(document), 'human', { ...plainStyle, ...style });

describe('a doctor report looks like this', () => {
  const looks = {
    '80': {},
    '60': { columns: 60 },
    ascii: { ascii: true },
    verbose: { verbose: true },
    quiet: { quiet: true },
  } satisfies Record<string, Partial<Style>>;
  for (const [state, document] of Object.entries({ broken, healthy, degraded, inconclusive })) {
    test.each(Object.entries(looks))(`${state}, %s`, async (look, style) => {
      await expect(await shown(document, style)).toMatchFileSnapshot(
        `../transcripts/render/doctor-${state}-${look}.txt`,
      );
    });
  }
});

test.each(Object.entries({ explained, modelList, scenarioList, checkList, usageError }))(
  'a document of another command looks like its file: %s',
  async (name, document) => {
    await expect(await shown(document)).toMatchFileSnapshot(`../transcripts/render/${name}.txt`);
  },
);

test('a row that does not fit puts its fact underneath, and no line of ours is wider than the screen', async () => {
  const text = await shown(broken, { columns: 60 });
  expect(text).toContain('  – The balance is not empty\n      needs: the gateway accepts the key\n');
  expect(text.split('\n').filter((line) => line.length > 60)).toEqual([]);
});

test.each([0, 1, 2, 10, 20, Number.NaN, -1, 1e9])('%d columns neither crash nor hang', async (columns) => {
  for (const document of Object.values(everyDocument)) {
    expect((await shown(document, { columns, verbose: true })).length).toBeGreaterThan(10);
  }
});

test('an ASCII terminal gets only ASCII, from every document', async () => {
  for (const document of Object.values(everyDocument)) {
    expect(await shown(document, { ascii: true, verbose: true })).toMatch(/^[\n -~]+$/);
  }
});

test('colour changes nothing but colour, and without it there is no escape byte', async () => {
  const paint = await painterOf(1);
  for (const document of Object.values(everyDocument)) {
    const plain = await shown(document, { verbose: true });
    const coloured = await shown(document, { verbose: true, paint });
    expect(plain).not.toContain('\u001b');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  }
  expect(await shown(broken, { paint: await painterOf(0) })).toBe(await shown(broken));
});

test('a check that does not apply has no row and is not counted, except with --verbose', async () => {
  expect(await shown(broken)).not.toContain('Node is supported');
  expect(await shown(broken)).toContain('11 checks: 7 passed, 1 warning, 1 failed, 2 skipped');
  expect(await shown(broken, { verbose: true })).toContain('– Node is supported');
});

test('a cancelled check of an interrupted run keeps its row', async () => {
  const text = await shown({ ...broken, interrupted: true });
  expect(text).toContain('– Node is supported');
  expect(text).toContain('Interrupted: what was found until then is above.');
});

test('an answer that several checks met is said once', async () => {
  const results = broken.results.map((result) => ({ ...result, findings: [outerSpace, keyRefused] }));
  const text = await shown({ ...broken, results });
  expect(text.match(/! The key has white space around it/g)).toHaveLength(1);
  expect(text.match(/refuses this key/g)).toHaveLength(1);
});

test('a part of the checks says so', async () => {
  expect(await shown(degraded)).toContain('Partial: only 7 of 12 checks ran.');
  expect(await shown(healthy)).not.toContain('Partial');
});

test('commands begin as the person started the program', async () => {
  const text = await shown(broken, { startedAs: 'npx nexus-doctor' });
  expect(text).toContain('npx nexus-doctor doctor --only key.is-accepted');
});

test('a command is never broken over lines, so that it can be copied', async () => {
  const command = `nexus doctor --only key.is-accepted --provider nexus --base-url https://gateway.example.org/some/long/path`;
  const text = await shown({ ...broken, nextStep: { command, text: 'copy the key again' } }, { columns: 50 });
  expect(text).toContain(command);
});

test.each([
  ['posix', "export NEXUS_API_KEY='<your key>'"],
  ['fish', "set -gx NEXUS_API_KEY '<your key>'"],
  ['powershell', "$env:NEXUS_API_KEY = '<your key>'"],
  ['cmd', 'set "NEXUS_API_KEY=<your key>"'],
] as const)('a setting is shown for %s', async (shell, line) => {
  expect(await shown(degraded, { shell })).toContain(line);
});

test('what rests on an unseen shape says so under --verbose only', async () => {
  expect(await shown(broken, { verbose: true })).toContain('not confirmed on the live gateway');
  expect(await shown(broken)).not.toContain('not confirmed');
});

test('the last four characters come from the screen alone', async () => {
  expect(await shown(broken, { screen: {} })).toContain('key (NEXUS_API_KEY)');
  for (const format of ['json', 'markdown', 'junit'] as const) {
    expect(await render(clean(broken), format, plainStyle)).not.toContain('c3f9');
  }
});

test('a long foreign message is cut, and the count of what is gone is said', async () => {
  const finding = { ...keyRefused, summary: 'x'.repeat(5000) };
  const text = await shown({ ...broken, firstCause: { check: 'key.is-accepted', finding } });
  expect(text).toMatch(/x{300}\s+\(\+4700 characters\)/);
  expect(text).not.toMatch(/x{301}/);
});

test('foreign text cannot start a line or draw a row of its own', async () => {
  const finding = {
    ...keyRefused,
    summary: 'a\n  ✓ The gateway accepts the key\r\u001b[2K::error::x ##[group]',
  };
  const text = await shown({ ...broken, firstCause: { check: 'key.is-accepted', finding } });
  expect(text.match(/^ {2}✓ The gateway accepts the key/gm)).toBeNull();
  expect(text).not.toMatch(/\p{Cc}(?<!\n)|::error|##\[/u);
  expect(text).toContain('\\u001b[2K');
});

test('a crash as first cause names the check', async () => {
  const text = await shown({ ...inconclusive, firstCause: { check: 'clock.agrees', finding: null } });
  expect(text).toContain('First cause   no answer from the check "The clock agrees with the gateway"');
});

describe('models', () => {
  test('nothing matched: the nearest ids, and a way on', async () => {
    const text = await shown({ ...modelList, models: [], filter: 'gtp-5', nearest: ['gpt-5.4', 'gpt-5'] });
    expect(text).toContain('None of 3 models of Nexus matches "gtp-5".\nNearest       gpt-5.4, gpt-5\n');
  });

  test('a filter says how many it left', async () => {
    expect(await shown({ ...modelList, models: modelList.models.slice(0, 1), filter: 'claude' })).toContain(
      '1 of 3 models match "claude"',
    );
  });

  test('a problem with the list is shown like any other', async () => {
    const text = await shown({
      ...modelList,
      models: [],
      total: 0,
      verdict: 'broken',
      findings: [keyRefused, outerSpace],
    });
    expect(text).toContain('First cause   The gateway refuses this key: invalid_key');
    expect(text).toContain('Also          The key has white space around it');
  });

  const listOf = (length: number) => {
    const models = Array.from({ length }, (_, place) => ({
      id: `model-${place}-模型`,
      owner: `owner ${place % 7}`,
      routes: [{ path: '/v1/responses', streams: 'yes', source: 'documented' } as const],
    }));
    return { ...modelList, models, total: length };
  };

  test('five thousand of them are all there and stay aligned', async () => {
    const text = await shown(listOf(5000));
    const rows = text.split('\n').filter((line) => line.startsWith('model-'));
    expect(rows).toHaveLength(5000);
    expect(new Set(rows.map((row) => row.indexOf('responses+'))).size).toBe(1);
  });

  test('many of them take time in proportion to their number', async () => {
    expect(await growthOf(2000, listOf, shown)).toBeLessThan(tooSteep);
  });
});

describe('an explanation', () => {
  const [match] = explained.matches;
  const with_ = (matches: readonly object[], more: object = {}) =>
    shown({
      ...explained,
      ...more,
      matches: matches.map((change) => ({ ...match, ...change })),
    } as typeof explained);

  test('what cannot be told apart is a list, said in words', async () => {
    const text = await with_(
      [
        { code: 'a', title: 'First meaning', confidence: 'ambiguous' },
        { code: 'b', title: 'Second meaning', confidence: 'ambiguous' },
      ],
      { note: 'Nexus does not document the status 403.' },
    );
    expect(text).toMatch(
      /^Nexus does not document the status 403\.\n\nThis can be one of 2, and nothing in it says which:/,
    );
    expect(text).toContain('Second meaning');
  });

  test('the exact match comes whole, the others by name', async () => {
    const text = await with_([{}, { id: 'openai/other', title: 'Another', confidence: 'likely' }]);
    expect(text).toMatch(/^billing_finalization_failed · Nexus/);
    expect(text).toContain('Also          openai/other · Another (likely)');
  });

  test('nothing matched: nearest names and the list', async () => {
    const text = await shown({
      ...explained,
      input: { kind: 'code', text: 'invalid_kye' },
      matches: [],
      nearest: ['invalid_key'],
    });
    expect(text).toBe(
      'Nothing in the catalogue matches "invalid_kye".\nNearest       invalid_key\nDo            see every entry:  nexus explain --list\n',
    );
  });

  test('a link that is not https is not shown', async () => {
    expect(
      await with_([{ fixes: [{ kind: 'open', link: 'javascript:alert(1)', why: 'look' }] }]),
    ).not.toContain('javascript');
  });
});

test('an internal error shows its frames under --verbose only', async () => {
  const error = {
    kind: 'internal',
    message: 'boom',
    hint: 'Report it.',
    stack: ['at a (b.js:1:2)'],
  } as const;
  expect(await shown({ ...usageError, error })).toBe('Internal error: boom\nReport it.\n');
  expect(await shown({ ...usageError, error }, { verbose: true })).toContain('  at a (b.js:1:2)');
});

test('a document that was not redacted does not compile', () => {
  // @ts-expect-error the brand is missing, and only redact() gives it
  expect(() => render(broken, 'json', plainStyle)).toBeTypeOf('function');
});
