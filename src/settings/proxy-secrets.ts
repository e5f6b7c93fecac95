import { loginOf } from '../addresses/url-login.ts';
import { Secret } from './secret.ts';

const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

/** A shorter name is one of a person or a team, and stands in other texts too. */
const shortestToken = 16;

/** The passwords that proxy variables hold, whether this run uses them or not. */
export function proxySecretsOf(env: Readonly<Record<string, string | undefined>>): readonly Secret[] {
  return variables.flatMap((name) => secretsOfProxy(env[name]?.trim() ?? ''));
}

/** What a proxy is let in by: its password, or a token that stands where a name does. */
export function secretsOfProxy(value: string): readonly Secret[] {
  const url = URL.parse(value.includes('://') ? value : `http://${value}`);
  if (url === null) return [];
  const { name, password } = loginOf(url);
  if (password !== '') return [new Secret(password)];
  return name.length < shortestToken ? [] : [new Secret(name)];
}
