import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { dataAsJson } from '../../build/data-as-json.js';

const long =
  'words that stand in a table and are long enough to be worth a call, so that they become JSON all the same';

/** What the constant `table` of a module is after the change, and the changed module. */
function built(code: string): { readonly code: string; readonly table: unknown } {
  const changed = dataAsJson.transform.handler(code)?.code ?? code;
  return { code: changed, table: runInNewContext(`${changed}; table`) };
}

describe('a table', () => {
  test('of data alone becomes one JSON text with the same value', () => {
    const { code, table } = built(`const name = 'x';
      const table = { first: { name, words: ['${long}', 'a "quote"', null, 1] }, "odd name": { true: false } };`);
    expect(code.match(/JSON\.parse/g)).toHaveLength(1);
    expect(table).toEqual({
      first: { name: 'x', words: [long, 'a "quote"', null, 1] },
      'odd name': { true: false },
    });
  });

  test('whose entries have functions becomes one JSON text too, and the functions are there', () => {
    const { code, table } = built(`const seen = (what) => 'saw ' + what; const source = () => 0;
      const table = { 'a/one': { title: '${long}', says: ({ what }) => seen(what) }, 'a/two': { title: '${long}', deep: { source, kept: 1 } } };`);
    expect(code.match(/JSON\.parse/g)).toHaveLength(1);
    const entries = table as { [id: string]: { title: string; says: (one: object) => string; deep: object } };
    expect(entries['a/one']?.says({ what: 'it' })).toBe('saw it');
    expect(entries['a/one']?.title).toBe(long);
    expect(entries['a/two']?.deep).toEqual({ kept: 1, source: expect.anything() });
  });

  test('keeps an entry that is spread, computed or a method as it was written', () => {
    const { table } = built(`const other = { far: () => 1, near: '${long}' }; const key = 'made';
      const table = { words: { text: '${long}' }, ...other, [key]: 2, run() { return 3; } };`);
    const entries = table as { far: () => number; run: () => number };
    expect([entries.far(), entries.run()]).toEqual([1, 3]);
    expect(table).toMatchObject({ words: { text: long }, near: long, made: 2 });
  });

  test('that is compared or changed elsewhere stays the one object', () => {
    const { table } = built(`const one = { words: '${long}' }; one.words = 'changed';
      const table = { one, same: [one] };`);
    const { one, same } = table as { one: object; same: object[] };
    expect(same[0]).toBe(one);
    expect(one).toEqual({ words: 'changed' });
  });

  test('of a name __proto__ gets no other prototype than it was written with', () => {
    const { table } = built(`const table = { plain: { words: '${long}' }, odd: { ['__proto__']: 1 } };`);
    expect(Object.keys((table as { odd: object }).odd)).toEqual(['__proto__']);
  });
});
