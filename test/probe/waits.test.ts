import { expect, test } from 'vitest';
import { judgeCall } from '../../src/probe/judge-call.ts';
import { noAnswer } from './call-facts.ts';

const where = {
  route: 'POST /v1/messages',
  host: 'a.example',
  port: 443,
  timeoutSeconds: 90,
  connectSeconds: 10,
  idleSeconds: 30,
  totalSeconds: 180,
};

test.each([
  [
    { kind: 'broken', end: 'stalled', bytes: 12 },
    { began: 'silent', seconds: 30 },
  ],
  [
    { kind: 'broken', end: 'timed-out', bytes: 12 },
    { began: 'unfinished', seconds: 180 },
  ],
  [{ kind: 'unreachable', phase: 'headers', code: 'TIMEOUT' }, { seconds: 90 }],
  [{ kind: 'unreachable', phase: 'connect', code: 'TIMEOUT' }, { seconds: 10 }],
] as const)('%j is told with the wait that was really made', (facts, params) => {
  const { findings } = judgeCall(noAnswer(facts), where);
  expect(findings).toMatchObject([{ params }]);
});
