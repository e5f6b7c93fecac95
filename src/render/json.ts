import { safeJson } from './escape.ts';
import type { Renderer } from './kind.ts';

/** One document and a line break. */
export const json: Renderer = (document) => `${safeJson(document)}\n`;
