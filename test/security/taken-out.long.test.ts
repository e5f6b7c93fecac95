import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ended } from '../support/run-bin.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'nexus-taken-out-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A piece of the program that protects, and what stands in its place when it is taken out. */
interface Cut {
  readonly file: string;
  readonly protection: string;
  readonly instead: string;
}

interface Protection {
  readonly cuts: readonly Cut[];
  /** The files of tests that are run without it. */
  readonly tests: string;
  /** Part of the name of one that must be red then. */
  readonly red: string;
}

const protections: Readonly<Record<string, Protection>> = {
  'the mask': {
    cuts: [
      {
        file: 'src/report/redact-by.ts',
        protection: 'const value = walk(document, 0) as Redacted<T>;',
        instead: 'void walk; const value = document as Redacted<T>;',
      },
      {
        file: 'src/report/find-secrets.ts',
        protection: 'return secretFinder(secrets).finds(text);',
        instead: 'return text === secrets[0];',
      },
    ],
    tests: 'test/security/key-stays-hidden.long.test.ts',
    red: 'in a refusal in JSON: nothing is printed',
  },
  'the last look at the finished text': {
    cuts: [
      {
        file: 'src/report/find-secrets.ts',
        protection: 'return secretFinder(secrets).finds(text);',
        instead: 'return text === secrets[0];',
      },
    ],
    tests: 'test/report/redact.test.ts',
    red: 'the last guard sees a key',
  },
  'the escape of foreign text': {
    cuts: [
      {
        file: 'src/render/escape.ts',
        protection: 'return withoutRunnerCommands(line);',
        instead: 'void withoutRunnerCommands; void line; return text;',
      },
    ],
    tests: 'test/security/hostile-text.long.test.ts',
    red: 'in an error nobody documents, on every output',
  },
  'the escape of JSON': {
    cuts: [
      {
        file: 'src/render/escape.ts',
        protection: '.replace(unsafeInJson(), (character) => character.replace(/[\\s\\S]/g, unitEscape))',
        instead: '.replace(unsafeInJson(), (character) => character)',
      },
    ],
    tests: 'test/security/hostile-text.long.test.ts',
    red: 'in an error nobody documents, on every output',
  },
  'the rule on where a key may go': {
    cuts: [
      {
        file: 'src/settings/key-policy.ts',
        protection:
          "if (owner !== undefined) return { allowed: false, why: 'another-provider', of: owner.name };",
        instead: 'void owner;',
      },
    ],
    tests: 'test/settings/key-policy.test.ts',
    red: 'the key may not go to another provider',
  },
  'the origin that a project is bound to': {
    cuts: [
      {
        file: 'src/settings/project-url.ts',
        protection: 'if (origin === undefined || problem !== undefined) return false;',
        instead: 'if (origin !== undefined) return true; void problem;',
      },
    ],
    tests: 'test/settings/project-file.test.ts',
    red: 'the base URL of a project a stranger',
  },
  'the difference between GET and POST when a connection is stale': {
    cuts: [
      {
        file: 'src/system/http-client.ts',
        protection: "if (attempt.stale && request.method === 'GET') {",
        instead: 'if (attempt.stale) {',
      },
    ],
    tests: 'test/system/connection.test.ts',
    red: 'which is never sent twice',
  },
  'the exception for a bill that could not be closed': {
    cuts: [
      {
        file: 'src/probe/probe-cell.ts',
        protection: 'if (!isMalformed || isOpenBill([entry, answer.code, answer.type])) return undefined;',
        instead: 'if (!isMalformed && entry === "") return undefined;',
      },
    ],
    tests: 'test/security/paid-calls.test.ts test/probe/money.test.ts',
    red: 'a bill that could not be closed',
  },
};

const configs = { quick: 'vitest.config.ts', long: 'vitest.long.config.ts' };

/** A copy of sources and tests, with those pieces cut out of the sources. */
function copyWith(name: string, cuts: readonly Cut[]): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  for (const part of ['src', 'test', 'package.json', ...Object.values(configs), 'tsconfig.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  for (const part of ['node_modules', 'bin', 'dist']) symlinkSync(join(root, part), join(place, part));
  for (const { file, protection, instead } of cuts) {
    const text = readFileSync(join(place, file), 'utf8');
    expect(text.split(protection), `${file} holds this once: ${protection}`).toHaveLength(2);
    writeFileSync(
      join(place, file),
      text.replace(protection, () => instead),
    );
  }
  return place;
}

/** What is read of the report of vitest. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

async function runTests(place: string, tests: string) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const config = tests.includes('.long.') ? configs.long : configs.quick;
  const words = [vitest, 'run', '--config', config, ...tests.split(' '), '--reporter=json'];
  const child = spawn(process.execPath, words, {
    cwd: place,
    env: { PATH: process.env.PATH ?? '', HOME: folder },
  });
  child.stdin.end();
  const { stdout } = await ended(child);
  const { testResults }: Report = JSON.parse(stdout.slice(stdout.indexOf('{"numTotal')));
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const namesOf = (wanted: string) =>
    results.filter(({ status }) => status === wanted).map(({ fullName }) => fullName);
  return { passed: namesOf('passed'), failed: namesOf('failed') };
}

describe('a protection that is taken out is missed by its tests', () => {
  test.each(Object.entries(protections))('without %s it shows', async (name, { cuts, tests, red }) => {
    const result = await runTests(copyWith(name.replaceAll(' ', '-'), cuts), tests);
    expect(result.failed.filter((title) => title.includes(red))).not.toEqual([]);
    // Most tests have nothing to do with it and still run: the copy itself is sound.
    expect(result.passed).not.toEqual([]);
  });
});
