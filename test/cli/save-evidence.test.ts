import { expect, test } from 'vitest';
import { fakeFiles } from '../support/fake-files.ts';
import { listen, response, says } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';

/** The one file that a run with `--save-evidence` has written where it was told to. */
async function evidenceOf(argv: readonly string[]) {
  const files = fakeFiles({});
  const env = { NEXUS_API_KEY: 'nsk_0123456789abcdef0123456789abcdef' };
  await runNexus(['doctor', ...argv, '--save-evidence', 'facts.json'], { realFiles: files, env });
  return [...files.written].find(([path]) => path.endsWith('/facts.json'))?.[1] ?? '';
}

test('the evidence of a sandbox is a file of the person', async () => {
  const saved = await evidenceOf(['--sandbox']);
  expect(JSON.parse(saved)).toMatchObject({ verdict: 'healthy', sandbox: 'healthy' });
});

test('evidence is as harmless to a CI log and a terminal as the document itself', async () => {
  const commands = '##[group]y ##vso[task.setvariable variable=x]y ##teamcity[buildProblem]';
  const page = `<html><title>${commands} \u202e \u200b \u001b]0;t\u0007</title></html>`;
  const gateway = await listen(says(response(page, ['content-type: text/html'], '502 Bad Gateway')));
  const saved = await evidenceOf(['--base-url', `http://127.0.0.1:${gateway.port}`]);
  await gateway.close();
  expect(saved).toContain('task.setvariable');
  expect(saved).not.toMatch(/##(?:\[|vso\[|teamcity\[)|[\u202e\u200b]/);
});
