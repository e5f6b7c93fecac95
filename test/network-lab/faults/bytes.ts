import type { Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Answer, response, says } from '../../support/loopback.ts';
import { list } from './gateway.ts';

export const json = 'content-type: application/json';
const head = `HTTP/1.1 200 OK\r\n${json}\r\n`;

/** Runs once for each connection, at its first request. */
export function once(begin: (socket: Socket) => void): Answer {
  const begun = new WeakSet<Socket>();
  return (socket) => {
    if (begun.has(socket)) return;
    begun.add(socket);
    begin(socket);
  };
}

/** Writes a piece every few milliseconds until the client leaves. */
export function drips(first: string, piece: string, everyMs = 20): Answer {
  return once((socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on('close', () => clearInterval(timer));
  });
}

/** Writes as fast as the client reads, for ever. */
export function floods(first: string, piece: Buffer): Answer {
  return once((socket) => {
    socket.write(first);
    const pour = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', pour);
    pour();
  });
}

const megabyte = Buffer.alloc(1_000_000, 32);
const whole = (body: string | Buffer, ...headers: readonly string[]) =>
  says(response(body, [json, ...headers]));
/** 60 MB of spaces in 60 KB: gzip goes on with the next member where one ends (RFC 1952, section 2.2). */
const gzipBomb = Buffer.concat(Array(60).fill(gzipSync(megabyte)));
const brotliBomb = brotliCompressSync(Buffer.alloc(60_000_000, 32), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
});
const length = Buffer.byteLength(list);

/**
 * A zstd frame by the format's own words: runs of one repeated byte, 128 KiB each out of four bytes.
 * Source: RFC 8878, sections 3.1.1 and 3.1.1.2.
 */
const zstdBomb = Buffer.concat([
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]),
  ...Array.from({ length: 1000 }, (_, nth) => {
    const header = (131_072 << 3) | (1 << 1) | (nth === 999 ? 1 : 0);
    return Buffer.from([header & 255, (header >> 8) & 255, (header >> 16) & 255, 0x20]);
  }),
]);

/** What a server can do with the bytes of its answer. */
export const answers = {
  stallsBeforeHeaders: () => {},
  stallsInHeaders: drips('HTTP/1.1 200 OK\r\nx: ', 'a'),
  interimForEver: drips('', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  stallsInBody: says(`${head}content-length: ${length}\r\n\r\n${list.slice(0, 20)}`),
  dripsBody: drips(`${head}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'),
  floodsBody: floods(`${head}\r\n`, megabyte),
  resets: (socket: Socket) => void socket.resetAndDestroy(),
  hangsUp: (socket: Socket) => void socket.end(),
  headerFlood: says(`${head}x: ${'a'.repeat(20_480)}\r\n\r\n`),
  manyHeaders: says(`${head}${'x-flood: yes\r\n'.repeat(5_000)}\r\n${list}`, 'end'),
  tooShort: says(`${head}content-length: ${length + 9}\r\n\r\n${list}`, 'end'),
  cutJson: says(`${head}content-length: ${length - 4}\r\n\r\n${list.slice(0, -4)}`),
  cutChunks: says(`${head}transfer-encoding: chunked\r\n\r\n5\r\n${list.slice(0, 5)}\r\n`, 'end'),
  twoLengths: says(`${head}content-length: 5\r\ncontent-length: ${length}\r\n\r\n${list}`, 'end'),
  lengthAndChunks: says(
    `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n${length.toString(16)}\r\n${list}\r\n0\r\n\r\n`,
    'end',
  ),
  gzipBomb: whole(gzipBomb, 'content-encoding: gzip'),
  brotliBomb: whole(brotliBomb, 'content-encoding: br'),
  zstdBomb: whole(zstdBomb, 'content-encoding: zstd'),
  cutGzip: whole(gzipSync(list).subarray(0, -9), 'content-encoding: gzip'),
  damagedGzip: whole(list, 'content-encoding: gzip'),
  silentGzip: whole(gzipSync(list)),
  utf16: whole(Buffer.from(list, 'utf16le')),
  latin1: whole(Buffer.from('{"error":"pas trouvé"', 'latin1')),
  http09: says(list, 'end'),
  ssh: says('SSH-2.0-OpenSSH_9.6\r\n'),
} as const;
