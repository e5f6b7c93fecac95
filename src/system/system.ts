import type { Files } from './files.ts';

export type { AppendFile, FileRead, Files, ListedFile } from './files.ts';

/** The outside world as one interface: everything slow, random, shared or secret comes in here. */
export interface System {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly arch: string;
  readonly nodeVersion: string;
  /** The machine's own name; undefined where it can't be told. */
  readonly hostName: string | undefined;
  /** Empty when the current folder no longer exists. */
  readonly cwd: string;
  /** Absolute, or undefined when there is none that can be trusted. */
  readonly home: string | undefined;
  /** How the person started the program, for example `nexus` or `npx nexus-doctor`. */
  readonly startedAs: string;
  /** The scenario of the embedded gateway, where it stands in for the real one. */
  readonly sandbox?: string;
  /** Around a sandbox: the person's own machine, where the journal and what they name a file for are kept all the same. */
  readonly outside?: Pick<System, 'env' | 'home' | 'platform' | 'files' | 'cwd'>;
  readonly clock: Clock;
  readonly random: { uuid(): string; bytes(count: number): Uint8Array };
  readonly processes: Processes;
  /** The code with which that many more files and connections at once are refused, such as `EMFILE`; else undefined. */
  readonly refusedHandles: (count: number) => string | undefined;
  readonly files: Files;
  readonly network: Network;
  readonly clipboard: Clipboard;
  readonly keychain: Keychain;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C and by a request to end; the reason is the signal's name. */
  readonly interrupt: AbortSignal;
}

export interface Clipboard {
  /** Gives the text to the machine's own clipboard program; false where there is none or it fails. */
  copy(text: string): Promise<boolean>;
}

/**
 * The operating system's own store of secrets, by account. Never throws and never waits longer than 3 s: it may be
 * locked, with nobody there to unlock it.
 */
export interface Keychain {
  read(account: string): Promise<{ readonly kind: 'found'; readonly secret: string } | KeychainFailure>;
  keep(account: string, secret: string): Promise<{ readonly kind: 'kept' } | KeychainFailure>;
  forget(account: string): Promise<{ readonly kind: 'forgotten' } | KeychainFailure>;
}

export interface KeychainFailure {
  readonly kind: 'failed';
  /** `absent`: it answers, and holds nothing of that account. `unavailable`: none can be reached from here. */
  readonly why: 'absent' | 'unavailable' | 'refused' | 'locked' | 'timed-out';
}

/** Programs that run on this machine, by their numbers. */
export interface Processes {
  readonly own: number;
  isAlive(pid: number): boolean;
}

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds that only grow. */
  elapsedMs(): number;
  /** Resolves after that time, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Minutes that local time is ahead of UTC at that moment. */
  offsetMinutes(atMs: number): number;
}

export interface Input {
  readonly isTerminal: boolean;
  /** Everything up to the end, at most `maxBytes`. */
  readAll(maxBytes: number): Promise<string>;
  /** The same, piece by piece and without a limit. A piece is good until the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The same of another descriptor that the shell opened, as `<(command)` does. Rejects with a code. */
  handedOver(descriptor: number): AsyncIterable<Uint8Array>;
  /** Asks on the terminal; undefined on end of input or an interrupt. */
  ask(question: string): Promise<string | undefined>;
  /** Asks on the terminal without an echo; undefined on end of input. */
  askHidden(question: string): Promise<string | undefined>;
}

export interface Output {
  readonly isTerminal: boolean;
  readonly columns: number;
  /** Resolves when the bytes are handed over; a closed pipe is a quiet end. */
  write(text: string): Promise<void>;
}

export type Phase = 'dns' | 'connect' | 'proxy' | 'tls' | 'request' | 'headers' | 'body';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole, counted from the send. */
  readonly timeoutMs: number;
  /** Shorter limits for parts of it: answers that are made while one waits. */
  readonly patience?: Patience;
  /**
   * Gets every piece of a successful body as it arrives, decoded, with the milliseconds since the send. Of such
   * a body only the first `maxBodyBytes` are kept. `enough` hangs up, and the body counts as too large.
   */
  readonly onChunk?: (bytes: Uint8Array, elapsedMs: number) => 'enough' | undefined;
  /** Bytes after decoding. */
  readonly maxBodyBytes: number;
  readonly signal: AbortSignal;
}

/** Milliseconds. `firstByteMs` is for headers and first byte of the body, `idleMs` for the time between two pieces. */
export interface Patience {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly idleMs: number;
}

/** What the wire showed. Judged elsewhere. */
export interface HttpResult {
  readonly outcome: HttpOutcome;
  readonly connection: ConnectionFacts;
  readonly timings: { readonly headersMs?: number; readonly totalMs: number };
}

export type HttpOutcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Lower-case names; a repeated header is joined with `, `. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly bodyBytes: number;
      /** `cut`: fewer bytes than announced, or the connection broke. `stalled`: nothing more came for too long. */
      readonly bodyEnd: 'complete' | 'cut' | 'too-large' | 'undecodable' | 'timed-out' | 'stalled';
    }
  | {
      readonly kind: 'unreachable';
      readonly phase: Phase;
      /** An errno, an OpenSSL or undici code, or `TIMEOUT`. */
      readonly code: string;
      /** For a proxy that refused the tunnel. */
      readonly status?: number;
      /** A connection that was kept from an earlier request ended before one byte of the answer. */
      readonly stale?: true;
    };

export interface ConnectionFacts {
  /** The request went over a connection that an earlier one had opened. */
  readonly reused: boolean;
  readonly proxy?: string;
  readonly addresses?: readonly string[];
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  readonly certificate?: Certificate;
}

export type Certificate = {
  readonly issuer: string;
  readonly subject: string;
  readonly names: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  /** It says where its issuer's certificate is to be had, as those of public authorities do (RFC 5280, 4.2.2.1). */
  readonly leadsToIssuer?: true;
};

export interface ConnectOptions {
  /** Where requests go through, already chosen for this target. */
  readonly proxy?: string;
  /** PEM of an authority to trust besides the usual ones: the sandbox only. */
  readonly extraCa?: string;
  /** Refuse to connect to an address that is not loopback or private. */
  readonly onlyPrivateAddresses: boolean;
  readonly maxConnections: number;
}

export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResult>;
  close(): Promise<void>;
}

export interface Network {
  /** One client per target; nothing is opened before the first request. */
  connect(options: ConnectOptions): HttpClient;
  /** Reads the certificate that a TLS server shows, without sending a request. */
  readCertificate(host: string, port: number, timeoutMs: number): Promise<Certificate | undefined>;
}
