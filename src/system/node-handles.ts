import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { outOfHandlesCode } from './failure.ts';

/**
 * The code with which the operating system refuses to open that many more files and connections at once; undefined
 * where it opens them. They are really opened: what is in use already, and by whom, no limit tells.
 */
export function refusedHandles(count: number): string | undefined {
  const opened: number[] = [];
  try {
    while (opened.length < count) opened.push(openSync(devNull, 'r'));
    return undefined;
  } catch (error) {
    return outOfHandlesCode(error);
  } finally {
    for (const handle of opened) closeSync(handle);
  }
}
