import { expect, test } from 'vitest';
import { profiles } from '../../src/providers/index.ts';

test('only a profile whose documentation names no statuses says so', () => {
  expect(profiles.nexus.statuses).toBe('not-documented');
  expect(profiles.nusantara.statuses).toBeUndefined();
});
