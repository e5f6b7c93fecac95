import { setFlagsFromString } from 'node:v8';
import type { Dispatcher } from 'undici';
// Past the main entry, which also loads fetch, WebSocket, caches and mocks: twice the code and start-up time.
import request from 'undici/lib/api/api-request.js';
import Client from 'undici/lib/dispatcher/client.js';

export { Client };

/** Status, headers and a body that is still on its way. */
export type Answer = Dispatcher.ResponseData;

// undici parses HTTP in WebAssembly. Its first use starts an optimising compile that process exit waits for: about
// 120 ms and 35 MB on Node 20, for nothing in a command that sends a few requests. It must stand behind the imports,
// because a flag set earlier makes V8 reject Node's own code cache (15 ms).
try {
  setFlagsFromString('--wasm-tiering-budget=100000000');
} catch {
  // A V8 without this flag is only slower.
}

/** Sends one request on this client: no redirect, no retry, no decoding. Rejects with undici's or the socket's error. */
export function requestOn(client: Client, options: Dispatcher.RequestOptions): Promise<Answer> {
  return request.call(client, options);
}
