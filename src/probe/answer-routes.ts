import { variantOf } from '../gateway/gateway-client.ts';
import { type DialectId, isDialectId, type ProviderProfile, type Route } from '../providers/profile.ts';

/** A route whose answers one of the four dialects can read. */
export type AnswerRoute = Route & { readonly speaks: DialectId };

/** The documented ones, as far as they stand below this base URL. */
export function answerRoutes({
  profile,
  baseUrl,
}: {
  readonly profile: ProviderProfile;
  readonly baseUrl: string;
}): readonly AnswerRoute[] {
  const documented = profile.routes.filter(isAnswerRoute);
  const variant = variantOf(baseUrl, profile);
  if (variant === undefined) return documented;
  return documented.filter(
    ({ path, speaks }) => !repeatsEndOf(variant.path, path) && (variant.speaks ?? [speaks]).includes(speaks),
  );
}

/**
 * A route that the person named, documented or not. Undefined where nobody can tell its format, or it has none of the
 * four: a call there would cost something and could not be judged.
 */
export function namedRoute(path: string, { routes }: ProviderProfile): AnswerRoute | undefined {
  const documented = routes.find((route) => route.method === 'POST' && route.path === path);
  if (documented !== undefined) return isAnswerRoute(documented) ? documented : undefined;
  const [, speaks] = usualEndings.find(([ending]) => ending.test(path)) ?? [];
  return speaks && { method: 'POST', path, speaks, streams: 'unknown' };
}

/** How the paths of the four formats end, wherever they are served. The first that fits. */
const usualEndings: readonly (readonly [RegExp, DialectId])[] = [
  [/\/chat\/completions$/, 'chat'],
  [/\/completions$/, 'completions'],
  [/\/responses(\/compact)?$/, 'responses'],
  [/\/messages$/, 'messages'],
];

function isAnswerRoute(route: Route): route is AnswerRoute {
  return route.method === 'POST' && isDialectId(route.speaks);
}

/** Below `/coding/anthropic`, the route `/anthropic/v1/messages` would have that word twice. */
function repeatsEndOf(variantPath: string, path: string): boolean {
  const before = path.slice(0, path.indexOf('/v1/'));
  return before !== '' && variantPath.endsWith(before);
}
