import type { Socket } from 'node:net';
import type { Certificate, ConnectionFacts, Phase } from './system.ts';

/** What is known about one connection while it is opened: the phase under way and the facts so far. */
export class Trace {
  phase: Phase = 'request';
  connectMs: number | undefined;
  tlsMs: number | undefined;
  certificate: Certificate | undefined;
  readonly #proxy: string | undefined;
  #addresses: readonly string[] | undefined;
  #dnsMs: number | undefined;
  #held: Socket | undefined;

  /** `proxy` without credentials. */
  constructor(proxy: string | undefined) {
    this.#proxy = proxy;
  }

  /** Everything before the end of the tunnel counts as the proxy: the gateway has no part in it yet. */
  enter(phase: Phase): void {
    this.phase = this.#proxy !== undefined && (phase === 'dns' || phase === 'connect') ? 'proxy' : phase;
  }

  /** Addresses of the host that was asked for; those of a proxy would be taken for the gateway's. */
  found(addresses: readonly string[], dnsMs: number | undefined): void {
    if (this.#proxy !== undefined) return;
    this.#addresses = addresses;
    this.#dnsMs = dnsMs;
  }

  /** The socket to close when opening fails half-way. */
  hold(socket: Socket): void {
    // Late errors of a socket that was given up must not end the program.
    socket.on('error', () => {});
    this.#held = socket;
  }

  drop(): void {
    this.#held?.destroy();
  }

  /** Times are left out of a reused connection: this request did not spend them. */
  facts(reused: boolean): ConnectionFacts {
    return {
      reused,
      ...(this.#proxy === undefined ? {} : { proxy: this.#proxy }),
      ...(this.#addresses === undefined ? {} : { addresses: this.#addresses }),
      ...(this.#dnsMs === undefined || reused ? {} : { dnsMs: this.#dnsMs }),
      ...(this.connectMs === undefined || reused ? {} : { connectMs: this.connectMs }),
      ...(this.tlsMs === undefined || reused ? {} : { tlsMs: this.tlsMs }),
      ...(this.certificate === undefined ? {} : { certificate: this.certificate }),
    };
  }
}
