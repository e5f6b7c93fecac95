import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckResult, SkipReason } from '../../src/checks/check-result.ts';
import { own } from '../../src/errors/finding.ts';
import { type Rung, rungs } from '../../src/report/documents.ts';
import { firstCauseOf, proofOf, settled, verdictOf } from '../../src/report/verdict.ts';

type Status = Exclude<CheckResult['status'], 'skip'> | SkipReason['kind'];

const findings = [own('edge/no-model-list', { route: 'GET /v1/models', status: 404 })] as const;

/** One finished check: `spine fail`, `side unknown`, `spine blocked`. */
function result(words: string, proves?: Rung): CheckResult {
  const [place, status] = words.split(' ') as ['spine' | 'side', Status];
  const head = { id: 'a.check', title: words, spine: place === 'spine', durationMs: 1 } as const;
  const proven = proves === undefined ? {} : { proves };
  switch (status) {
    case 'pass':
      return { ...head, status, evidence: null, hints: [], ...proven };
    case 'warn':
    case 'fail':
      return { ...head, status, evidence: null, findings, ...proven };
    case 'unknown':
      return { ...head, status, evidence: null, findings, why: 'it broke off' };
    case 'crash':
      return { ...head, status, error: { name: 'TypeError', message: 'x' } };
    case 'blocked':
      return { ...head, status: 'skip', reason: { kind: 'blocked', by: 'a.first' } };
    case 'not-applicable':
      return { ...head, status: 'skip', reason: { kind: 'not-applicable', why: 'none' } };
    default:
      return { ...head, status: 'skip', reason: { kind: status } };
  }
}

const results = (...words: readonly string[]) => words.map((word) => result(word));

describe('the verdict', () => {
  test.each([
    ['healthy', ['spine pass', 'side pass']],
    ['healthy', ['spine pass', 'side not-applicable', 'spine not-applicable']],
    ['healthy', ['spine pass', 'side not-wanted', 'spine not-wanted']],
    ['degraded', ['spine pass', 'side warn']],
    ['degraded', ['spine warn', 'side pass']],
    ['degraded', ['spine pass', 'side unknown']],
    ['degraded', ['spine pass', 'side crash']],
    ['degraded', ['spine pass', 'side blocked']],
    ['inconclusive', ['spine unknown', 'side warn']],
    ['inconclusive', ['spine crash', 'side pass']],
    ['inconclusive', ['spine blocked', 'side pass']],
    ['inconclusive', ['spine cancelled']],
    ['broken', ['spine fail', 'spine blocked']],
    ['broken', ['spine pass', 'side fail']],
    ['broken', ['spine unknown', 'side fail']],
    ['broken', ['spine crash', 'side fail', 'side warn']],
  ])('is %s for %j', (verdict, words) => {
    expect(verdictOf(results(...words), 'accepts-key')).toBe(verdict);
  });

  test.each([
    ['configured', 'inconclusive'],
    ['reachable', 'inconclusive'],
    ['speaks-api', 'inconclusive'],
    ['accepts-key', 'healthy'],
    ['model-allowed', 'healthy'],
    ['answers', 'healthy'],
    ['streams', 'healthy'],
  ] as const)('with the proof %s and nothing found is %s', (proof, verdict) => {
    expect(verdictOf(results('spine pass'), proof)).toBe(verdict);
  });

  test('of a run without any check is not healthy', () => {
    expect(verdictOf([], proofOf([]))).toBe('inconclusive');
  });
});

describe('the proof', () => {
  test('is the highest rung of a check that ran', () => {
    const proven = [
      result('spine pass', 'accepts-key'),
      result('side warn', 'reachable'),
      result('side pass'),
    ];
    expect(proofOf(proven)).toBe('accepts-key');
  });

  test('is the lowest rung where nothing was proven', () => {
    expect(proofOf(results('spine fail', 'spine blocked', 'side crash'))).toBe('configured');
  });
});

describe('the first cause', () => {
  test.each([
    ['spine fail', ['side fail', 'spine unknown', 'spine fail', 'side warn']],
    ['side fail', ['spine unknown', 'side warn', 'side fail']],
    ['spine unknown', ['side warn', 'side unknown', 'spine unknown']],
    ['spine crash', ['side unknown', 'spine crash', 'spine unknown']],
    ['side warn', ['side unknown', 'side warn', 'spine warn']],
    [undefined, ['spine pass', 'side unknown']],
    [undefined, ['spine pass', 'side not-applicable']],
    [undefined, ['spine blocked', 'spine cancelled']],
    [undefined, []],
  ])('is %s in %j', (cause, words) => {
    expect(firstCauseOf(results(...words))?.title).toBe(cause);
  });

  test('of two alike is the one that stands first', () => {
    const [first, second] = results('spine fail', 'spine fail');
    if (first === undefined || second === undefined) throw new Error('two results were made');
    expect(firstCauseOf([first, second])).toBe(first);
  });
});

