import type { LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'the flags of this run' } as const;
const shared = {
  severity: 'warning',
  owner: 'you',
  retry: 'after-fix',
  source: ours,
} as const;

type Named = { check: string; why: string };

/** A check that was named and had nothing to look at: its answer stays open. */
export const localCheckErrors = {
  'local/check-needs-live': {
    ...shared,
    title: 'A check that was asked for needs --live',
    meaning: 'It looks at one small real call, and this run makes none. It did not run.',
    causes: ['the flag --live is missing'],
    fixes: [{ kind: 'run', command: 'nexus doctor --live', why: 'make one small real call; it asks before' }],
    verify: 'nexus doctor --live',
    summary: ({ check, why }: Named) => `${check} did not run: ${why}`,
  },
  'local/check-needs-model': {
    ...shared,
    title: 'A check that was asked for needs a model',
    meaning: 'It looks at one model, and none is chosen. It did not run.',
    causes: ['the flag --model is missing', 'the settings name no model'],
    fixes: [
      { kind: 'do', what: 'name the model with --model <id>', why: 'the check looks at it', elsewhere: true },
    ],
    verify: 'nexus models',
    summary: ({ check, why }: Named) => `${check} did not run: ${why}`,
  },
  'local/check-needs-route': {
    ...shared,
    title: 'A check that was asked for needs a route',
    meaning: 'It looks at one route, and none is chosen. It did not run.',
    causes: ['the flag --route is missing', 'the settings name no route'],
    fixes: [
      {
        kind: 'do',
        what: 'name the route with --route <path>, for example --route /v1/messages',
        why: 'the check looks at it',
        elsewhere: true,
      },
    ],
    verify: 'nexus doctor --list',
    summary: ({ check, why }: Named) => `${check} did not run: ${why}`,
  },
  'local/check-not-run': {
    ...shared,
    title: 'A check that was asked for did not run',
    meaning: 'There was nothing for it to look at, so its answer stays open.',
    causes: ['no call was made', 'the route is not documented to stream'],
    fixes: [{ kind: 'run', command: 'nexus doctor --live', why: 'make one small real call; it asks before' }],
    verify: 'nexus doctor --live',
    summary: ({ check, why }: Named) => `${check} did not run: ${why}`,
  },
} as const satisfies Record<`local/${string}`, LocalEntry<never>>;
