import { chosenPart } from './parts.js';

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'build/mutation/vitest.config.js', related: false },
  mutate: chosenPart().mutate,
  tsconfigFile: 'none: TypeScript 7 has no interface that Stryker could read one with',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  concurrency: 2,
  timeoutMS: 5000,
};
