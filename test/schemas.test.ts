import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { render } from '../src/render/index.ts';
import { cellVerdicts } from '../src/report/documents.ts';
import {
  broken,
  catalogueList,
  checkList,
  clean,
  degraded,
  explained,
  healthy,
  inconclusive,
  modelList,
  plainStyle,
  scenarioList,
  usageError,
} from './render/documents.ts';
import { authShown, keyDocuments, loggedIn, loggedOut } from './render/key-documents.ts';
import { probeDiffers, probeDocuments } from './render/probe-documents.ts';
import { ticketDocuments, ticketFull } from './render/ticket-documents.ts';

const folder = new URL('../schemas/', import.meta.url);
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8')) as Schema;

interface Schema {
  readonly required: readonly string[];
  readonly definitions?: Readonly<Record<string, unknown>>;
}

const documents = {
  doctor: broken,
  'doctor-list': checkList,
  models: modelList,
  probe: probeDiffers,
  explain: explained,
  'explain-list': catalogueList,
  report: ticketFull,
  sandbox: scenarioList,
  login: loggedIn,
  logout: loggedOut,
  auth: authShown,
  error: usageError,
};

const compiled = new Map(
  Object.keys(documents).map((name) => [name, new Ajv({ strict: true }).compile(schemaOf(name))]),
);
const accepts = (name: string, document: unknown) => compiled.get(name)?.(document);

test('there is a schema for each document and none besides', () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(documents)
      .map((name) => `${name}.schema.json`)
      .sort(),
  );
});

describe.each(Object.entries(documents))('%s', (name, document) => {
  test('accepts what --json prints', async () => {
    const printed = await render(clean(document), 'json', plainStyle);
    expect(accepts(name, JSON.parse(printed))).toBe(true);
  });

  test('accepts a field that a later version adds', () => {
    expect(accepts(name, { ...document, later: 1 })).toBe(true);
  });

  test.each(schemaOf(name).required)('misses %s', (field) => {
    expect(accepts(name, { ...document, [field]: undefined })).toBe(false);
  });

  test('refuses another version of itself', () => {
    expect(accepts(name, { ...document, schemaVersion: 2 })).toBe(false);
  });
});

test.each([healthy, degraded, inconclusive])('each verdict of doctor is accepted', (document) => {
  expect(accepts('doctor', document)).toBe(true);
});

const [firstResult, ...otherResults] = broken.results;
test.each([
  ['a status that does not exist', { results: [{ ...firstResult, status: 'ok' }, ...otherResults] }],
  ['a failed check without a finding', { results: [{ ...firstResult, status: 'fail', findings: [] }] }],
  ['a verdict that does not exist', { verdict: 'fine' }],
  ['a rung that does not exist', { proof: 'works' }],
  ['a check without evidence', { results: [{ ...firstResult, evidence: undefined }] }],
  ['local time', { startedAt: '2026-11-22 12:42' }],
  [
    'a fingerprint that is longer than eight digits',
    { endpoint: { ...broken.endpoint, keyFingerprint: 'abcdef0123' } },
  ],
  ['a first cause without a check', { firstCause: { finding: null } }],
])('doctor refuses %s', (_, change) => {
  expect(accepts('doctor', { ...broken, ...change })).toBe(false);
});

test.each(Object.entries(probeDocuments))('each kind of probe is accepted: %s', (_, document) => {
  expect(accepts('probe', document)).toBe(true);
});

const [firstRow, ...otherRows] = probeDiffers.rows;
test.each([
  ['a cell without a verdict', { rows: [{ ...firstRow, verdict: undefined }, ...otherRows] }],
  ['a verdict that does not exist', { rows: [{ ...firstRow, verdict: 'works' }, ...otherRows] }],
  ['documentation that may say', { rows: [{ ...firstRow, documented: 'maybe' }, ...otherRows] }],
  ['times that are missing', { rows: [{ ...firstRow, timings: { totalMs: 1 } }, ...otherRows] }],
  ['half a call', { plan: { calls: 1.5, maxOutputTokens: 16 } }],
  ['a cost without a currency', { plan: { calls: 1, maxOutputTokens: 16, cost: { amount: 1 } } }],
  ['a stop without a reason', { stopped: { command: 'nexus probe --resume x' } }],
])('probe refuses %s', (_, change) => {
  expect(accepts('probe', { ...probeDiffers, ...change })).toBe(false);
});

test.each(Object.entries(ticketDocuments))('each kind of ticket is accepted: %s', (_, document) => {
  expect(accepts('report', document)).toBe(true);
});

test.each([
  ['a query in the endpoint', { ticket: { ...ticketFull.ticket, endpoint: 'POST /v1/responses?key=x' } }],
  ['local time', { ticket: { ...ticketFull.ticket, time: '2026-11-22 12:42' } }],
  ['a place that does not exist', { advice: { ...ticketFull.advice, place: 'nowhere' } }],
  ['a missing fact without a way to it', { missing: [{ fact: 'model' }] }],
  ['a receipt that counts nothing', { redactions: [{ rule: 'known-key', count: 0 }] }],
])('report refuses %s', (_, change) => {
  expect(accepts('report', { ...ticketFull, ...change })).toBe(false);
});

test.each(Object.entries(keyDocuments))('each kind of answer about keys is accepted: %s', (_, document) => {
  expect(accepts(document.command, document)).toBe(true);
});

test.each([
  ['a store that does not exist', { kept: { ...loggedIn.kept, store: 'somewhere' } }],
  ['a path behind the origin of a kept key', { kept: { ...loggedIn.kept, origin: 'https://a.example/v1' } }],
  [
    'a fingerprint that is longer than eight digits',
    { kept: { ...loggedIn.kept, fingerprint: 'a1b2c3d4e5' } },
  ],
])('login refuses %s', (_, change) => {
  expect(accepts('login', { ...loggedIn, ...change })).toBe(false);
});

test('the verdicts of a cell are those of the program', () => {
  const { row } = schemaOf('probe').definitions ?? {};
  expect(row).toMatchObject({ properties: { verdict: { enum: cellVerdicts } } });
});

test('a fix needs the field of its kind', () => {
  const [match] = explained.matches;
  const matches = [{ ...match, fixes: [{ kind: 'run', link: 'https://a', why: 'x' }] }];
  expect(accepts('explain', { ...explained, matches })).toBe(false);
});

test('a command to try in the sandbox needs no shell', () => {
  const [scenario] = scenarioList.scenarios;
  expect(
    accepts('sandbox', { ...scenarioList, scenarios: [{ ...scenario, try: 'nexus doctor | head' }] }),
  ).toBe(false);
});

test('a finding means the same in every schema', () => {
  const { fix, finding } = schemaOf('doctor').definitions ?? {};
  expect(schemaOf('models').definitions).toMatchObject({ fix, finding });
  expect(schemaOf('probe').definitions).toMatchObject({ fix, finding });
  expect(schemaOf('login').definitions).toMatchObject({ fix, finding });
  expect(schemaOf('explain').definitions).toMatchObject({ fix });
  expect(schemaOf('report').definitions).toMatchObject({ fix });
});