describe('a real call that was answered', () => {
  const keyNotChecked: CheckResult = {
    ...result('spine unknown'),
    status: 'unknown',
    why: 'the free routes answer anybody',
    evidence: null,
    findings: [own('local/key-not-verifiable', { routes: ['GET /v1/models'], answered: 'no-key' })],
  };

  test('settles what an open gateway left open, and leaves a note', () => {
    const all = settled([keyNotChecked, { ...result('spine pass', 'answers'), id: 'answer.is-valid' }]);
    expect(verdictOf(all, proofOf(all))).toBe('healthy');
    expect(all).toMatchObject([
      { status: 'skip', reason: { kind: 'not-applicable' } },
      { status: 'pass', hints: [{ id: 'local/key-not-checked' }] },
    ]);
  });

  test.each(['gateway.requires-a-key', 'key.is-accepted', 'model.is-listed'] as const)(
    'leaves %s beside the verdict, where another reason keeps it open',
    (id) => {
      const open = { ...result('spine unknown'), id };
      const all = settled([open, { ...result('spine pass', 'answers'), id: 'answer.is-valid' }]);
      expect(verdictOf(all, proofOf(all))).toBe('degraded');
      expect(all).toMatchObject([{ status: 'unknown', findings, spine: false }, { hints: [] }]);
      expect(settled([open, result('spine pass', 'model-allowed')])[0]).toEqual(open);
    },
  );

  test('settles nothing else', () => {
    const all = [result('spine unknown'), result('side fail'), result('spine pass', 'streams')];
    expect(settled(all)).toEqual(all);
  });

  test('puts its note at the answer alone, and only where that passed', () => {
    const answered = { ...result('spine pass', 'answers'), id: 'answer.is-valid' } as const;
    const other = { ...result('spine pass'), id: 'url.is-well-formed' } as const;
    const failed = { ...result('spine fail'), id: 'answer.is-valid' } as const;
    expect(settled([keyNotChecked, other, answered])[1]).toEqual(other);
    expect(settled([keyNotChecked, result('spine pass', 'streams'), failed])[2]).toEqual(failed);
  });

  test('leaves open what has another reason as well', () => {
    const both = { ...keyNotChecked, findings: [...keyNotChecked.findings, ...findings] } as CheckResult;
    const all = [both, { ...result('spine pass', 'answers'), id: 'answer.is-valid' as const }];
    expect(settled(all)).toEqual(all);
  });

  test('settles nothing below its own rung', () => {
    const all = [keyNotChecked, result('spine pass', 'model-allowed')];
    expect(settled(all)).toEqual(all);
    expect(verdictOf(all, proofOf(all))).toBe('inconclusive');
  });
});

describe('for any results at all', () => {
  const status = fc.constantFrom<Status>(
    'pass',
    'warn',
    'fail',
    'unknown',
    'crash',
    'blocked',
    'not-applicable',
    'not-wanted',
    'cancelled',
  );
  const one = fc
    .record({ place: fc.constantFrom('spine', 'side'), status, rung: fc.constantFrom(...rungs, undefined) })
    .map(({ place, status: word, rung }) => result(`${place} ${word}`, rung));
  const many = fc.array(one, { maxLength: 12 });
  const verdict = (all: readonly CheckResult[]) => verdictOf(all, proofOf(all));

  test('a fail anywhere is broken, and only a fail is', () => {
    fc.assert(
      fc.property(many, (all) => {
        expect(verdict(all) === 'broken').toBe(all.some((each) => each.status === 'fail'));
      }),
    );
  });

  test('healthy and degraded are never said without a proven key', () => {
    fc.assert(
      fc.property(many, (all) => {
        const works = ['healthy', 'degraded'].includes(verdict(all));
        if (works) expect(rungs.indexOf(proofOf(all))).toBeGreaterThanOrEqual(rungs.indexOf('accepts-key'));
      }),
    );
  });

  test('healthy means that nothing failed, warned, crashed or stayed open', () => {
    const flaws = ['fail', 'warn', 'unknown', 'crash'];
    fc.assert(
      fc.property(many, (all) => {
        if (verdict(all) === 'healthy') expect(all.filter((each) => flaws.includes(each.status))).toEqual([]);
      }),
    );
  });

  test('an unknown spine check is at best inconclusive', () => {
    fc.assert(
      fc.property(many, (all) => {
        const judged = verdict([...all, result('spine unknown')]);
        expect(['broken', 'inconclusive']).toContain(judged);
      }),
    );
  });

  test('one more pass that proves nothing changes neither verdict nor cause', () => {
    fc.assert(
      fc.property(many, (all) => {
        const more = [...all, result('side pass')];
        expect(verdict(more)).toBe(verdict(all));
        expect(firstCauseOf(more)).toBe(firstCauseOf(all));
      }),
    );
  });

  test('whatever is broken has a first cause that failed', () => {
    fc.assert(
      fc.property(many, (all) => {
        if (verdict(all) === 'broken') expect(firstCauseOf(all)?.status).toBe('fail');
      }),
    );
  });
});
