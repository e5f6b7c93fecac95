import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { BodySource } from './arriving-body.ts';
import { codeOf } from './failure.ts';
import type { HttpOutcome } from './system.ts';

type BodyEnd = Extract<HttpOutcome, { kind: 'response' }>['bodyEnd'];

/** A body as far as it came. `bodyBytes` counts after decoding; bytes that are not UTF-8 become U+FFFD. */
export interface Body {
  readonly body: string;
  readonly bodyBytes: number;
  readonly bodyEnd: BodyEnd | 'stopped';
}

/** Bytes that bodies which are kept whole may still hold together: several could fill the memory where one can't. */
export interface Room {
  left: number;
}

const decoderOfText = new TextDecoder();

/**
 * Reads a body to its end, its limit or the moment `signal` aborts (`stopped`), decoding as it arrives. Never rejects.
 * Nothing is kept of one that is too large, unless `onChunk` saw it.
 * `sourceEnded` tells whether the connection ended, in contrast to bytes that are not HTTP.
 */
export function readBody(
  source: BodySource,
  options: {
    readonly coding: string | undefined;
    readonly maxBytes: number;
    readonly room: Room;
    readonly signal: AbortSignal;
    /** Gets every piece, and says when to stop; then `maxBytes` bounds only what is kept of the body. */
    readonly onChunk?: ((bytes: Uint8Array) => 'enough' | undefined) | undefined;
    /** Called for every piece that arrives, before it is decoded. */
    readonly onArrival?: (() => void) | undefined;
  },
  sourceEnded: () => boolean,
): Promise<Body> {
  const { coding, maxBytes, room, signal, onChunk, onArrival } = options;
  const chunks: Buffer[] = [];
  let bodyBytes = 0;
  let held = 0;
  let decoder: Transform | undefined;

  return new Promise((resolve) => {
    const stopped = () => end('stopped');

    function end(bodyEnd: Body['bodyEnd']): void {
      signal.removeEventListener('abort', stopped);
      // The decoder still has a listener for errors, so destroying it is quiet.
      source.destroy();
      decoder?.destroy();
      room.left += held;
      held = 0;
      resolve({ body: decoderOfText.decode(Buffer.concat(chunks)), bodyBytes, bodyEnd });
    }

    function keep(chunk: Buffer): void {
      const kept = chunk.subarray(0, Math.max(0, maxBytes - bodyBytes));
      if (onChunk === undefined && (kept.length < chunk.length || kept.length > room.left)) {
        bodyBytes += kept.length;
        // Joined and made into text, it would be held three times over, and nobody reads it.
        chunks.length = 0;
        end('too-large');
        return;
      }
      if (kept.length > 0) chunks.push(kept);
      bodyBytes += chunk.length;
      if (onChunk === undefined) {
        held += kept.length;
        room.left -= kept.length;
      } else if (onChunk(chunk) === 'enough') end('too-large');
    }

    function decode(chunk: Buffer): void {
      decoder ??= startDecoder(chunk);
      if (decoder?.write(chunk) === false) {
        source.pause();
        decoder.once('drain', () => source.resume());
      }
    }

    function startDecoder(first: Buffer): Transform | undefined {
      const started = decoderFor(coding, first);
      if (started === undefined) {
        end('undecodable');
        return undefined;
      }
      started.on('data', keep);
      started.on('end', () => end('complete'));
      // zlib says Z_BUF_ERROR when it wants more than there is.
      started.on('error', (error) => end(codeOf(error) === 'Z_BUF_ERROR' ? 'cut' : 'undecodable'));
      return started;
    }

    const take = coding === undefined ? keep : decode;
    signal.addEventListener('abort', stopped);
    if (signal.aborted) stopped();
    source.read({
      data(chunk) {
        onArrival?.();
        take(chunk);
      },
      end: () => (decoder === undefined ? end('complete') : decoder.end()),
      // undici's parser error is the only one without a code.
      error: (error) => end(codeOf(error) === undefined && !sourceEnded() ? 'undecodable' : 'cut'),
    });
  });
}

/** The single coding of a `content-encoding` header; undefined when the body is sent as it is. */
export function codingOf(header: string | undefined): string | undefined {
  const coding = header?.trim().toLowerCase() ?? '';
  return coding === '' || coding === 'identity' ? undefined : coding;
}

function decoderFor(coding: string | undefined, first: Buffer): Transform | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      // The name means zlib's wrapper (RFC 9110, 8.4.1.2), but some servers send the bare stream, and clients read both.
      return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
