import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PasteReading } from '../../src/pastes/paste.ts';
import { builtInProfiles, profiles } from '../../src/providers/index.ts';
import { noCall } from '../../src/ticket/call-facts.ts';
import { missingFacts } from '../../src/ticket/missing-facts.ts';
import { factsOfPaste } from '../../src/ticket/paste-facts.ts';

const at = (value: string, line = 1) => ({ value, from: `response body, line ${line}` });
const error = (fields: Partial<PasteReading['errors'][number]>): PasteReading['errors'][number] => ({
  answer: { body: 'api-error' },
  speaker: 'gateway',
  evidence: [],
  line: 1,
  ...fields,
});
const facts = (reading: Partial<PasteReading>, lineOf?: (line: number) => number) =>
  factsOfPaste({ errors: [], loose: {}, dropped: [], ...reading }, builtInProfiles, lineOf);

test('the newest error comes first and takes the facts that stand alone, the others keep their own', () => {
  const [first, second] = facts({
    errors: [error({ requestId: at('req_2') }), error({ requestId: at('req_1') })],
    loose: { model: at('gpt-5.4'), requestId: at('req_0') },
  });
  expect(first?.facts).toMatchObject({ requestId: { value: 'req_2' }, model: { value: 'gpt-5.4' } });
  expect(second?.facts).toMatchObject({ requestId: { value: 'req_1' }, model: null });
});

test('a text without errors and without facts tells of no call', () => {
  expect(facts({})).toEqual([]);
});

test('the id of the client stands in where no answer named one, and says so', () => {
  const [call] = facts({ errors: [error({ clientRequestId: at('mine') })] });
  expect(call?.facts.requestId?.value).toBe('mine');
  expect(call?.remarks.requestId).toContain('the client sent');
});

describe('a time that is not clear', () => {
  const unclear = {
    value: '2026-11-22 15:42:03 IST',
    from: 'the time of the line, line 1',
    reason: 'zone',
  } as const;
  const sure = { value: '2026-11-20T09:42:00.000Z', from: 'the words, line 9', zone: 'stated' } as const;

  test('is missing, and the remark says what stands there', () => {
    const [call] = facts({ errors: [error({ unclearTime: unclear })] });
    expect(call?.facts.time).toBeNull();
    expect(call?.remarks.time).toBe(
      'the text gives "2026-11-22 15:42:03 IST", and its zone does not tell the offset from UTC',
    );
  });

  test('is not taken from something else of the text', () => {
    const [call] = facts({ errors: [error({ unclearTime: unclear })], loose: { time: sure } });
    expect(call?.facts.time).toBeNull();
    expect(call?.remarks.time).toContain('IST');
  });

  test('takes nothing from a time that is clear', () => {
    const [call] = facts({ errors: [error({ time: sure })], loose: { unclearTime: unclear } });
    expect(call?.facts.time?.value).toBe(sure.value);
    expect(call?.remarks.time).toBeUndefined();
  });

  test('is asked for with its reason', () => {
    const [call] = facts({ errors: [error({ unclearTime: { ...unclear, reason: 'day' } })] });
    const missing = missingFacts(call ?? noCall, profiles.nexus);
    expect(missing.find(({ fact }) => fact === 'time')?.how).toMatch(
      /^the text gives "2026-11-22 15:42:03 IST", and either number may be the day; when it failed/,
    );
  });
});

test('lines are those of the whole file', () => {
  const [call] = facts({ errors: [error({ requestId: at('req_1', 3) })] }, (line) => line + 1000);
  expect(call?.facts.requestId?.from).toBe('response body, line 1003');
});

test('whatever a text claims, a fact is one short line of its own kind or missing', () => {
  const any = fc.string({ unit: 'binary', maxLength: 400 }).map((text) => at(text));
  const told = fc.record({
    requestId: any,
    model: any,
    endpoint: any,
    client: any,
    code: any,
    message: any,
    host: any,
  });
  fc.assert(
    fc.property(told, (fields) => {
      const [call] = facts({ errors: [error(fields)] });
      const { requestId, model, endpoint, client } = call?.facts ?? {};
      expect(requestId?.value ?? 'x').toMatch(/^[\w.:-]{1,200}$/);
      expect(model?.value ?? 'x').toMatch(/^\S{1,120}$/);
      expect(endpoint?.value ?? '/').toMatch(/^(?:[A-Z]+ )?\/[^?#\s]*(?: \(streaming\))?$/);
      expect(client?.value ?? 'x').toMatch(/^[^\p{Cc}\p{Cf}]{1,80}$/u);
      expect((call?.error.message ?? '').length).toBeLessThanOrEqual(304);
    }),
  );
});

test('a model that is only set somewhere says that nothing shows the call had it', () => {
  const [call] = facts({
    errors: [error({ model: { value: 'gpt-5.4', from: 'a setting in the text, line 1' } })],
  });
  expect(call?.facts.model).toEqual({ value: 'gpt-5.4', from: 'a setting in the text, line 1' });
  expect(call?.remarks.model).toContain('nothing shows that this call had it');
});
