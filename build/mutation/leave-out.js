import { beforeEach } from 'vitest';

const leftOut = [
  // Code that counts its own changes is slow, and how slow depends on the machine: such a test would end the run.
  [/\b(?:time in proportion|takes? .*time|less than|within)\b/, 'it measures time'],
  // Stryker runs the tests in threads.
  [/\bumask\b/, 'a thread has no umask of its own'],
];

beforeEach(({ task, skip }) => {
  for (const [name, why] of leftOut) skip(name.test(task.name), why);
});
