import { bestOf, type Episode, weakestOfACall } from './episodes.ts';
import type { FactMark } from './mark.ts';

/**
 * A program that is named once is the program of every error; so is the model of a heading. `whole` is the text before
 * anything was lent.
 */
export function withCommonFacts(
  errors: readonly Episode[],
  all: readonly Episode[],
  whole: readonly Episode[],
): Episode[] {
  const model = headingModel(whole);
  const clients = all.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'client'));
  const best = bestOf('client', clients);
  return errors.map((bare) => {
    const error =
      model === undefined || bestOf('model', bare.facts) !== undefined
        ? bare
        : { ...bare, facts: [...bare.facts, model] };
    const own = bestOf('client', error.facts);
    if (best === undefined || (own !== undefined && own.rank <= best.rank)) return error;
    return { ...error, facts: [...error.facts, best] };
  });
}

/** The model that stands above all calls, where the text names no other one. */
function headingModel(episodes: readonly Episode[]): FactMark | undefined {
  const [first] = episodes;
  if (first?.kind !== 'other' || tellsOfCall(first)) return undefined;
  const models = episodes.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'model'));
  const best = bestOf('model', first.facts);
  const isOnly = new Set(models.map(({ value }) => value)).size === 1;
  return best !== undefined && best.rank < weakestOfACall && isOnly ? best : undefined;
}

/** A line that names where a call went or how it is called may be the beginning of the next one. */
export function tellsOfCall({ facts }: Episode): boolean {
  return facts.some(({ fact }) => fact === 'endpoint' || fact === 'requestId' || fact === 'clientRequestId');
}
