import { defineConfig } from 'vitest/config';
import { chosenPart } from './parts.js';

export default defineConfig({
  test: {
    include: chosenPart().tests,
    exclude: ['test/**/*.long.test.ts'],
    env: { NODE_EXTRA_CA_CERTS: '', HTTP_PROXY: '', HTTPS_PROXY: '', http_proxy: '', https_proxy: '' },
    setupFiles: ['build/mutation/leave-out.js'],
    testTimeout: 15_000,
  },
});
