/** What was hidden of a message, and of which of the writings it was. */
export interface Hidden {
  readonly words: string;
  readonly writings: ReadonlySet<number>;
}

interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** So many words in the same order are no chance. */
const fewest = 4;
/** A writing of fewer words is known again where all of them stand there. */
const fewestOfWhole = 3;
const shortest = 10;

const letters = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}`;
const word = new RegExp(String.raw`[${letters}]|(?:(?![${letters}])[\p{L}\p{N}])+(?:['’]\p{L}{1,3})?`, 'gu');

/**
 * Takes out of a message what one of the writings has as well: at least four words in a row, or the whole of it.
 * `messages` are those that will be asked about: of megabytes of writings only what they may share is kept.
 */
export function typedHider(
  writings: readonly string[],
  messages: readonly string[],
): (message: string) => Hidden {
  const said = new Set(messages.flatMap((message) => wordsOf(message).map((one) => one.word)));
  const known = new Map<string, number>();
  for (const [index, writing] of writings.entries()) {
    const words = wordsOf(writing);
    if (words.length === fewestOfWhole) known.set(runAt(words, 0, fewestOfWhole), index);
    for (const [at, { word: first }] of words.entries())
      if (said.has(first) && at + fewest <= words.length) known.set(runAt(words, at, fewest), index);
  }
  return (message) => {
    const words = wordsOf(message);
    const found = new Set<number>();
    let [kept, from] = ['', 0];
    for (let at = 0; at < words.length; ) {
      const { end, writing } = longestRun(words, at, known);
      const [first, last] = [words[at], words[end - 1]];
      if (writing === undefined || !first || !last || last.to - first.from < shortest) at += 1;
      else {
        found.add(writing);
        kept += `${message.slice(from, first.from)}[…]`;
        from = last.to;
        at = end;
      }
    }
    return { words: kept + message.slice(from), writings: found };
  };
}

/** Where a run of known words ends that begins there, and whose it is. */
function longestRun(words: readonly Word[], at: number, known: ReadonlyMap<string, number>) {
  const whole = known.get(runAt(words, at, fewestOfWhole));
  let writing = known.get(runAt(words, at, fewest));
  let end = writing === undefined ? at + fewestOfWhole : at + fewest;
  if (writing === undefined) return { end: Math.min(end, words.length), writing: whole };
  for (let next = at + 1; known.has(runAt(words, next, fewest)); next += 1) {
    writing = known.get(runAt(words, next, fewest)) ?? writing;
    end = next + fewest;
  }
  return { end, writing };
}

function runAt(words: readonly Word[], at: number, count: number): string {
  const run = words.slice(at, at + count);
  return run.length < count ? '' : run.map((one) => one.word).join(' ');
}

/** The words in small letters with their places; what JSON escapes is none. */
function wordsOf(text: string): readonly Word[] {
  const plain = text.replace(/\\[nrt]/g, '  ');
  return [...plain.matchAll(word)].map(({ 0: found, index }) => ({
    word: found.toLowerCase(),
    from: index,
    to: index + found.length,
  }));
}
