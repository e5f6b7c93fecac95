import type { ClientFile, ClientProblem, ClientSources } from './client.ts';
import type { Layers } from './codex-layers.ts';
import { codexProblem } from './codex-problems.ts';
import { at, originAt, textAt } from './values.ts';

/** What is looked at: the person's own file, or the one profile that leads to a gateway where that file does not. */
export interface Chosen {
  readonly layers: Layers;
  readonly problems: readonly ClientProblem[];
}

/**
 * `codex --profile work` puts work.config.toml over config.toml; without the flag no profile counts. Which of the two a
 * person starts stands in no file. Source: the loader of its settings, and openai/codex#24051 for the older form.
 */
export function chosenLayers({ files }: ClientSources): Chosen {
  const base = files.filter(({ role }) => role === 'config');
  const profiles = files.flatMap((file) => {
    const name = file.role === 'profile' ? nameOf(file) : undefined;
    return name === undefined ? [] : [{ name, file }];
  });
  const leading = profiles.filter(({ file }) => leads(file));
  const [only, ...others] = leading;
  if (only === undefined || base.some(leads)) {
    return { layers: base, problems: [...legacy(base, undefined), ...notLookedAt(profiles)] };
  }
  if (others.length > 0) {
    const params = { profiles: leading.map(({ name }) => name), file: base[0]?.file ?? 'config.toml' };
    const about = ['url', 'key'] as const;
    const several = about.map((one) => codexProblem(one, 'codex/several-profiles', params));
    return { layers: base, problems: [...several, ...legacy(base, undefined)] };
  }
  const { name, file } = only;
  const params = { profile: name, from: file.file };
  return {
    layers: [file, ...base],
    problems: [...legacy(base, name), codexProblem('agreement', 'codex/profile-looked-at', params)],
  };
}

/** Codex takes letters, digits, `_` and `-`; files with other names are none of its profiles. */
function nameOf({ file }: ClientFile): string | undefined {
  return /(?:^|[\\/])([\w-]+)\.config\.toml$/.exec(file)?.[1];
}

/** Whether a file by itself sends Codex to another place than OpenAI. */
function leads(file: ClientFile): boolean {
  const selected = textAt(file, ['profile'])?.value;
  const older = selected === undefined ? undefined : textAt(file, ['profiles', selected, 'model_provider']);
  const provider = (older ?? textAt(file, ['model_provider']))?.value;
  return (provider ?? 'openai') !== 'openai' || textAt(file, ['openai_base_url']) !== undefined;
}

/** A selected profile in the old form stops every start; a table alone stops only the start with its name. */
function legacy(base: Layers, started: string | undefined): readonly ClientProblem[] {
  return base.flatMap((file) => {
    const selected = textAt(file, ['profile']);
    if (selected !== undefined) {
      const params = {
        from: selected.origin.name,
        profile: selected.value,
        to: placeOf(file, selected.value),
      };
      return [codexProblem('agreement', 'codex/legacy-profile', params)];
    }
    if (at(file.data, ['profiles']) === undefined) return [];
    const path = ['profiles', ...(started === undefined ? [] : [started])];
    if (started !== undefined && at(file.data, path) !== undefined) {
      const params = { from: originAt(file, path).name, profile: started, to: placeOf(file, started) };
      return [codexProblem('agreement', 'codex/legacy-profile', params)];
    }
    return [codexProblem('agreement', 'codex/profile-table', { from: originAt(file, ['profiles']).name })];
  });
}

/** The file of a profile, as people write it. */
function placeOf({ file }: ClientFile, profile: string): string {
  return file.replace(/config\.toml$/, `${profile}.config.toml`);
}

function notLookedAt(profiles: readonly { readonly name: string }[]): readonly ClientProblem[] {
  const names = profiles.map(({ name }) => name);
  return names.length === 0
    ? []
    : [codexProblem('agreement', 'codex/profile-not-looked-at', { profiles: names })];
}
