import { isPublicText } from '../../settings/environment-keys.ts';
import { secretsOfProxy } from '../../settings/proxy-secrets.ts';
import type { Secret } from '../../settings/secret.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Target } from './target.ts';

/** What may not be printed after this run: the key, and the password of a proxy. */
export function secretsOf(
  settings: Settings,
  { context }: { readonly context: Pick<Target['context'], 'proxy'> },
): readonly Secret[] {
  return [
    ...(settings.apiKey === undefined || isPublicText(settings.apiKey.value.shape)
      ? []
      : [settings.apiKey.value.secret]),
    ...(settings.storedSecrets ?? []),
    ...secretsOfProxy(context.proxy.proxy ?? ''),
  ];
}
