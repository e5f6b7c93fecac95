import { expect, test } from 'vitest';
import { type AnyCheck, type CheckContext, type CheckId, defineCheck } from '../../src/checks/check.ts';
import { type CheckEvent, runChecks } from '../../src/checks/run-checks.ts';
import { type Judgement, notApplicable, own, pass, problem, unknown } from '../../src/errors/finding.ts';
import { checkContext, runOne } from '../support/check-context.ts';

const failing = problem(own('edge/no-model-list', { route: 'GET /', status: 404 }));
const warning = problem(own('local/node-too-old', { version: '18', needed: '20' }));
const open = unknown('nobody knows', own('network/dns-unavailable', { host: 'h', code: 'EAI_AGAIN' }));

interface Given {
  readonly needs?: Record<string, AnyCheck>;
  readonly says?: Judgement;
  readonly observe?: (context: CheckContext) => Promise<string>;
  readonly goesOnAfterUnknown?: true;
}

function check(id: CheckId, given: Given = {}): AnyCheck {
  const { needs = {}, says = pass, observe = async () => id, goesOnAfterUnknown } = given;
  return defineCheck({
    id,
    title: `${id} is well`,
    spine: true,
    needs,
    observe,
    judge: () => says,
    ...(goesOnAfterUnknown === undefined ? {} : { goesOnAfterUnknown }),
  });
}

async function run(checks: readonly AnyCheck[], skipped: readonly CheckId[] = []) {
  const events: CheckEvent[] = [];
  const context = await checkContext();
  const options = { checks, skipped: new Set(skipped), onEvent: (event: CheckEvent) => events.push(event) };
  return { results: await runChecks(options, context), events };
}

const statuses = (results: Awaited<ReturnType<typeof run>>['results']) =>
  Object.fromEntries(results.map(({ id, status }) => [id, status]));

test('results keep the order of the list, whatever ends first', async () => {
  const slow = check('a.slow', {
    observe: () => new Promise((resolve) => setTimeout(() => resolve('late'), 20)),
  });
  const { results, events } = await run([slow, check('b.fast')]);
  expect(results.map(({ id }) => id)).toEqual(['a.slow', 'b.fast']);
  const finished = events.flatMap((event) => (event.kind === 'finished' ? [event.result.id] : []));
  expect(finished).toEqual(['b.fast', 'a.slow']);
});

test('a check that many need is observed once and said once', async () => {
  let observed = 0;
  const shared = check('a.shared', {
    observe: async () => {
      observed += 1;
      return 'seen';
    },
  });
  const { events } = await run([
    check('b.one', { needs: { shared } }),
    check('b.two', { needs: { shared } }),
    shared,
  ]);
  expect(observed).toBe(1);
  expect(events.filter((event) => event.kind === 'started' && event.id === 'a.shared')).toHaveLength(1);
});

test('a need brings its evidence under its own name', async () => {
  const need = check('a.need', { observe: async () => 'the evidence' });
  const dependent = defineCheck({
    id: 'b.dependent',
    title: 'it is handed on',
    spine: false,
    needs: { handed: need },
    observe: async (_, known) => known,
    judge: () => pass,
  });
  const { results } = await run([dependent]);
  expect(results[0]).toMatchObject({ status: 'pass', evidence: { handed: 'the evidence' } });
});

test.each([
  ['a fail', failing],
  ['an unknown', open],
])('%s blocks what needs it, and the last one still names the first cause', async (_, says) => {
  const first = check('a.first', { says });
  const second = check('b.second', { needs: { first } });
  const { results } = await run([first, second, check('c.third', { needs: { second } })]);
  expect(results.slice(1)).toMatchObject([
    { status: 'skip', reason: { kind: 'blocked', by: 'a.first' } },
    { status: 'skip', reason: { kind: 'blocked', by: 'a.first' } },
  ]);
});

test('what is blocked is neither started nor observed', async () => {
  let observed = false;
  const blocked = check('b.blocked', {
    needs: { first: check('a.first', { says: failing }) },
    observe: async () => {
      observed = true;
      return '';
    },
  });
  const { events } = await run([blocked]);
  expect(observed).toBe(false);
  expect(events.filter((event) => event.kind === 'started' && event.id === 'b.blocked')).toEqual([]);
});

test.each([
  ['a warning', warning],
  ['a need that does not apply', notApplicable('nothing to see')],
])('%s blocks nothing', async (_, says) => {
  const { results } = await run([check('b.next', { needs: { need: check('a.need', { says }) } })]);
  expect(results[0]?.status).toBe('pass');
});

