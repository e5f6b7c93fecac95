import { expect, test } from 'vitest';
import type { AnyCheck } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/index.ts';

const needsOf = (check: AnyCheck): readonly AnyCheck[] => Object.values(check.needs);

test('every check stands once in the list, below all that it needs', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  for (const check of checks) {
    for (const need of needsOf(check)) {
      expect(checks.indexOf(need), `${check.id} needs ${need.id}`).toBeGreaterThanOrEqual(0);
      expect(checks.indexOf(need), `${check.id} needs ${need.id}`).toBeLessThan(checks.indexOf(check));
    }
  }
});

test('an id is an area and a predicate, a title is a statement in one line', () => {
  for (const { id, title } of checks) {
    expect(id).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].{8,60}[^.!?]$/);
  }
});

/** The last two run in a live call only. */
const promisedSpine = [
  'settings.file-is-valid',
  'url.is-well-formed',
  'key.is-present',
  'key.has-clean-shape',
  'network.host-resolves',
  'network.port-connects',
  'tls.certificate-is-trusted',
  'gateway.speaks-this-api',
  'gateway.requires-a-key',
  'key.is-accepted',
  'model.is-listed',
  'answer.is-valid',
  'stream.is-complete',
];

test('the spine is the one that is promised', () => {
  const spine = checks.filter((check) => check.spine).map(({ id }) => id);
  expect(spine).toEqual(promisedSpine.filter((id) => spine.includes(id as (typeof spine)[number])));
  expect(spine).toEqual(expect.arrayContaining(promisedSpine.slice(0, -2)));
});

test('what stands beside the spine never needs to be known for a verdict', () => {
  const side = checks.filter(({ spine }) => !spine).map(({ id }) => id);
  expect(side).toEqual(
    expect.arrayContaining([
      'settings.project-file-is-harmless',
      'url.host-is-expected',
      'key.belongs-to-provider',
      'network.proxy-is-consistent',
      'clock.agrees',
      'models.are-enabled',
      'model.fits-route',
      'stream.is-documented',
      'balance.is-available',
      'runtime.is-supported',
    ]),
  );
});
