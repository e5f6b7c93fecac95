import type { DialectId } from '../providers/profile.ts';
import { isPlainObject, type Path, type PlainObject } from '../settings/plain-data.ts';
import type { ClientFile, ClientSources, ClientValue } from './client.ts';
import { at, textAt } from './values.ts';

/** One entry of `models`, read as a file of its own. */
export interface ContinueModel {
  readonly file: ClientFile;
  /** As people count in lists of programs: `models[0]`. */
  readonly place: string;
}

/** The entries of `models` in their order. */
export function modelsOf(config: ClientFile): readonly ContinueModel[] {
  const list = at(config.data, ['models']);
  if (!Array.isArray(list)) return [];
  return list.flatMap((data: unknown, index) => {
    if (!isEntry(data)) return [];
    const lineOf = (path: Path) => config.lineOf(['models', index, ...path]);
    return [{ file: { ...config, data, lineOf }, place: `models[${index}]` }];
  });
}

function isEntry(data: unknown): data is PlainObject {
  return isPlainObject(data);
}

/** A setting of a model, named by its place in the list. */
export function settingOf({ file, place }: ContinueModel, name: string): ClientValue | undefined {
  const value = textAt(file, [name]);
  return value && { ...value, setting: `${place}.${name} in ${file.file}` };
}

/** Whether a model comes from the hub or another file. */
export function isBlock({ file }: ContinueModel): boolean {
  return Object.hasOwn(file.data, 'uses');
}

/**
 * The model that is chatted with: the one that was chosen in the editor, else the first with this role. Every model has
 * it that has no roles, as those of the old file. Undefined where a block that is not read comes before it. Source:
 * core/config/selectedModels.ts and core/config/yaml/loadYaml.ts.
 */
export function chatModel(
  models: readonly ContinueModel[],
  { files }: ClientSources,
): ContinueModel | undefined {
  const state = files.find(({ role }) => role === 'state');
  const chosen = state && textAt(state, ['selectedModelsByProfileId', 'local', 'chat'])?.value;
  const able = models.filter((model) => isBlock(model) || isForChat(model));
  const named = able.find((model) => chosen !== undefined && titleOf(model) === chosen);
  const model = named ?? able[0];
  return model === undefined || isBlock(model) ? undefined : model;
}

function isForChat({ file }: ContinueModel): boolean {
  const roles = at(file.data, ['roles']);
  return !Array.isArray(roles) || roles.includes('chat');
}

function titleOf({ file }: ContinueModel): string | undefined {
  return (textAt(file, ['name']) ?? textAt(file, ['title']))?.value;
}

/** What a provider of Continue speaks, and where it goes without `apiBase`. */
export interface ContinueProvider {
  readonly dialect: DialectId;
  readonly vendorUrl?: string;
}

/**
 * The providers that a gateway is set up as, all with /v1 in `apiBase`. Of others nothing is claimed. Source:
 * core/llm/llms/Anthropic.ts, and OpenAI.ts with the classes that extend it.
 */
export const providers: Readonly<Record<string, ContinueProvider>> = {
  openai: { dialect: 'chat', vendorUrl: 'https://api.openai.com/v1' },
  anthropic: { dialect: 'messages', vendorUrl: 'https://api.anthropic.com/v1' },
  openrouter: { dialect: 'chat' },
  lmstudio: { dialect: 'chat' },
  vllm: { dialect: 'chat' },
  together: { dialect: 'chat' },
  groq: { dialect: 'chat' },
};

/** Names that the provider `openai` asks by /responses, at every address. Source: core/llm/index.ts, `canUseOpenAIResponses`. */
export function asksResponses({ file }: ContinueModel, provider: string, model: string): boolean {
  return (
    provider === 'openai' && at(file.data, ['useResponsesApi']) !== false && /^o\d|gpt-[5-9]/.test(model)
  );
}