test('after an unknown only those go on who say that they can', async () => {
  const need = check('a.need', { says: open });
  const { results } = await run([
    check('b.stops', { needs: { need } }),
    check('b.goes-on', { needs: { need }, goesOnAfterUnknown: true }),
  ]);
  expect(statuses(results)).toEqual({ 'b.stops': 'skip', 'b.goes-on': 'pass' });
});

test('a fail blocks even those who go on after an unknown', async () => {
  const need = check('a.need', { says: failing });
  const { results } = await run([check('b.goes-on', { needs: { need }, goesOnAfterUnknown: true })]);
  expect(results[0]).toMatchObject({ status: 'skip', reason: { by: 'a.need' } });
});

test.each([
  ['observe', { observe: () => Promise.reject(new TypeError('boom')) }],
  ['judge', {}],
])('a crash of %s is a row of its own, and the other checks go on', async (place, given) => {
  const sound = check('a.crashes', given);
  const crashing: AnyCheck =
    place === 'observe'
      ? sound
      : {
          ...sound,
          judge: () => {
            throw new TypeError('boom');
          },
        };
  const { results } = await run([crashing, check('b.needs-it', { needs: { crashing } }), check('c.other')]);
  expect(results).toMatchObject([
    { status: 'crash', error: { name: 'TypeError', message: 'boom' } },
    { status: 'skip', reason: { kind: 'blocked', by: 'a.crashes' } },
    { status: 'pass' },
  ]);
});

test('something thrown that is no error is a crash as well', async () => {
  const { results } = await run([check('a.odd', { observe: () => Promise.reject('no error') })]);
  expect(results[0]).toMatchObject({ status: 'crash', error: { name: 'Error', message: 'no error' } });
});

test('a skipped check is observed for the others, but neither judged nor reported', async () => {
  const skipped = check('a.skipped', { says: failing, observe: async () => 'seen all the same' });
  const dependent = defineCheck({
    id: 'b.dependent',
    title: 'it goes on',
    spine: true,
    needs: { skipped },
    observe: async (_, known) => known,
    judge: () => pass,
  });
  const { results } = await run([skipped, dependent], ['a.skipped']);
  expect(results).toMatchObject([
    { status: 'skip', reason: { kind: 'not-wanted' } },
    { status: 'pass', evidence: { skipped: 'seen all the same' } },
  ]);
});

test('one error among the findings makes the check fail, warnings alone do not', async () => {
  const both: Judgement = {
    kind: 'problems',
    findings: [
      own('local/node-too-old', { version: '18', needed: '20' }),
      own('edge/no-model-list', { route: 'GET /', status: 404 }),
    ],
  };
  const { results } = await run([check('a.both', { says: both }), check('b.warning', { says: warning })]);
  expect(statuses(results)).toEqual({ 'a.both': 'fail', 'b.warning': 'warn' });
});

test.each([
  ['pass', pass, 'streams'],
  ['warn', warning, 'streams'],
  ['fail', failing, undefined],
  ['unknown', open, undefined],
])('a check that ends %s proves %3$s', async (status, says, proves) => {
  const proving: AnyCheck = { ...check('a.check', { says }), proves: () => 'streams' };
  const { results } = await run([proving]);
  expect(results[0]?.status).toBe(status);
  expect((results[0] as { proves?: string }).proves).toBe(proves);
});

test('an interrupt ends what is still open and keeps what was found', async () => {
  const context = await checkContext();
  const hanging = check('b.hanging', { observe: () => new Promise(() => undefined) });
  const checks = [check('a.done'), hanging, check('c.waits', { needs: { hanging } })];
  const running = runChecks({ checks, skipped: new Set<never>(), onEvent: () => undefined }, context);
  await new Promise((resolve) => setTimeout(resolve, 5));
  context.system.signal('SIGINT');
  expect(await running).toMatchObject([
    { status: 'pass' },
    { status: 'skip', reason: { kind: 'cancelled' } },
    { status: 'skip', reason: { kind: 'cancelled' } },
  ]);
});

test('nothing is observed once the interrupt has come', async () => {
  const context = await checkContext();
  context.system.signal('SIGTERM');
  let observed = false;
  const late = check('a.late', {
    observe: async () => {
      observed = true;
      return '';
    },
  });
  expect(await runOne(late, context)).toMatchObject({ status: 'skip', reason: { kind: 'cancelled' } });
  expect(observed).toBe(false);
});

test('the time of a check is measured on the clock that only grows', async () => {
  const context = await checkContext();
  const waits = check('a.waits', {
    observe: async () => {
      context.system.passMs(12.6);
      return '';
    },
  });
  expect(await runOne(waits, context)).toMatchObject({ durationMs: 13 });
});
