import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

async function candidates(text: string) {
  const { json } = await runNexus(['explain', text, '--json']);
  return json.matches.map(({ id, confidence }: { id: string; confidence: string }) => `${id} ${confidence}`);
}

test.each([
  'HTTP 502',
  'http 502',
  'status 502',
  'HTTP status 502',
  'status code: 502',
  'HTTP/1.1 502',
  '502 Bad Gateway',
  'HTTP 502 Bad Gateway',
])('%s names the same candidates as the bare status', async (text) => {
  expect(await candidates(text)).toEqual(await candidates('502'));
});

test('a status with the words of one error is more than a status', async () => {
  expect(await candidates('401 invalid_key')).toEqual(['nexus/invalid_key exact']);
});
