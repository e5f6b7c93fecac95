import { setFlagsFromString } from 'node:v8';
import type { Dispatcher } from 'undici';
// Past the main entry, which also loads fetch, WebSocket, caches and mocks: twice the code and start-up time.
import Client from 'undici/lib/dispatcher/client.js';
import { type BodySink, type BodySource, createArrivingBody } from './arriving-body.ts';

export { Client };

/** Status, headers and a body that is still on its way. */
export interface Answer extends Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'> {
  readonly body: BodySource;
}

/** After it the connection speaks something else, and no answer follows. Source: RFC 9110, section 15.2.2. */
const switching = 101;

const noBody: BodySource = { read: (sink) => sink.end(), pause() {}, resume() {}, destroy() {} };

// undici parses HTTP in WebAssembly. Its first use starts an optimising compile that process exit waits for: about
// 120 ms and 35 MB on Node 20, for nothing in a command that sends a few requests. It must stand behind the imports,
// because a flag set earlier makes V8 reject Node's own code cache (15 ms).
try {
  setFlagsFromString('--wasm-tiering-budget=100000000');
} catch {
  // A V8 without this flag is only slower.
}

/**
 * Sends one request on this client: no redirect, no retry, no decoding. Rejects with undici's or the socket's error.
 * undici's own `request` makes a stream and an async resource of each answer: a fifth of the time that a small call takes.
 */
export function requestOn(client: Client, options: Dispatcher.DispatchOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let arrived: BodySink | undefined;
    let isSwitched = false;

    function switched(headers: Answer['headers']): void {
      isSwitched = true;
      resolve({ statusCode: switching, headers, body: noBody });
    }

    client.dispatch(options, {
      onRequestStart() {},
      onResponseStart(controller, statusCode, headers) {
        if (statusCode === switching) {
          switched(headers);
          controller.abort(new Error('no answer follows'));
        }
        // 103 and the like come before the answer.
        if (statusCode < 200) return;
        const body = createArrivingBody(controller);
        arrived = body.arrived;
        resolve({ statusCode, headers, body: body.source });
      },
      onResponseData: (_, chunk) => arrived?.data(chunk),
      onResponseEnd: () => arrived?.end(),
      onResponseError(_, error) {
        if (isSwitched) return;
        // The name that undici has for the same thing; it keeps the status and the headers to itself.
        if (error.message === 'bad upgrade') switched({});
        else if (arrived === undefined) reject(error);
        else arrived.error(error);
      },
    });
  });
}
