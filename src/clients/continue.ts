import { pathRules } from '../settings/places.ts';
import type {
  Client,
  ClientFile,
  ClientMachine,
  ClientPlace,
  ClientReading,
  ClientSources,
} from './client.ts';
import { readModel } from './continue-model.ts';
import { chatModel, modelsOf, providers, settingOf } from './continue-models.ts';
import { configRefused, notKnown, shownConfig } from './continue-problems.ts';
import { entryOf } from './values.ts';

/** Continue: the extensions and `cn` share these files. Source: its own, of June 2026. */
export const continueClient: Client = {
  id: 'continue',
  urlForm: 'with-v1',
  streams: 'always',
  places,
  read(sources) {
    const shown = shownConfig(sources);
    // Where the new file is there and broken, Continue does not fall back to the old one.
    const isClosed = closesAll(sources);
    const config = isClosed ? undefined : configOf(sources);
    const none = isClosed ? [] : notKnown(config, `there is no ${shown}`, sources);
    if (config === undefined) return nothing(shown, none);
    const refused = configRefused(config);
    const models = modelsOf(config);
    const model = chatModel(models, sources);
    if (model === undefined) {
      const why = `the model to chat with is not written in ${config.file}`;
      return nothing(shown, [...refused, ...notKnown(config, why, sources)]);
    }
    const provider = settingOf(model, 'provider')?.value;
    if (provider !== undefined && entryOf(providers, provider) === undefined) {
      const why = `the provider of ${model.place} in ${config.file} is not judged here`;
      return nothing(shown, [...refused, ...notKnown(config, why, sources)]);
    }
    const reading = readModel(model, models, config, sources);
    return { ...reading, problems: [...refused, ...reading.problems] };
  },
};

/** Where the new file is broken, or is not there and the old one is. */
function closesAll({ files, closed }: ClientSources): boolean {
  return (
    closed.includes('config') || (closed.includes('old') && !files.some(({ role }) => role === 'config'))
  );
}

/** Only where the new file is not there the old one is read. */
function configOf({ files }: ClientSources): ClientFile | undefined {
  return files.find(({ role }) => role === 'config') ?? files.find(({ role }) => role === 'old');
}

function nothing(shown: string, problems: ClientReading['problems']): ClientReading {
  return {
    baseUrls: [],
    credentials: [],
    models: [],
    wire: { dialects: [], from: 'no model' },
    missing: {
      urlSetting: `models[0].apiBase in ${shown}`,
      keySetting: `models[0].apiKey in ${shown}`,
      urlLooked: [shown],
      keyLooked: [shown],
    },
    problems,
  };
}

/** Its own files, and the .env files of a workspace, which may hold secrets. Source: core/util/paths.ts. */
function places(machine: ClientMachine): readonly ClientPlace[] {
  const { env, home, cwd, repository } = machine;
  const { join, isAbsolute, normalize } = pathRules(machine);
  const own = env.CONTINUE_GLOBAL_DIR;
  const moved = own !== undefined && isAbsolute(own) ? own : undefined;
  const folder = moved ?? (home && join(home, '.continue'));
  const within = moved ?? home;
  const workspaces = [isAbsolute(cwd) ? normalize(cwd) : undefined, repository]
    .flatMap((one) => one ?? [])
    .filter((one) => one !== home);
  const secrets = (...names: readonly string[]) =>
    [...new Set(workspaces)].map((workspace): ClientPlace => {
      const path = join(workspace, ...names);
      return { role: 'login', path, format: 'dotenv', trust: 'project', within: repository ?? workspace };
    });
  if (folder === undefined || within === undefined)
    return [...secrets('.continue', '.env'), ...secrets('.env')];
  const user = { trust: 'user' as const, within };
  return [
    { role: 'config', path: join(folder, 'config.yaml'), format: 'yaml', ...user, ofPerson: true },
    { role: 'old', path: join(folder, 'config.json'), format: 'jsonc', ...user, aside: 'behind-config' },
    {
      role: 'state',
      path: join(folder, 'index', 'globalContext.json'),
      format: 'json',
      ...user,
      aside: 'always',
    },
    { role: 'login', path: join(folder, '.env'), format: 'dotenv', ...user },
    ...secrets('.continue', '.env'),
    ...secrets('.env'),
  ];
}
