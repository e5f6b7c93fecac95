import { constants, promises as fs } from 'node:fs';

/**
 * Takes from others what they may do in a folder of ours, as an older version or another program left it. Never follows
 * a link, and leaves alone what is somebody else's. Never throws: what is in it is closed to others by itself.
 */
export async function closeToOthers(folder: string): Promise<void> {
  // Windows has neither the flags nor an owner id: there the folder above decides.
  const me = process.getuid?.();
  if (me === undefined) return;
  // With a slash at its end a path leads through the link.
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const place = folder.replace(/(?<=.)\/+$/, '');
  const opened = await fs.open(place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW).catch(() => undefined);
  try {
    const stat = await opened?.stat();
    if (stat?.uid === me && (stat.mode & 0o077) !== 0) await opened?.chmod(0o700);
  } catch {
    // A file system that keeps no rights.
  } finally {
    await opened?.close();
  }
}
