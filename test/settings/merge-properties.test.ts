import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { fakeSystem } from '../support/fake-system.ts';

/** What one place says about a setting, or nothing at all. */
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const model = maybe(fc.stringMatching(/^[a-z][a-z0-9.-]{0,12}$/));
const timeout = maybe(fc.integer({ min: 1, max: 60 }));
const place = fc.record({ model, timeout });
const host = maybe(fc.constantFrom('https://one.example', 'https://two.example/api'));
const world = fc.record({
  flag: place,
  project: place,
  user: place,
  flagUrl: host,
  envUrl: host,
  userUrl: host,
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

function load({ flag, project, user, flagUrl, envUrl, userUrl }: World) {
  const system = fakeSystem({
    env: envUrl === undefined ? {} : { NEXUS_BASE_URL: envUrl },
    files: {
      '/home/ana/project/.git/HEAD': 'ref',
      '/home/ana/project/.nexusrc.json': JSON.stringify(project),
      '/home/ana/.config/nexus/config.json': JSON.stringify({ ...user, baseUrl: userUrl }),
    },
  });
  const timeoutMs = flag.timeout === undefined ? undefined : flag.timeout * 1000;
  return loadSettings({ model: flag.model, timeoutMs, baseUrl: flagUrl, provider: 'nexus' }, system);
}

const present = <T>(values: readonly (T | undefined)[]) => values.filter((value) => value !== undefined);

test('the strongest place that says anything wins, and each weaker one that does is named', async () => {
  const property = fc.asyncProperty(world, async (said) => {
    const settings = await load(said);
    const models = present([said.flag.model, said.project.model, said.user.model]);
    expect(settings.model?.value).toBe(models[0]);
    expect(settings.model?.shadows ?? []).toHaveLength(Math.max(0, models.length - 1));
    const timeouts = present([said.flag.timeout, said.project.timeout, said.user.timeout]);
    expect(settings.timeoutMs.value).toBe((timeouts[0] ?? 10) * 1000);
    expect(settings.timeoutMs.shadows).toHaveLength(timeouts.length);
    const urls = present([said.flagUrl, said.envUrl, said.userUrl]);
    expect(settings.baseUrl.value.used).toBe(urls[0] ?? 'https://api.nexus-hub.ru');
    expect(settings.baseUrl.shadows).toHaveLength(urls.length);
  });
  await fc.assert(property, { numRuns: 200 });
});

test('a weaker place never changes what a stronger one decided', async () => {
  const property = fc.asyncProperty(world, place, host, async (said, user, userUrl) => {
    const before = await load(said);
    const after = await load({ ...said, user, userUrl });
    if (said.flag.model ?? said.project.model) expect(after.model?.value).toBe(before.model?.value);
    if (said.flag.timeout ?? said.project.timeout) expect(after.timeoutMs.value).toBe(before.timeoutMs.value);
    if (said.flagUrl ?? said.envUrl) expect(after.baseUrl.value).toEqual(before.baseUrl.value);
  });
  await fc.assert(property, { numRuns: 200 });
});
