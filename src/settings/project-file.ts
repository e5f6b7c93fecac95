import { profileById } from '../providers/index.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { baseUrlFrom } from './base-url.ts';
import { keyIn, namesSecret } from './looks-secret.ts';
import { isPlainObject, type Path, type PlainData, type PlainObject } from './plain-data.ts';
import { routePath } from './provider-definition.ts';
import type { Refusal } from './settings.ts';

/** What a project file may set. The base URL counts only after its origin was compared. */
export interface ProjectSettings {
  readonly provider?: string;
  readonly model?: string;
  readonly route?: string;
  /** Seconds. */
  readonly timeout?: number;
  readonly baseUrl?: string;
  readonly format?: string;
  readonly color?: boolean;
  readonly addedChecks?: readonly string[];
}

export interface RefusedSetting {
  readonly path: Path;
  readonly why: Refusal['why'];
}

/** Sorts the data of a project file into what is followed and what is not. Nothing here is trusted. */
export function projectSettingsFrom(
  data: PlainObject,
  profiles: readonly ProviderProfile[],
): { settings: ProjectSettings; refused: readonly RefusedSetting[] } {
  const settings: Record<string, unknown> = {};
  const refused: RefusedSetting[] = [];

  function take(path: Path, value: PlainData): void {
    const rule = rules.get(path.join('.'));
    if (rule === undefined && groups.includes(path.join('.')) && isPlainObject(value)) {
      for (const [name, inner] of Object.entries(value)) take([...path, name], inner as PlainData);
      return;
    }
    if (holdsSecret(path, value)) refused.push({ path, why: 'secret' });
    else if (rule === undefined) refused.push({ path, why: 'not-a-project-setting' });
    else if (!rule.isAllowed(value, profiles)) refused.push({ path, why: 'out-of-bounds' });
    else settings[rule.setting] = value;
  }

  for (const [name, value] of Object.entries(data)) take([name], value);
  return { settings, refused };
}

interface Rule {
  readonly setting: keyof ProjectSettings;
  readonly isAllowed: (value: PlainData, profiles: readonly ProviderProfile[]) => boolean;
}

/** The whole list of what a project may say; what is not here is refused. */
const rules: ReadonlyMap<string, Rule> = new Map(
  Object.entries({
    provider: {
      setting: 'provider',
      isAllowed: (value, profiles) => typeof value === 'string' && profileById(value, profiles) !== undefined,
    },
    model: { setting: 'model', isAllowed: isModelId },
    route: { setting: 'route', isAllowed: (value) => routePath.safeParse(value).success },
    timeout: {
      setting: 'timeout',
      isAllowed: (value) => typeof value === 'number' && value >= 1 && value <= 120,
    },
    baseUrl: {
      setting: 'baseUrl',
      isAllowed: (value) => typeof value === 'string' && baseUrlFrom(value).used !== undefined,
    },
    'output.format': {
      setting: 'format',
      isAllowed: (value) =>
        typeof value === 'string' && ['human', 'json', 'markdown', 'junit'].includes(value),
    },
    'output.color': { setting: 'color', isAllowed: (value) => typeof value === 'boolean' },
    'checks.add': {
      setting: 'addedChecks',
      isAllowed: (value) => Array.isArray(value) && value.length <= 100 && value.every(isCheckId),
    },
  } satisfies Record<string, Rule>),
);

const groups = ['output', 'checks'];

function isModelId(value: PlainData): boolean {
  return typeof value === 'string' && /^[^\p{C}\p{Z}]{1,200}$/u.test(value);
}

function isCheckId(value: PlainData): boolean {
  return typeof value === 'string' && /^[a-z-]{1,40}\.[a-z-]{1,80}$/.test(value);
}

/** A name or a value, at any depth, that tells of a key; a base URL with a password is one, too. */
function holdsSecret(path: Path, value: PlainData): boolean {
  const name = path.at(-1);
  if (typeof name === 'string' && (namesSecret(name) || keyIn(name))) return true;
  if (typeof value === 'string') return keyIn(value) || /\/\/[^/]*@/.test(value);
  if (Array.isArray(value)) return value.some((item: PlainData) => holdsSecret([], item));
  return (
    isPlainObject(value) &&
    Object.entries(value).some(([inner, below]) => holdsSecret([inner], below as PlainData))
  );
}
