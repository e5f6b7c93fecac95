import { expect, test } from 'vitest';
import { present } from '../../src/cli/present.ts';
import { modelList } from '../render/documents.ts';
import { fakeSystem } from '../support/fake-system.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'a document interrupted by %s names the code that the process ends with',
  async (signal, code) => {
    const system = fakeSystem();
    system.signal(signal);
    await present({ document: modelList, exitCode: 3, secrets: [] }, { format: 'json', input: true }, system);
    expect(JSON.parse(system.stdout.text()).exitCode).toBe(code);
  },
);
