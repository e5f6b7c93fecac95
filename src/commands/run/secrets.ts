import { isPublicText } from '../../settings/environment-keys.ts';
import { Secret } from '../../settings/secret.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Target } from './target.ts';

/** What may not be printed after this run: the key, and the password of a proxy. */
export function secretsOf(
  settings: Settings,
  { context }: { readonly context: Pick<Target['context'], 'proxy'> },
): readonly Secret[] {
  const proxy = URL.parse(context.proxy.proxy ?? '');
  const password = proxy === null ? '' : decodeURIComponent(proxy.password);
  return [
    ...(settings.apiKey === undefined || isPublicText(settings.apiKey.value.shape)
      ? []
      : [settings.apiKey.value.secret]),
    ...(settings.storedSecrets ?? []),
    ...(password === '' ? [] : [new Secret(password)]),
  ];
}
