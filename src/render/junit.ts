import type { CheckDocument, CommandDocument, DoctorDocument, ErrorDocument } from '../report/documents.ts';
import { cut, everyString, visible } from './escape.ts';
import { json } from './json.ts';
import { probeSuite } from './junit-probe.ts';
import { inFile, seconds, tag, xml } from './junit-xml.ts';
import { kindOf, type Renderer } from './kind.ts';

/** JUnit XML for a CI: a case per check or per cell. Doctor's run, probe and an error have a form in it; the rest is JSON. */
export const junit: Renderer = (redacted, style) => {
  const document: CommandDocument = everyString(redacted, (text) => cut(visible(text), 1000));
  if ('results' in document) return suites(document);
  if ('rows' in document) return probeSuite(document);
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
  return inFile([tag('testsuite', attributes), ...results.map(testCase)]);
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
    `${tag('testcase', [['name', command]])}${failure}</testcase>`,
  ]);
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
