import type { AnswerMode } from '../dialects/output-limit.ts';
import { variantOf } from '../gateway/gateway-client.ts';
import type { ListedModel } from '../gateway/model-list.ts';
import { type DialectId, isDialectId, type ProviderProfile, type Route } from '../providers/profile.ts';
import type { Cell } from './probe-cell.ts';

/** A place of the matrix, to be probed or left out for a reason. */
export type PlannedCell = Cell & { readonly skip?: string };

export interface CellsRequest {
  readonly profile: ProviderProfile;
  readonly baseUrl: string;
  /** What the gateway lists for this key; undefined when the list could not be read. */
  readonly listed: readonly ListedModel[] | undefined;
  /** Paths that the person named: then documentation rules nothing out. */
  readonly routes?: readonly string[];
  readonly models?: readonly string[];
  readonly allModels: boolean;
  readonly modes: readonly AnswerMode[];
}

type AnswerRoute = Route & { readonly speaks: DialectId };

/** The cells in the order of the documented routes. Throws nothing: a cell that makes no sense says why it is skipped. */
export function planCells(request: CellsRequest): readonly PlannedCell[] {
  return answerRoutes(request).flatMap((route) =>
    modelsFor(route, request).flatMap(({ model, skip }) =>
      request.modes.map((mode) => ({
        path: route.path,
        dialect: route.speaks,
        model,
        mode,
        limitFields: route.outputLimit ?? [],
        ...(skip === undefined ? {} : { skip }),
      })),
    ),
  );
}

/** Documented routes whose answers one of the four dialects can read; a named one may be undocumented. */
export function answerRoutes({
  profile,
  baseUrl,
  routes,
}: Pick<CellsRequest, 'profile' | 'baseUrl' | 'routes'>): readonly AnswerRoute[] {
  const documented = profile.routes.filter(
    (route): route is AnswerRoute => route.method === 'POST' && isDialectId(route.speaks),
  );
  if (routes !== undefined) {
    return routes.map((path) => documented.find((route) => route.path === path) ?? undocumentedRoute(path));
  }
  const variant = variantOf(baseUrl, profile);
  if (variant === undefined) return documented;
  return documented.filter(
    ({ path, speaks }) => !repeatsEndOf(variant.path, path) && (variant.speaks ?? [speaks]).includes(speaks),
  );
}

/** Below `/coding/anthropic`, the route `/anthropic/v1/messages` would have that word twice. */
function repeatsEndOf(variantPath: string, path: string): boolean {
  const before = path.slice(0, path.indexOf('/v1/'));
  return before !== '' && variantPath.endsWith(before);
}

/** The wire format of a path that no documentation names, by its usual ending. */
function undocumentedRoute(path: string): AnswerRoute {
  const speaks: DialectId = path.endsWith('/messages')
    ? 'messages'
    : path.includes('/responses')
      ? 'responses'
      : path.endsWith('/chat/completions')
        ? 'chat'
        : 'completions';
  return { method: 'POST', path, speaks, streams: 'unknown' };
}

interface Choice {
  readonly model: string;
  readonly skip?: string;
}

function modelsFor(route: AnswerRoute, request: CellsRequest): readonly Choice[] {
  const named = request.models ?? (request.allModels ? request.listed?.map(({ id }) => id) : undefined);
  if (named !== undefined) return named.map((model) => choice(model, route, request));
  const sensible = sensibleModel(route, request);
  return sensible === undefined
    ? [{ model: '', skip: 'no model of this key is documented for the route' }]
    : [{ model: sensible }];
}

/** Documentation or the gateway's own list can rule a pair out, unless the person named the route. */
function choice(model: string, route: AnswerRoute, { profile, listed, routes }: CellsRequest): Choice {
  if (routes !== undefined) return { model };
  const own = listed?.find(({ id }) => id === model)?.routes;
  const known = own ?? profile.models.find(({ id }) => id === model)?.routes;
  if (known === undefined || known.includes(route.path)) return { model };
  return { model, skip: `the model is ${own === undefined ? 'documented' : 'listed'} for other routes only` };
}

/** The cheapest model that is documented for the route and listed for this key. */
export function sensibleModel(
  route: AnswerRoute,
  { profile, listed }: Pick<CellsRequest, 'profile' | 'listed'>,
): string | undefined {
  const own = listed && new Map(listed.map(({ id, routes }) => [id, routes]));
  const documented = profile.models
    .filter(({ id }) => own?.has(id) ?? true)
    .filter(({ id, routes }) => (own?.get(id) ?? routes)?.includes(route.path) ?? true)
    .toSorted((one, other) => fit(other.id, route) - fit(one.id, route) || costOf(one) - costOf(other));
  if (documented[0] !== undefined) return documented[0].id;
  const others = listed?.filter(
    ({ id, routes }) => routes?.includes(route.path) ?? !isDocumented(id, profile),
  );
  return others?.toSorted((one, other) => fit(other.id, route) - fit(one.id, route))[0]?.id;
}

/** Where no route is documented for a model, its family says which format it likely serves. */
function fit(id: string, { speaks }: AnswerRoute): number {
  return (speaks === 'messages') === /claude/i.test(id) ? 1 : 0;
}

function isDocumented(id: string, profile: ProviderProfile): boolean {
  return profile.models.some((model) => model.id === id);
}

function costOf({ price }: ProviderProfile['models'][number]): number {
  return price === undefined ? Number.MAX_VALUE : price.output;
}
