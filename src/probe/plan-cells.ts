import type { AnswerMode } from '../dialects/output-limit.ts';
import type { ListedModel } from '../gateway/model-list.ts';
import type { KeyHeader } from '../providers/key-header.ts';
import { nearestNames } from '../providers/nearest-names.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { type AnswerRoute, answerRoutes, namedRoute } from './answer-routes.ts';
import type { Cell, Place } from './probe-cell.ts';

/** A place of the matrix, to be probed or left out for a reason. */
export type PlannedCell = (Cell & { readonly skip?: undefined }) | (Place & { readonly skip: string });

export interface CellsRequest {
  readonly profile: ProviderProfile;
  readonly baseUrl: string;
  /** What the gateway lists for this key; undefined when the list could not be read. */
  readonly listed: readonly ListedModel[] | undefined;
  /** The list holds every model that this key may use. */
  readonly isWholeList?: boolean;
  /** Paths that the person named: then documentation rules nothing out. */
  readonly routes?: readonly string[];
  readonly models?: readonly string[];
  readonly allModels: boolean;
  readonly modes: readonly AnswerMode[];
  /** Where the gateway was seen to read the key; the other two than Authorization: there alone. */
  readonly keyHeader: KeyHeader;
}

/** Reasons of a cell that is not sent. */
export const listUnread = 'the model list could not be read, so a model has to be named';
/** Of a model; the nearest ids stand behind it. */
export const unlisted = 'the model list of this key does not have it';
const noModel = 'no model of this key is documented for the route';
const otherHeader = (header: KeyHeader, sent: string) =>
  `not probed: the gateway reads the key from ${header} only, and clients of this route send ${sent}`;
export const noFormat =
  'not probed: the route speaks none of chat completions, completions, responses and messages';

/** The cells in the order of the routes. Throws nothing: a cell that makes no sense says why it is skipped. */
export function planCells(request: CellsRequest): readonly PlannedCell[] {
  const { routes, profile } = request;
  if (routes === undefined) return answerRoutes(request).flatMap((route) => cellsOf(route, request));
  return routes.flatMap((path) => {
    const route = namedRoute(path, profile);
    return route === undefined ? unreadableCells(path, request) : cellsOf(route, request);
  });
}

function cellsOf(route: AnswerRoute, request: CellsRequest): readonly PlannedCell[] {
  const { path, speaks: dialect, outputLimit: limitFields = [] } = route;
  // A route that the person named is called all the same, in the header that the gateway reads.
  const { keyHeader } = request;
  const sent = dialect === 'messages' ? 'x-api-key' : 'authorization';
  const isRefused = request.routes === undefined && keyHeader !== sent && keyHeader !== 'authorization';
  const skip = otherHeader(keyHeader, sent === 'authorization' ? 'Authorization: Bearer' : sent);
  const choices = isRefused ? [{ model: '', skip }] : modelsFor(route, request);
  return choices.flatMap(({ model, skip }: Choice) =>
    request.modes.map((mode) =>
      skip === undefined ? { path, model, mode, dialect, limitFields } : { path, model, mode, skip },
    ),
  );
}

function unreadableCells(path: string, { models = [''], modes }: CellsRequest): readonly PlannedCell[] {
  return models.flatMap((model) => modes.map((mode) => ({ path, model, mode, skip: noFormat })));
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
    ? [{ model: '', skip: request.listed === undefined ? listUnread : noModel }]
    : [{ model: sensible }];
}

/** Documentation or the gateway's own list can rule a pair out, unless the person named the route. */
function choice(model: string, route: AnswerRoute, request: CellsRequest): Choice {
  const { profile, listed, routes, isWholeList } = request;
  if (routes !== undefined) return { model };
  const ids = listed?.map(({ id }) => id) ?? [];
  if (isWholeList && !ids.includes(model)) {
    const nearest = nearestNames(model, ids);
    return { model, skip: nearest.length === 0 ? unlisted : `${unlisted}; nearest: ${nearest.join(', ')}` };
  }
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
