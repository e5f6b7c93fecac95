import type { CheckDocument, CommandDocument, DoctorDocument, ErrorDocument } from '../report/documents.ts';
import { cut, everyString, visible } from './escape.ts';
import { json } from './json.ts';
import { kindOf, type Renderer } from './kind.ts';

/** JUnit XML for a CI: one case per check. Only doctor's run and an error have a form in it; the rest is JSON. */
export const junit: Renderer = (redacted, style) => {
  const document: CommandDocument = everyString(redacted, (text) => cut(visible(text), 1000));
  if ('results' in document) return suites(document);
  return kindOf(document) === 'error' && 'error' in document ? failedRun(document) : json(redacted, style);
};

function suites(document: DoctorDocument): string {
  const { results } = document;
  const number = (...statuses: CheckDocument['status'][]) =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const attributes = [
    ['name', `nexus doctor: ${document.verdict}`],
    ['tests', results.length],
    ['failures', number('fail')],
    // An open question is not a failure of the set-up, and must not look like a pass either.
    ['errors', number('unknown', 'crash')],
    ['skipped', number('skip')],
    ['time', seconds(document.durationMs)],
    ['timestamp', document.startedAt],
  ] as const;
  return inFile([
    tag('testsuite', attributes),
    ...results.map((result) => `    ${testCase(result)}`),
    '  </testsuite>',
  ]);
}

function failedRun({ command, error }: ErrorDocument): string {
  const attributes = [
    ['name', `nexus ${command}`],
    ['tests', 1],
    ['failures', 0],
    ['errors', 1],
  ] as const;
  const failure = `${tag('error', [
    ['type', error.kind],
    ['message', error.message],
  ])}${xml(error.hint)}</error>`;
  return inFile([
    tag('testsuite', attributes),
    `    ${tag('testcase', [['name', command]])}${failure}</testcase>`,
    '  </testsuite>',
  ]);
}

function inFile(lines: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...lines.map((line, at) => (at === 0 ? `  ${line}` : line)),
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(result: CheckDocument): string {
  const { id, title, durationMs } = result;
  const start = tag('testcase', [
    ['classname', id.split('.')[0] ?? id],
    ['name', `${id}: ${title}`],
    ['time', seconds(durationMs)],
  ]);
  return `${start}${bodyOf(result)}</testcase>`;
}

function bodyOf({ status, findings, why = '', blockedBy, fact = '' }: CheckDocument): string {
  const message = findings[0]?.title ?? why;
  const details = xml(
    findings.map(({ id, summary, owner }) => `${id}: ${summary} (whose move: ${owner})`).join('; '),
  );
  switch (status) {
    case 'pass':
      return fact === '' ? '' : `<system-out>${xml(fact)}</system-out>`;
    case 'warn':
      return `<system-out>${xml(`warning: ${message}. `)}${details}</system-out>`;
    case 'fail':
      return `${tag('failure', [
        ['message', message],
        ['type', findings[0]?.id ?? 'fail'],
      ])}${details}</failure>`;
    case 'unknown':
    case 'crash':
      return `${tag('error', [
        ['message', message],
        ['type', findings[0]?.id ?? status],
      ])}${details}</error>`;
    case 'skip':
      return `${tag('skipped', [['message', blockedBy === undefined ? why : `needs ${blockedBy}`]])}</skipped>`;
  }
}

function tag(name: string, attributes: readonly (readonly [string, string | number])[]): string {
  return `<${[name, ...attributes.map(([key, value]) => `${key}="${xml(String(value))}"`)].join(' ')}>`;
}

function xml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text.replace(/[&<>"']/g, (mark) => names[mark] ?? mark);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
