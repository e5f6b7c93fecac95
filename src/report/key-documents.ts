import type { KeyStatus } from '../settings/key-status.ts';
import type { EndpointDocument, FindingDocument, NextStep, Rung, Verdict } from './documents.ts';

/** A key that `nexus login` keeps: where, for whom, and what its gateway last said of it. Never the key. */
export interface KeptKeyDocument {
  /** Scheme, host and port: it goes nowhere else. */
  readonly origin: string;
  readonly provider: string;
  readonly store: 'keychain' | 'file';
  /** `the keychain`, or the file with `~` for the home folder. */
  readonly place: string;
  readonly fingerprint: string;
  /** UTC ISO-8601. */
  readonly keptAt: string;
  /** Null where nobody looked since. */
  readonly seen: KeyStatus | null;
}

export interface LoginDocument {
  readonly schemaVersion: 1;
  readonly command: 'login';
  readonly provider: { readonly id: string; readonly name: string };
  readonly endpoint: EndpointDocument;
  readonly sandbox: null;
  /** Of the checks up to the key, as `doctor` runs them. */
  readonly verdict: Verdict;
  readonly proof: Rung;
  /** Null when nothing was kept. */
  readonly kept: KeptKeyDocument | null;
  readonly findings: readonly FindingDocument[];
  readonly notes: readonly string[];
  readonly nextStep: NextStep | null;
  readonly exitCode: number;
}

export interface LogoutDocument {
  readonly schemaVersion: 1;
  readonly command: 'logout';
  readonly forgotten: readonly KeptKeyDocument[];
  /** What is still kept, for other gateways or because its store did not let go of it. */
  readonly left: readonly KeptKeyDocument[];
  readonly notes: readonly string[];
  readonly exitCode: number;
}

export interface AuthDocument {
  readonly schemaVersion: 1;
  readonly command: 'auth';
  readonly provider: { readonly id: string; readonly name: string };
  readonly endpoint: EndpointDocument;
  readonly sandbox: null;
  /** What the gateway last said of the key in force; null where nobody looked, or without a key. */
  readonly seen: KeyStatus | null;
  /** Every key that is kept, the one in force among them. */
  readonly keys: readonly KeptKeyDocument[];
  readonly notes: readonly string[];
  readonly nextStep: NextStep | null;
  readonly exitCode: number;
}
