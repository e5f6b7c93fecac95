import { own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

/** The oldest version of `engines` in package.json. */
const needed = '20.19.0';

export const runtimeIsSupported = defineCheck({
  id: 'runtime.is-supported',
  title: 'This Node.js is supported',
  spine: false,
  needs: {},
  observe: async ({ system }) => ({ version: system.nodeVersion.replace(/^v/, '') }),
  judge: ({ version }) =>
    isOlder(version, needed) ? problem(own('local/node-too-old', { version, needed })) : pass,
  fact: ({ version }) => version,
});

function isOlder(version: string, limit: string): boolean {
  const ours = version.split('.').map(Number);
  const theirs = limit.split('.').map(Number);
  const at = ours.findIndex((part, index) => part !== theirs[index]);
  return at !== -1 && (ours[at] ?? 0) < (theirs[at] ?? 0);
}
