import type { IncomingMessage } from 'node:http';

const maxKeptBytes = 1024 * 1024;
const maxReadBytes = 64 * maxKeptBytes;

/**
 * The body as text; undefined beyond one megabyte. What is too much is still read, up to 64 megabytes: a client that
 * is cut off in the middle of sending never sees the answer. Rejects when the client goes away.
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxKeptBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > maxReadBytes) break;
  }
  return bytes > maxKeptBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}
