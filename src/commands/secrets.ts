import { Secret } from '../settings/secret.ts';
import type { ApiKey, Settings } from '../settings/settings.ts';
import type { Target } from './target.ts';

/** What may not be printed after this run: the key, and the password of a proxy. */
export function secretsOf(settings: Settings, { context }: Target): readonly Secret[] {
  const proxy = URL.parse(context.proxy.proxy ?? '');
  const password = proxy === null ? '' : decodeURIComponent(proxy.password);
  return [
    ...(settings.apiKey === undefined || isPublicText(settings.apiKey.value)
      ? []
      : [settings.apiKey.value.secret]),
    ...(password === '' ? [] : [new Secret(password)]),
  ];
}

/** A placeholder or the name of a variable stands in every manual, and hiding it would hide our own words. */
function isPublicText({ shape }: ApiKey): boolean {
  return shape.problem === 'placeholder' || shape.problem === 'unexpanded' || shape.problem === 'empty';
}
