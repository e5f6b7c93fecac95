/**
 * A pattern that is made when it is first used. V8 looks up Unicode classes as soon as it reads a literal, and few runs
 * meet a text that needs them: 0.03 bare starts for those of the words that every command loads.
 */
export function latePattern(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= new RegExp(source, flags);
    return made;
  };
}
