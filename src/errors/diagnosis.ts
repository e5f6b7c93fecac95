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
  /** The base URL was set with the /v1 at its end with which the routes begin. */
  readonly withVersion?: true;
  /** For the whole; where the waits below are given, for the first byte only. */
  readonly timeoutSeconds: number;
  readonly connectSeconds?: number;
  readonly idleSeconds?: number;
  readonly totalSeconds?: number;
  readonly proxy?: string;
  /** The gateway runs on this machine: no network lies between. */
  readonly isHere?: true;
  /** Another route on which the same call could be made. */
  readonly otherRoute?: string;
  /** Without a key this route answered in the words of the API. */
  readonly answersStrangers?: true;
  /** The free routes proved the key by contrast, before this call. */
  readonly keyIsAccepted?: true;
  /** A host that its provider documents: its name holds no typing mistake. */
  readonly isDocumentedHost?: true;
};

export const fail = (finding: Finding): Diagnosis => ({ certainty: 'fail', finding });
export const unclear = (finding: Finding): Diagnosis => ({ certainty: 'unknown', finding });

/** 408, 425, 429 and every server error can be over at the next try. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 511);
}

/** The entry of a refusal that bars no other call: the key was let in. */
export const refusedBehind = 'edge/http-refused-behind';

/** A question for an answer of a model. The free routes are looked at first, so where it goes is not in doubt. */
export function isCall({ route }: Where): boolean {
  return route.startsWith('POST ');
}
