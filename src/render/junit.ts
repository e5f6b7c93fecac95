import type {
  CheckDocument,
  CommandDocument,
  DoctorDocument,
  ErrorDocument,
  FindingDocument,
} from '../report/documents.ts';
import { cut, everyString, visible } from './escape.ts';
import { partialWords } from './human/verdict.ts';
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
  const { results, failOn } = document;
  const extra = wholeRun(document);
  const number = (...statuses: CheckDocument['status'][]) =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const attributes = [
    ['name', [`nexus doctor: ${document.verdict}`, ...partialWords(document)].join(', ')],
    ['tests', results.length + extra.length],
    ['failures', number('fail', ...(failOn === 'warn' ? (['warn'] as const) : []))],
    // An open question is not a failure of the set-up, and must not look like a pass either.
    ['errors', number('unknown', 'crash') + extra.length],
    ['skipped', number('skip')],
    ['time', seconds(document.durationMs)],
    ['timestamp', document.startedAt],
  ] as const;
  return inFile([
    tag('testsuite', attributes),
    ...extra,
    ...results.map((result) => testCase(result, failOn)),
  ]);
}

/** What kept the run from its end is a case of its own: skipped checks alone would look green. */
function wholeRun({ verdict, interrupted, results, nextStep }: DoctorDocument): string[] {
  const isRed = results.some(({ status }) => ['fail', 'unknown', 'crash'].includes(status));
  const isOpen = verdict === 'broken' || verdict === 'inconclusive';
  if (!interrupted && (isRed || !isOpen)) return [];
  const why = interrupted ? 'interrupted' : 'not enough was checked';
  const error = tag('error', [
    ['message', why],
    ['type', verdict],
  ]);
  const start = tag('testcase', [
    ['classname', 'doctor'],
    ['name', 'The whole chain can be checked'],
  ]);
  const next = [nextStep?.text, nextStep?.command].filter((part) => part !== undefined).join(': ');
  return [`${start}${error}${xml(next)}</error></testcase>`];
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

function testCase(result: CheckDocument, failOn: DoctorDocument['failOn']): string {
  const { id, title, durationMs } = result;
  const start = tag('testcase', [
    ['classname', id.split('.')[0] ?? id],
    ['name', `${id}: ${title}`],
    ['time', seconds(durationMs)],
  ]);
  return `${start}${bodyOf(result, failOn)}</testcase>`;
}

function bodyOf(
  { status, findings, why = '', blockedBy, fact = '' }: CheckDocument,
  failOn: DoctorDocument['failOn'],
): string {
  const message = findings[0]?.title ?? why;
  const details = xml(
    findings.map(({ id, summary, owner }) => `${id}: ${summary} (whose move: ${owner})`).join('; '),
  );
  switch (status) {
    case 'pass':
      return fact === '' ? '' : `<system-out>${xml(fact)}</system-out>`;
    case 'warn':
      if (failOn === 'warn') return failure(findings[0], message, details);
      return `<system-out>${xml(`warning: ${message}. `)}${details}</system-out>`;
    case 'fail':
      return failure(findings[0], message, details);
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

function failure(finding: FindingDocument | undefined, message: string, details: string): string {
  const attributes = [
    ['message', message],
    ['type', finding?.id ?? 'fail'],
  ] as const;
  return `${tag('failure', attributes)}${details}</failure>`;
}
