import { expect, test } from 'vitest';
import { firstPath } from '../../../src/checks/network/first-contact.ts';
import { checkContext } from '../../support/check-context.ts';

test('the first free route is asked first, and the usual list where none is known', async () => {
  const { gateway } = await checkContext();
  const [models, ...others] = gateway.freeRoutes;
  expect(firstPath({ ...gateway, freeRoutes: others })).toBe('/v1/balance');
  expect(firstPath({ ...gateway, freeRoutes: models ? [models] : [] })).toBe('/v1/models');
  expect(firstPath({ ...gateway, freeRoutes: [] })).toBe('/v1/models');
});
