import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');

interface Row {
  readonly id: string;
  readonly severity: string;
  readonly state: string;
  readonly tests: string;
}

const rows = page.split('\n').flatMap((line): Row[] => {
  const [, id = '', , severity = '', state = '', tests = ''] = line
    .split(' | ')
    .flatMap((cell, at) => (at === 0 ? ['', cell.replace(/^\| /, '')] : [cell.replace(/ ?\|$/, '')]));
  return /^[A-Z]{3}\d+$/.test(id) ? [{ id, severity, state, tests: tests.trim() }] : [];
});

/** What one cell names: a file, and behind it the titles of its tests or of a group of them. */
function namedIn(cell: string): readonly (readonly [string, string])[] {
  return cell
    .split('; ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [file = '', titles = ''] = part.split(' › ');
      return [...titles.matchAll(/`([^`]+)`/g)].map(
        ([, title]) => [file.replaceAll('`', ''), title ?? ''] as const,
      );
    });
}

/** The title stands where a test or a group of tests has its title, and in no other place of the file. */
function holdsTest(file: string, title: string): boolean {
  const quoted = ["'", '"', '`'].map((quote) => quote + title.replaceAll(quote, `\\${quote}`) + quote);
  const text = readFileSync(join(root, file), 'utf8');
  return quoted.some((words) => {
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
      const before = text.slice(0, at).trimEnd();
      if (before.endsWith('(') && text.slice(at + words.length).startsWith(',')) return true;
    }
    return false;
  });
}

const named = rows.flatMap(({ id, tests }) => namedIn(tests).map(([file, title]) => ({ id, file, title })));

describe('the table of promises', () => {
  test.each([
    ['SEC', 23],
    ['CFG', 15],
    ['OUT', 14],
    ['NET', 21],
    ['PAY', 11],
    ['FIL', 17],
    ['SUP', 10],
    ['TST', 9],
  ])('has each promise of %s once, in order', (area, count) => {
    const ids = rows.map(({ id }) => id).filter((id) => id.startsWith(area));
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => `${area}${index + 1}`));
  });

  test('says of each how much it matters and how it stands', () => {
    for (const { id, severity, state } of rows) {
      expect(severity, id).toMatch(/^S[0-3]$/);
      expect(state, id).toMatch(/^(?:kept(?:: .+)?|partly: .+|not yet(?:: .+)?|elsewhere: .+|not offered)$/);
    }
  });

  test('calls nothing kept that has no test', () => {
    const bare = rows.filter(({ state, tests }) => state.startsWith('kept') && namedIn(tests).length === 0);
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test.each(named)('$id: $file holds "$title"', ({ file, title }) => {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(holdsTest(file, title), title).toBe(true);
  });
});
