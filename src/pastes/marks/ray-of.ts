import type { PastedError } from '../paste.ts';

const ray = String.raw`([0-9a-f]{16}(?:-[A-Z]{3})?)\b`;
const inHeader = new RegExp(String.raw`\bcf-ray["']?: {0,2}["']?${ray}`, 'gi');
/** As the pages of Cloudflare say it: `Cloudflare Ray ID: <strong>9f1dd12a341e663b</strong>`. */
const inPage = new RegExp(String.raw`\bRay ID:?(?:\s|<[^<>]{0,80}>){0,6}${ray}`, 'gi');

/**
 * The ray of an error, by which the owner of the edge finds the request. Beside other errors the rest of the text counts
 * for nothing: a ray there may belong to any of them.
 */
export function rayOf(
  { evidence, message }: PastedError,
  text: string,
  errors: readonly PastedError[],
): string | undefined {
  const near = raysIn([...evidence, message?.value ?? ''].join('\n'));
  const rays = near.length > 0 || errors.length > 1 ? near : raysIn(text);
  return rays.length === 1 ? rays[0] : undefined;
}

/** Each ray once, with the place of its data centre where that is told. */
function raysIn(text: string): readonly string[] {
  const found = [inHeader, inPage].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, one = '']) => one),
  );
  const withPlace = found.toSorted((one, other) => other.length - one.length);
  return withPlace.filter((one, place) => withPlace.findIndex((other) => other.startsWith(one)) === place);
}
