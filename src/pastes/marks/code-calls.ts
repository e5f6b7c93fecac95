import { fact, type Mark } from '../mark.ts';
import { type Hinted, matchesOf, type SoughtText } from '../sought-text.ts';

/** A call as both vendors' SDKs are written, in Python and in TypeScript. */
const call: Hinted = {
  hints: ['.create(', '.stream(', '.parse('],
  pattern:
    /(?<![\w.])(?:[A-Za-z_]\w{0,40}\.){1,3}?(?:beta\.)?(chat\.completions|completions|messages|responses|embeddings)\.(?:with_\w{3,30}\.)?(?:create|stream|parse)\(/g,
};

/** Weaker than every address: the code shows the route, and not the base URL before it. */
const rank = 8;

/** The route of the one call of an SDK that stands in a text, as a traceback shows it; of several, none is the one that failed. */
export function codeCalls(sought: SoughtText): readonly Mark[] {
  const found = [...matchesOf(sought, call)].map(({ 1: name = '', index }) => ({
    path: `/v1/${name.replace('.', '/')}`,
    index,
  }));
  const [first] = found;
  if (first === undefined || new Set(found.map(({ path }) => path)).size > 1) return [];
  return found.flatMap(({ path, index }) => [
    fact('endpoint', path, 'the call in the code', index, rank),
    fact('method', 'POST', 'the call in the code', index, rank),
  ]);
}
