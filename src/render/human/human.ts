import type { CommandDocument } from '../../report/documents.ts';
import { cut, everyString, visible, visibleAscii } from '../escape.ts';
import { type LinesByKind, linesFor, type Renderer } from '../kind.ts';

const byKind: LinesByKind = {
  doctor: async () => (await import('./doctor.ts')).doctor,
  checks: async () => (await import('./checks.ts')).checks,
  models: async () => (await import('./models.ts')).models,
  probe: async () => (await import('./probe.ts')).probe,
  explain: async () => (await import('./explain.ts')).explain,
  catalogue: async () => (await import('./catalogue.ts')).catalogue,
  report: async () => (await import('./report.ts')).report,
  scenarios: async () => (await import('./scenarios.ts')).scenarios,
  login: async () => (await import('./keys.ts')).login,
  logout: async () => (await import('./keys.ts')).logout,
  auth: async () => (await import('./keys.ts')).auth,
  error: async () => (await import('./error.ts')).error,
};

// No sentence of ours comes near it; a foreign field that does is cut, and says by how much.
const longestField = 1000;

/**
 * The renderer for the terminal that this document needs; no other is loaded. Every string is made visible before
 * it gets there, so that no renderer can forget to.
 */
export async function humanFor(document: CommandDocument): Promise<Renderer> {
  const lines = await linesFor(document, byKind);
  return (redacted, style) => {
    const encode = style.ascii ? visibleAscii : visible;
    const shown = everyString(redacted, (text) => cut(encode(text), longestField));
    return `${lines(shown, style).join('\n')}\n`;
  };
}
