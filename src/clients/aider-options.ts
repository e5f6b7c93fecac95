import { clientFinding } from '../errors/clients/index.ts';
import { filesOf } from './aider-values.ts';
import type { ClientProblem, ClientSources } from './client.ts';
import { entryOf, originAt } from './values.ts';
import { isVariableName } from './variable-name.ts';

/** The options that give a base URL or a key. */
export const settingsFor: Readonly<Record<'url' | 'key', readonly string[]>> = {
  url: ['openai-api-base', 'set-env'],
  key: ['openai-api-key', 'anthropic-api-key', 'api-key', 'set-env'],
};

/** Names that people take for options. All of aider's own have hyphens. Source: aider/args.py and `parse_args`. */
const misnomers: Readonly<Record<string, string>> = {
  'api-base': 'openai-api-base',
  'base-url': 'openai-api-base',
  'openai-base-url': 'openai-api-base',
  'anthropic-api-base': 'set-env: [ANTHROPIC_API_BASE=…]',
  'anthropic-base-url': 'set-env: [ANTHROPIC_API_BASE=…]',
};

/** Options that keep aider from starting, in the person's own files. */
export function unknownOptions(
  sources: ClientSources,
  missing: readonly ('url' | 'key')[],
): readonly ClientProblem[] {
  const own = filesOf(sources, 'config').files.filter(({ trust }) => trust === 'user');
  return own.flatMap((file) =>
    Object.entries(file.data).flatMap(([name, value]) => {
      const right = entryOf(misnomers, name.replaceAll('_', '-')) ?? name.replaceAll('_', '-');
      // A name without a value is passed over, and one that could be a key is not said.
      if (value === null || right === name || !isVariableName(name.replaceAll('-', '_'))) return [];
      const params = { from: originAt(file, [name]).name, name, right };
      const finding = clientFinding('aider/unknown-option', params);
      // Where it was meant to give what is missed, it is the cause of that too.
      const meant = missing.filter((about) => settingsFor[about].includes(right.split(':', 1)[0] ?? right));
      return (['files', ...meant] as const).map((about) => ({ about, finding }));
    }),
  );
}
