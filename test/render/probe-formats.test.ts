import { expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import type { ProbeDocument } from '../../src/report/documents.ts';
import { clean, plainStyle, usageError } from './documents.ts';
import {
  emptyBalance,
  plain,
  probeBlocked,
  probeDiffers,
  probeDocuments,
  probeFine,
  probePlanned,
  probeStopped,
  row,
} from './probe-documents.ts';

const as = (format: 'ndjson' | 'junit' | 'markdown', document: ProbeDocument) =>
  render(clean(document), format, plainStyle);

test('the lines of ndjson are each row and the summary', async () => {
  const text = await as('ndjson', probeDiffers);
  const records = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string });
  expect(records.map(({ kind }) => kind)).toEqual([...probeDiffers.rows.map(() => 'row'), 'summary']);
  expect(text.endsWith('\n')).toBe(true);
});

test.each(Object.entries(probeDocuments))('put together again they are %s', async (_, document) => {
  const text = await as('ndjson', document);
  const records = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const withoutKind = records.map(({ kind: _kind, ...rest }) => rest);
  expect({ ...withoutKind.at(-1), rows: withoutKind.slice(0, -1) }).toEqual(document);
});

test('a foreign line break ends no record', async () => {
  const rows = [row('/v1/messages', 'a\n{"kind":"summary"}\u2028b')];
  expect((await as('ndjson', { ...probeDiffers, rows })).trimEnd().split(/[\n\u2028]/)).toHaveLength(2);
});

test('an error of the tool is one line that says so', async () => {
  const text = await render(clean(usageError), 'ndjson', plainStyle);
  expect(JSON.parse(text)).toEqual({ kind: 'error', ...usageError });
  expect(text.match(/\n/g)).toHaveLength(1);
});

test('in JUnit each cell is a case, and what differs is a failure', async () => {
  const xml = await as('junit', probeDiffers);
  expect(xml).toContain('name="nexus probe: broken"');
  expect(xml).toContain('tests="6" failures="1" errors="0" skipped="0"');
  expect(xml).toContain('type="stream/truncated">');
  expect(xml).toContain('request_id req_51b0c6de-7c1e-4b1f-8a53-0a1b2c3d4e5f');
});

test('a stream that was too fast is an open question in JUnit, never a pass', async () => {
  const rows = [row('/v1/messages', 'a', { verdict: 'unproven' })];
  expect(await as('junit', { ...probeFine, rows })).toContain('tests="1" failures="0" errors="1"');
});

test('a matrix that could not be probed is no green suite', async () => {
  expect(await as('junit', probeBlocked)).toContain('tests="1" failures="0" errors="1"');
  expect(await as('junit', { ...probeBlocked, findings: [] })).toContain('errors="1"');
  const stopped = await as('junit', probeStopped);
  expect(stopped).toContain('tests="4" failures="1" errors="1" skipped="2"');
  expect(stopped).toContain('message="the balance is used up"');
});

test('a dry run is a suite of skipped cases', async () => {
  expect(await as('junit', probePlanned)).toContain('tests="4" failures="0" errors="0" skipped="4"');
});

test('foreign text cannot leave its element', async () => {
  const summary = '</failure><failure message="x">&\u0000]]>"';
  const rows = [
    row('/v1/messages', '"/><x', { verdict: 'rejected', findings: [{ ...emptyBalance, summary }] }),
  ];
  const xml = await as('junit', { ...probeDiffers, rows });
  expect(xml.match(/<failure/g)).toHaveLength(1);
  expect(xml).not.toContain('<x');
});

test('Markdown has the matrix as a table and a line for what differs', async () => {
  const text = await as('markdown', probeDiffers);
  expect(text).toContain('## Probe of Nexus: 3 routes: 2 as documented, 1 differs\n');
  expect(text).toContain(
    '| POST `/v1/responses` | `gpt-5.4` | answers | truncated | 0.58 s | yes, differs |\n',
  );
  expect(text).toMatch(/^- \*\*truncated\*\*: .*request id `req_51b0c6de/m);
});

test('a hostile model stays in its cell', async () => {
  const rows = [plain('/v1/messages', 'a|b\n| c | <img src=x> `')];
  const lines = (await as('markdown', { ...probeFine, rows }))
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(lines).toHaveLength(3);
  expect(lines[2]?.match(/(?<!\\)\|/g)).toHaveLength(7);
});

test('Markdown says why a sweep stopped and how to go on', async () => {
  const text = await as('markdown', probeStopped);
  expect(text).toContain('- **Stopped**: the balance is used up\n- **Go on with**: `nexus probe --resume ');
});
