import type { CommandDocument } from '../report/documents.ts';
import { cut, everyString, visible } from './escape.ts';
import { fenced } from './escape-markdown.ts';
import { type Lines, type LinesByKind, linesFor, type Renderer } from './kind.ts';
import { noPaint } from './style.ts';

const byKind: LinesByKind = {
  doctor: async () => (await import('./markdown-doctor.ts')).doctor,
  checks: async () => (await import('./markdown-lists.ts')).checks,
  models: async () => (await import('./markdown-lists.ts')).models,
  probe: async () => (await import('./markdown-probe.ts')).probe,
  explain: async () => behindFence((await import('./human/explain.ts')).explain),
  catalogue: async () => (await import('./markdown-lists.ts')).catalogue,
  report: async () => (await import('./markdown-report.ts')).report,
  scenarios: async () => (await import('./markdown-lists.ts')).scenarios,
  login: async () => behindFence((await import('./human/keys.ts')).login),
  logout: async () => behindFence((await import('./human/keys.ts')).logout),
  auth: async () => behindFence((await import('./human/keys.ts')).auth),
  error: async () => behindFence((await import('./human/error.ts')).error),
};

/** GitHub's Markdown: tables for what is a table, and the text of the screen behind a fence for the rest. */
export async function markdownFor(document: CommandDocument): Promise<Renderer> {
  const lines = await linesFor(document, byKind);
  return (redacted, style) => {
    const shown = everyString(redacted, (text) => cut(visible(text), 1000));
    return `${lines(shown, style).join('\n').trimEnd()}\n`;
  };
}

// A file is as wide as it likes, and colour has no place in it.
function behindFence<T extends CommandDocument>(lines: Lines<T>): Lines<T> {
  return (document, style) => [
    fenced(lines(document, { ...style, columns: 100, paint: noPaint }).join('\n')),
  ];
}
