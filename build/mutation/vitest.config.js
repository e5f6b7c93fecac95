import { defineConfig } from 'vitest/config';

/** The tests of what is changed, and no others: a change that only a run of the whole program shows counts as unnoticed. */
export default defineConfig({
  test: {
    include: [
      'test/{checks,errors,report}/**/*.test.ts',
      'test/probe/{judge-call,judge-call-findings,asking,probe-verdict}.test.ts',
    ],
    exclude: ['test/**/*.long.test.ts'],
    env: { NODE_EXTRA_CA_CERTS: '', HTTP_PROXY: '', HTTPS_PROXY: '', http_proxy: '', https_proxy: '' },
    setupFiles: ['build/mutation/without-timing.js'],
    testTimeout: 15_000,
  },
});
