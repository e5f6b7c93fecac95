import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const isAboutAnyInput = (path: string) =>
  path.endsWith('.test.ts') && readFileSync(path, 'utf8').includes("from 'fast-check'");

/** For `npm run fuzz`: the files that try random input, which it does for longer than `npm test`. */
export default defineConfig({
  test: {
    include: readdirSync('test', { recursive: true, encoding: 'utf8' })
      .map((name) => join('test', name).replaceAll('\\', '/'))
      .filter(isAboutAnyInput),
    env: { NODE_EXTRA_CA_CERTS: '', HTTP_PROXY: '', HTTPS_PROXY: '', http_proxy: '', https_proxy: '' },
    setupFiles: ['test/support/fuzz-setup.ts'],
    testTimeout: 120_000,
    isolate: false,
    maxWorkers: 2,
  },
});
