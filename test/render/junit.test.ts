import { expect, test } from 'vitest';
import { render } from '../../src/render/index.ts';
import { broken, clean, inconclusive, keyRefused, modelList, plainStyle, usageError } from './documents.ts';

test('a failed check is a failure, a skipped one says what it needs', async () => {
  const xml = await render(clean(broken), 'junit', plainStyle);
  expect(xml).toContain('name="nexus doctor: broken" tests="12" failures="1" errors="0" skipped="3"');
  expect(xml).toContain('<failure message="The gateway refuses this key" type="nexus/invalid_key">');
  expect(xml).toContain('<skipped message="needs key.is-accepted"></skipped>');
});

test('an open question is an error, never a pass', async () => {
  const xml = await render(clean(inconclusive), 'junit', plainStyle);
  expect(xml).toContain('failures="0" errors="2"');
  expect(xml).toContain('type="edge/http-503"');
});

test('foreign text cannot leave its element', async () => {
  const summary = '</failure><failure message="x">&\u0000\ufffe]]>"';
  const results = broken.results.map((result) =>
    result.status === 'fail' ? { ...result, findings: [{ ...keyRefused, summary }] } : result,
  );
  const xml = await render(clean({ ...broken, results }), 'junit', plainStyle);
  expect(xml.match(/<failure/g)).toHaveLength(1);
  expect(xml).toContain('&lt;/failure&gt;');
  expect(xml).not.toMatch(/\p{Cc}(?<!\n)|\ufffe/u);
});

test('an error of the tool is one broken case; what has no form in JUnit is JSON', async () => {
  expect(await render(clean(usageError), 'junit', plainStyle)).toContain('<error type="usage"');
  expect(JSON.parse(await render(clean(modelList), 'junit', plainStyle))).toEqual(modelList);
});
