import type { CommandDocument } from '../report/documents.ts';
import type { Redacted } from '../report/redact-by.ts';
import { visible } from './escape.ts';
import type { Renderer } from './kind.ts';
import type { Style } from './style.ts';

export type Format = 'human' | 'json' | 'markdown' | 'junit' | 'ndjson' | 'text';

// Loaded when asked for: `explain` on a terminal reads no other renderer.
const renderers: Readonly<Record<Format, (document: Redacted<CommandDocument>) => Promise<Renderer>>> = {
  human: async (document) => (await import('./human/human.ts')).humanFor(document),
  json: async () => (await import('./json.ts')).json,
  markdown: async (document) => (await import('./markdown.ts')).markdownFor(document),
  junit: async () => (await import('./junit.ts')).junit,
  ndjson: async () => (await import('./ndjson.ts')).ndjson,
  text: async () => (await import('./text.ts')).text,
};

/** The finished text of a document, ending in a line break. */
export async function render(
  document: Redacted<CommandDocument>,
  format: Format,
  style: Style,
): Promise<string> {
  const renderer = await renderers[format](document);
  return renderer(document, { ...style, startedAs: visible(style.startedAs) });
}
