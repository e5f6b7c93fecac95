import { openAppend } from './open-append.ts';

/** Adds one line to a file that only its owner can read. Rejects with the codes of `openAppend`. */
export async function appendLine(path: string, line: string): Promise<void> {
  const file = await openAppend(path);
  try {
    file.append(line);
  } finally {
    await file.close();
  }
}
