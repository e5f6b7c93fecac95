import type { ConnectOptions, HttpClient, Network } from './system.ts';

/** The real network. undici and the TLS code are loaded with the first request: commands without one start faster. */
export function createNetwork(): Network & { close(): void } {
  const open = new Set<HttpClient>();
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
