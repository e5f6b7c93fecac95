import { Client as PublicClient } from 'undici';
import { expect, test } from 'vitest';
import { Client } from '../../src/system/undici-client.ts';

// It is no part of undici's public interface, so an update may move it.
test('the file behind the main entry of undici is there and is the same code', () => {
  expect(Client).toBe(PublicClient);
});
