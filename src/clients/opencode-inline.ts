import { ofClient } from '../errors/clients/index.ts';
import { isSet } from '../settings/is-set.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import type { ClientFile, ClientProblem, ClientSources } from './client.ts';
import { withoutComments } from './without-comments.ts';

const file = 'env OPENCODE_CONFIG_CONTENT';

/** Settings may stand in a variable; they win over all files but those of the administrator. */
export function withInline(sources: ClientSources): {
  readonly sources: ClientSources;
  readonly problems: readonly ClientProblem[];
} {
  const text = sources.env.OPENCODE_CONFIG_CONTENT;
  if (!isSet(text)) return { sources, problems: [] };
  const parsed = parseSettings(withoutComments(text), 'json');
  if (parsed.kind === 'problem') {
    const params = {
      file,
      format: 'valid JSON, with comments if you like',
      expected: `expected ${parsed.expected}`,
    };
    const finding = ofClient('opencode', 'settings-unreadable', params);
    return { sources, problems: (['files', 'url', 'key'] as const).map((about) => ({ about, finding })) };
  }
  const { data, placeOf } = parsed;
  const inline: ClientFile = {
    role: 'config',
    file,
    trust: 'user',
    data,
    lineOf: (path) => placeOf(path)?.line,
  };
  const ofSystem = sources.files.filter(({ role }) => role === 'system');
  const others = sources.files.filter(({ role }) => role !== 'system');
  return { sources: { ...sources, files: [...ofSystem, inline, ...others] }, problems: [] };
}
