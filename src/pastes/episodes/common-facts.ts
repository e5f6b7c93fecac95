import type { FactMark } from '../mark.ts';
import { bestOf, type Episode, weakestOfACall } from './episodes.ts';

/**
 * A program that is named alone is the program of every error that names none; so is the model of a heading. `whole` is
 * the text before anything was lent.
 */
export function withCommonFacts(
  errors: readonly Episode[],
  all: readonly Episode[],
  whole: readonly Episode[],
): Episode[] {
  const model = headingModel(whole);
  const clients = all.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'client'));
  const only = onlyProgram(clients);
  // What one call sent as its user agent says nothing of another call.
  const shown = onlyProgram(clients.filter(isOfTheText));
  return errors.map((bare) => {
    const error =
      model === undefined || bestOf('model', bare.facts) !== undefined
        ? bare
        : { ...bare, facts: [...bare.facts, model] };
    const own = bestOf('client', error.facts);
    const lent = own === undefined ? only : shown !== undefined && isNearer(shown, own) ? shown : undefined;
    return lent === undefined ? error : { ...error, facts: [...error.facts, lent] };
  });
}

/** The program of a text that names one alone; libraries below it are no second one. */
function onlyProgram(clients: readonly FactMark[]): FactMark | undefined {
  const best = bestOf('client', clients);
  if (best === undefined) return undefined;
  const isLone = clients
    .filter(({ rank }) => rank < firstLibrary || best.rank >= firstLibrary)
    .every((one) => isSameProgram(one, best));
  return isLone ? best : undefined;
}

/** Ranks of `client-signs.ts` from which on a library speaks, and not the tool that uses it. */
const firstLibrary = 5;

/** Whether one tells more of the own program: its version, or the tool above the library that is seen. */
function isNearer(one: FactMark, own: FactMark): boolean {
  if (one.rank >= own.rank) return false;
  // The words of a field may show a program without its version; a user agent always has one.
  if (!isOfTheText(own)) return isSameProgram(one, own) && !/\d/.test(String(own.value));
  return own.rank >= firstLibrary || isSameProgram(one, own);
}

function isOfTheText({ from }: FactMark): boolean {
  return from === 'the form of the text' || from === 'the form of the object';
}

/** `Codex` and `codex_cli_rs/0.63.0` are one; two names that differ in more than the version may be two. */
function isSameProgram(one: FactMark, other: FactMark): boolean {
  const [mine, theirs] = [nameOf(one), nameOf(other)];
  return mine.includes(theirs) || theirs.includes(mine);
}

function nameOf({ value }: FactMark): string {
  const bare = String(value)
    .toLowerCase()
    .replace(/^openai codex/, 'codex');
  return bare.replace(/^claude[- ](?:code|cli)|.*\(claude code\)/, 'claude').replace(/[\s/(@]*v?\d.*$/, '');
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
