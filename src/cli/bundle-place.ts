import { UsageError } from '../errors/usage-error.ts';

const archives = /\.(?:tar\.gz|tgz)$/i;
const otherArchives = /\.(?:zip|7z|rar|tar|gz|bz2|xz|zst|tbz2?|txz|tzst)$/i;

/** Whether a bundle of that name is one archive; else it is a folder. */
export function isArchivePlace(place: string): boolean {
  return archives.test(place);
}

/** Throws a UsageError for the name of an archive of another kind: a folder of that name would mislead everybody. */
export function expectBundlePlace(place: string): void {
  const ending = otherArchives.exec(place)?.[0];
  if (isArchivePlace(place) || ending === undefined) return;
  throw new UsageError(
    `a bundle can’t be written as ${ending.toLowerCase()}`,
    'name an archive that ends in .tar.gz or .tgz, or a new folder',
  );
}
