import { distance } from 'fastest-levenshtein';
import * as z from 'zod/mini';
import { baseUrlFrom } from './base-url.ts';
import type { Path, PlainObject } from './plain-data.ts';
import { isSafeUrl, providerDefinition, providerId, routePath } from './provider-definition.ts';

const text = (expected: string) => z.string(expected).check(z.minLength(1, expected));
// Taken apart with braces, all of zod would go into the bundle: 150 KB.
const exactOptional = z.exactOptional;

const origin = z
  .string('an origin such as https://gateway.example')
  .check(
    z.refine(
      (typed) => isSafeUrl(typed) && baseUrlFrom(typed).path === '',
      'an origin such as https://gateway.example',
    ),
  );

const userSettings = z.strictObject(
  {
    provider: exactOptional(text('the id of a provider, as text')),
    baseUrl: exactOptional(z.string('a base URL, as text')),
    model: exactOptional(text('the id of a model, as text')),
    route: exactOptional(routePath),
    timeout: exactOptional(
      z
        .number('a number of seconds from 0.1 to 3600')
        .check(z.minimum(0.1, 'a number of seconds from 0.1 to 3600'))
        .check(z.maximum(3600, 'a number of seconds from 0.1 to 3600')),
    ),
    apiKey: exactOptional(z.string('a key, as text')),
    keys: exactOptional(z.record(z.string(), z.string('a key, as text'), 'keys by provider id')),
    trustedOrigins: exactOptional(z.array(origin, 'a list of origins such as https://gateway.example')),
    providers: exactOptional(z.record(providerId, providerDefinition, 'providers by id')),
    output: exactOptional(
      z.strictObject(
        {
          format: exactOptional(
            z.enum(['human', 'json', 'markdown', 'junit'], 'human, json, markdown or junit'),
          ),
          color: exactOptional(z.boolean('true or false')),
        },
        'output settings: format and color',
      ),
    ),
  },
  'settings as names with values',
);

/** What a person may write into their own settings file. */
export type UserSettings = z.infer<typeof userSettings>;

/** Every name that may stand at the top of a user file. */
export const settingNames: readonly string[] = Object.keys(userSettings.shape);

/** Checks a user file. The answer names a place and what could stand there, never what does. */
export function userSettingsFrom(
  data: PlainObject,
): { settings: UserSettings } | { path: Path; expected: string } {
  const result = userSettings.safeParse(data);
  if (result.success) return { settings: result.data };
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue?.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys;
    return { path: [...path, name], expected: knownNameNear(name, path.length === 0) };
  }
  return { path, expected: expectedIn(issue) };
}

/** A missing value has no expectation of its own, and a wrong id of a provider hides its own one level deeper. */
function expectedIn(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'settings as names with values';
  return issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

function knownNameNear(name: string, isTopLevel: boolean): string {
  if (!isTopLevel) return 'no setting of this name';
  const far = (known: string) => distance(known.toLowerCase(), name.toLowerCase());
  const [nearest = ''] = settingNames.toSorted((a, b) => far(a) - far(b));
  return far(nearest) <= 2 ? `the setting ${nearest}` : `one of the settings ${settingNames.join(', ')}`;
}
