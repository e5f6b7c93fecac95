import type { ConnectOptions, HttpClient, Network } from './system.ts';

/** The real network. undici and the TLS code are loaded with the first request: commands without one start faster. */
export function createNetwork(): Network & { close(): void } {
  const open = new Set<HttpClient>();
  boundLookUps();
  return {
    connect(options) {
      const client = lazyClient(options);
      open.add(client);
      return {
        send: client.send,
        close: () => {
          open.delete(client);
          return client.close();
        },
      };
    },
    readCertificate: async (host, port, timeoutMs) => {
      const { readCertificate } = await import('./read-certificate.ts');
      return readCertificate(host, port, timeoutMs);
    },
    close() {
      for (const client of open) void client.close();
      open.clear();
    },
  };
}

/**
 * A look-up at a silent name server takes glibc 10 s for each server, can't be called off, and even `process.exit` waits
 * for it, because libuv joins its threads. Three tries in 3 s are enough for a server that answers at all. Source: man 5
 * resolv.conf, RES_OPTIONS; other systems ignore the variable.
 */
function boundLookUps(): void {
  process.env.RES_OPTIONS ??= 'timeout:1 attempts:3';
}

function lazyClient(options: ConnectOptions): HttpClient {
  let loading: Promise<HttpClient> | undefined;
  async function load(): Promise<HttpClient> {
    const { createHttpClient } = await import('./http-client.ts');
    return createHttpClient(options);
  }
  return {
    async send(request) {
      loading ??= load();
      return (await loading).send(request);
    },
    async close() {
      await (await loading)?.close();
    },
  };
}
