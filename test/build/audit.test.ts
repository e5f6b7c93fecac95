import { expect, test } from 'vitest';
import { auditResult, bundledPackages } from '../../build/audit.js';

const hole = (name: string, severity: string) => ({ [name]: { name, severity } });
const said = (...holes: object[]) => JSON.stringify({ vulnerabilities: Object.assign({}, ...holes) });

test('a grave hole in what a person installs fails, and is named', () => {
  expect(auditResult(said(hole('yaml', 'critical'), hole('zod', 'low')), ['yaml', 'zod'])).toEqual({
    exitCode: 1,
    text: 'audit: 1 grave (yaml) in the bundle, no grave hole in what builds and tests it',
  });
});

test('one in a tool is named and does not fail', () => {
  expect(auditResult(said(hole('vite', 'high')), ['yaml'])).toEqual({
    exitCode: 0,
    text: 'audit: no grave hole in the bundle, 1 grave (vite) in what builds and tests it',
  });
});

test('an answer without holes is a clean one', () => {
  expect(auditResult(said(), ['yaml']).text).toMatch(/no grave hole in the bundle/);
});

test.each([
  ['', 'no answer'],
  ['<html>', 'no answer'],
  ['{"message":"405 Method Not Allowed","error":{"summary":""}}', '405 Method Not Allowed'],
  ['{"error":{"code":"ENOLOCK","summary":"This needs a lock file"}}', 'This needs a lock file'],
])('%j is no audit, and is never told as a clean one', (report, why) => {
  expect(auditResult(report, ['yaml'])).toEqual({ exitCode: 0, text: `audit: not run (${why})` });
});

test('the bundle is read from the list of licences', () => {
  const page = 'Packages:\n\n- @a/b 1.0.0 (MIT)\n- c 2.0.0-rc.1 (ISC)\n\n====\n- not one of them\n';
  expect(bundledPackages(page)).toEqual(['@a/b', 'c']);
});
