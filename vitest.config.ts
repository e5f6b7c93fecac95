import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.long.test.ts'],
    // The machine's own proxies and extra certificates are not part of what is tested.
    env: { NODE_EXTRA_CA_CERTS: '', HTTP_PROXY: '', HTTPS_PROXY: '', http_proxy: '', https_proxy: '' },
    testTimeout: 15_000,
    // No test changes what modules share, and loading them anew for each file takes as long as the tests do.
    isolate: false,
    // Many tests wait for a stream or a time-out, so there are more at work than cores.
    maxWorkers: 4,
  },
});
