import { expect, test } from 'vitest';
import { startedAs } from '../../src/system/started-as.ts';

// What npm 11 sets for `npx`, read off a real run.
const npx = { npm_command: 'exec', npm_lifecycle_event: 'npx' };
const cache = '/home/ana/.npm/_npx/cae18893dc594bf8/node_modules';

test.each([
  [
    'npx in a project that has the package',
    '/home/ana/app/node_modules/.bin/nexus',
    '/home/ana/app/node_modules/nexus-doctor/bin/nexus.js',
    '/home/ana/app',
    npx,
    'npx nexus',
  ],
  [
    'npx in a folder below such a project',
    '/home/ana/app/node_modules/.bin/nexus',
    '/home/ana/app/node_modules/nexus-doctor/bin/nexus.js',
    '/home/ana/app/src',
    npx,
    'npx nexus',
  ],
  [
    'npx in the own checkout, which npm links into its cache',
    `${cache}/.bin/nexus`,
    '/home/ana/nexus-doctor/bin/nexus.js',
    '/home/ana/nexus-doctor',
    npx,
    'npx nexus',
  ],
  [
    'npx anywhere else',
    `${cache}/.bin/nexus`,
    `${cache}/nexus-doctor/bin/nexus.js`,
    '/home/ana/app',
    npx,
    'npx nexus-doctor',
  ],
  [
    'a global command in a shell that npx once started',
    '/usr/local/bin/nexus',
    '/usr/local/lib/node_modules/nexus-doctor/bin/nexus.js',
    '/home/ana',
    npx,
    'nexus',
  ],
  [
    'a global command',
    '/usr/local/bin/nexus',
    '/usr/local/lib/node_modules/nexus-doctor/bin/nexus.js',
    '/home/ana',
    {},
    'nexus',
  ],
  [
    'a script of the project',
    '/home/ana/app/node_modules/.bin/nexus',
    '/home/ana/app/node_modules/nexus-doctor/bin/nexus.js',
    '/home/ana/app',
    { npm_command: 'run', npm_lifecycle_event: 'doctor' },
    'npx nexus',
  ],
  [
    'node on the file',
    '/home/ana/nexus-doctor/bin/nexus.js',
    '/home/ana/nexus-doctor/bin/nexus.js',
    '/home/ana/nexus-doctor',
    {},
    'node bin/nexus.js',
  ],
  [
    'node on the file from beside it',
    '/home/ana/my nexus/bin/nexus.js',
    '/home/ana/my nexus/bin/nexus.js',
    '/home/ana/app',
    {},
    "node '../my nexus/bin/nexus.js'",
  ],
  [
    'node in a folder that is gone',
    '/opt/n/bin/nexus.js',
    '/opt/n/bin/nexus.js',
    '',
    {},
    'node /opt/n/bin/nexus.js',
  ],
  ['nothing known', '', '', '/home/ana', {}, 'nexus'],
])('%s', (_name, script, realScript, cwd, env, expected) => {
  expect(startedAs({ script, realScript, cwd, env })).toBe(expected);
});
