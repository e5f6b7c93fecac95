import type { Finding } from './finding.ts';

/** `fail`: proven to be broken. `unknown`: could not be found out this time. */
export interface Diagnosis {
  readonly certainty: 'fail' | 'unknown';
  readonly finding: Finding;
}

/** Whom the request was meant for; what a sentence about it needs. */
export type Where = {
  readonly route: string;
  /** The path of the base URL, which stands before the route; absent at the root of the host. */
  readonly below?: string;
  readonly host: string;
  readonly port: number;
  /** For the whole; where the waits below are given, for the first byte only. */
  readonly timeoutSeconds: number;
  readonly connectSeconds?: number;
  readonly idleSeconds?: number;
  readonly totalSeconds?: number;
  readonly proxy?: string;
  /** A host that its provider documents: its name holds no typing mistake. */
  readonly isDocumentedHost?: true;
};

export const fail = (finding: Finding): Diagnosis => ({ certainty: 'fail', finding });
export const unclear = (finding: Finding): Diagnosis => ({ certainty: 'unknown', finding });

/** 408, 425, 429 and every server error can be over at the next try. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 511);
}

/** A question for an answer of a model. The free routes are looked at first, so where it goes is not in doubt. */
export function isCall({ route }: Where): boolean {
  return route.startsWith('POST ');
}
