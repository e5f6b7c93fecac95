import { expect, test } from 'vitest';
import { loginOf } from '../../src/addresses/url-login.ts';

test.each([
  ['http://ana:p%40ss@h:1', 'ana', 'p@ss'],
  ['http://ana:50%zz@h:1', 'ana', '50%zz'],
  ['http://%E0%A4%A:x@h:1', '%E0%A4%A', 'x'],
  ['http://h:1', '', ''],
])('%s', (url, name, password) => {
  expect(loginOf(new URL(url))).toEqual({ name, password });
});
