import { expect, test } from 'vitest';
import { chunk, sendStream, startOddGateway } from './odd-gateway.ts';

test('a stream that breaks where none is promised did not fail: the tally and the exit code agree', async () => {
  const gateway = await startOddGateway({
    documents: 'no streaming',
    post: (response, { path, body }) =>
      path === '/v1/chat/completions' && body.stream === true
        ? sendStream(response, [
            [0, chunk({ role: 'assistant', content: '1' })],
            [80, chunk({ content: ' 2' })],
          ])
        : false,
  });
  const argv = ['probe', '--yes', '--model', 'm-one', '--route', '/v1/chat/completions'];
  const { stdout, exitCode } = await gateway.run(argv);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/truncated/);
  expect(stdout).toMatch(/1 route: 1 differs/);
  expect(stdout).not.toMatch(/\d failed/);
});
