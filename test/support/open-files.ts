import { readdirSync, readlinkSync } from 'node:fs';

/** The files of this process that are open below a folder; Linux only. */
export function openBelow(place: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((number) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${number}`);
      return target.startsWith(place) ? [target] : [];
    } catch {
      // The one that lists the folder itself is closed by now.
      return [];
    }
  });
}
