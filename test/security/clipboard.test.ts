import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copy } from '../../src/system/node-clipboard.ts';
import { canary, tracesIn } from './canary.ts';

test.runIf(process.platform === 'linux')(
  'the program of the clipboard gets the text and no variable with a key',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-clipboard-'));
    const [seen, got] = [join(folder, 'seen'), join(folder, 'got')];
    // Named like the one that is tried first.
    writeFileSync(
      join(folder, 'wl-copy'),
      `#!/bin/sh\nenv > ${seen}\necho "$0 $*" >> ${seen}\ncat > ${got}\n`,
    );
    chmodSync(join(folder, 'wl-copy'), 0o755);
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      DISPLAY: ':0',
      NEXUS_API_KEY: canary,
      HTTPS_PROXY: `http://ana:${canary}@proxy.test`,
    };
    try {
      expect(await copy('a ticket', env)).toBe(true);
      expect(readFileSync(got, 'utf8')).toBe('a ticket');
      expect(readFileSync(seen, 'utf8')).toContain('DISPLAY=:0');
      expect(tracesIn(readFileSync(seen, 'utf8'))).toEqual([]);
      expect(existsSync(seen)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test.runIf(process.platform === 'linux').each(['', '.', 'tools'])(
  'no program of the current folder is run, though PATH has %j in it',
  async (part) => {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-clipboard-'));
    const ran = join(folder, 'ran');
    mkdirSync(join(folder, 'tools'));
    for (const place of [folder, join(folder, 'tools')]) {
      writeFileSync(join(place, 'wl-copy'), `#!/bin/sh\ntouch ${ran}\n`);
      chmodSync(join(place, 'wl-copy'), 0o755);
    }
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(await copy('a ticket', { PATH: `/nowhere:${part}`, DISPLAY: ':0' })).toBe(false);
      expect(await copy('a ticket', { PATH: part, DISPLAY: ':0' })).toBe(false);
      expect(existsSync(ran)).toBe(false);
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
