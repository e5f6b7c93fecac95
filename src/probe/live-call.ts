import { answerRoutes, namedRoute } from './answer-routes.ts';
import { type CellsRequest, sensibleModel } from './plan-cells.ts';
import type { Cell, CellContext, CellEnd } from './probe-cell.ts';
import { probeCell } from './probe-cell.ts';

/** The one real call of `doctor --live`. */
export interface LiveCall {
  readonly cell: Cell;
  /** Sent once, whoever asks. */
  outcome(): Promise<CellEnd>;
}

export function createLiveCall(cell: Cell, context: CellContext): LiveCall {
  let sent: Promise<CellEnd> | undefined;
  return { cell, outcome: () => (sent ??= probeCell(cell, context)) };
}

/**
 * The route and stream mode that matter: the person's own choice, else the first documented streaming route that
 * serves the model, else any that does. It streams where streaming is documented. Undefined where none can be called.
 */
export function liveCell(
  request: Pick<CellsRequest, 'profile' | 'baseUrl' | 'listed'> & {
    readonly model: string | undefined;
    readonly route: string | undefined;
  },
): Cell | undefined {
  const { profile, model, route } = request;
  const named = route === undefined ? undefined : namedRoute(route, profile);
  const routes = route === undefined ? answerRoutes(request) : named === undefined ? [] : [named];
  const inOrder = routes.toSorted(
    (one, other) => Number(other.streams === 'yes') - Number(one.streams === 'yes'),
  );
  for (const candidate of inOrder) {
    const known = profile.models.find(({ id }) => id === model)?.routes;
    const serves = model === undefined || route !== undefined || (known?.includes(candidate.path) ?? true);
    const chosen = serves ? (model ?? sensibleModel(candidate, request)) : undefined;
    if (chosen === undefined) continue;
    return {
      path: candidate.path,
      dialect: candidate.speaks,
      model: chosen,
      mode: candidate.streams === 'yes' ? 'stream' : 'plain',
      limitFields: candidate.outputLimit ?? [],
    };
  }
  return undefined;
}
