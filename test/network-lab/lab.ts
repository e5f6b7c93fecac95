import { run } from '../../src/cli/program.ts';
import { createHttpClient } from '../../src/system/http-client.ts';
import { readCertificate } from '../../src/system/read-certificate.ts';
import type { HttpClient, System } from '../../src/system/system.ts';
import { type Resolve, resolveHost } from '../../src/system/tcp.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { type Answer, type Loopback, listen } from '../support/loopback.ts';
import type { ServerIdentity } from '../support/loopback-certificates.ts';

export const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';

/** Where a person stands: what they typed, and what the world around them does. */
export interface Ground {
  readonly baseUrl: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of the machine's name server. */
  readonly resolve?: Resolve;
  /** PEM of an authority that this machine trusts besides the usual ones. */
  readonly trusts?: string;
  /** What `--timeout` gets; five when absent. */
  readonly timeoutSeconds?: number;
}

/** What a run of doctor concluded, as far as faults of the way are told apart by it. */
export interface Conclusion {
  readonly exitCode: number;
  readonly verdict: string;
  readonly proof: string;
  /** Of the first cause. */
  readonly check: string | undefined;
  readonly finding: string | undefined;
  readonly owner: string | undefined;
  readonly summary: string;
  readonly ms: number;
  readonly stdout: string;
}

/** Everything that a test opened. */
export class Lab {
  readonly #opened: { close(): Promise<unknown> | undefined }[] = [];

  keep<One extends { close(): Promise<unknown> | undefined }>(one: One): One {
    this.#opened.push(one);
    return one;
  }

  async server(answer: Answer, identity?: ServerIdentity): Promise<Loopback> {
    return this.keep(await listen(answer, identity));
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((one) => one.close()));
  }
}

/** `nexus doctor --json` with real sockets; only the name server and the trusted authorities can be another's. */
export async function doctor(ground: Ground, flags: readonly string[] = []): Promise<Conclusion> {
  const { network, close } = networkOf(ground);
  const env = { NEXUS_API_KEY: key, ...ground.env };
  const system = fakeSystem({ env, network, now: new Date().toISOString() });
  const startedAt = performance.now();
  try {
    const argv = [
      'doctor',
      '--base-url',
      ground.baseUrl,
      '--json',
      '--timeout',
      `${ground.timeoutSeconds ?? 5}`,
      ...flags,
    ];
    const exitCode = await run(argv, system);
    const ms = performance.now() - startedAt;
    const stdout = system.stdout.text();
    const { verdict, proof, firstCause } = JSON.parse(stdout);
    const { id, owner, summary } = firstCause?.finding ?? {};
    return { exitCode, verdict, proof, check: firstCause?.check, finding: id, owner, summary, ms, stdout };
  } finally {
    await close();
  }
}

function networkOf({ resolve = resolveHost, trusts }: Ground): {
  readonly network: System['network'];
  close(): Promise<void>;
} {
  const clients: HttpClient[] = [];
  return {
    network: {
      connect(options) {
        const client = createHttpClient(
          trusts === undefined ? options : { ...options, extraCa: trusts },
          resolve,
        );
        clients.push(client);
        return client;
      },
      readCertificate: (host, port, timeoutMs) => readCertificate(host, port, timeoutMs),
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}
