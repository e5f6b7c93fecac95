import { createRequire } from 'node:module';
import { Client as PublicClient } from 'undici';
import { expect, test } from 'vitest';
import { Client } from '../../src/system/undici-client.ts';

// They are no part of undici's public interface, so an update may move them.
test('the files behind the main entry of undici are there and are the same code', () => {
  const require = createRequire(import.meta.url);
  expect(Client).toBe(PublicClient);
  expect(require('undici/lib/api/api-request.js')).toBe(require('undici/lib/api/index.js').request);
});
