import type { Finding, Findings } from '../errors/finding.ts';
import type { Rung } from '../report/documents.ts';
import type { CheckId, JsonValue } from './check.ts';

/** What became of one check. Findings exist exactly where something is wrong or unclear. */
export type CheckResult = {
  readonly id: CheckId;
  readonly title: string;
  readonly spine: boolean;
  readonly durationMs: number;
} & (
  | {
      readonly status: 'pass';
      readonly evidence: JsonValue;
      readonly hints: readonly Finding[];
      readonly fact?: string;
      readonly proves?: Rung;
    }
  | {
      readonly status: 'warn' | 'fail';
      readonly findings: Findings;
      readonly evidence: JsonValue;
      readonly fact?: string;
      readonly proves?: Rung;
    }
  | {
      readonly status: 'unknown';
      /** It was asked for and had nothing to look at. */
      readonly notRun?: true;
      readonly why: string;
      readonly findings: Findings;
      readonly evidence: JsonValue;
      readonly fact?: string;
    }
  | { readonly status: 'skip'; readonly reason: SkipReason }
  | { readonly status: 'crash'; readonly error: { readonly name: string; readonly message: string } }
);

export type SkipReason =
  | { readonly kind: 'blocked'; readonly by: CheckId }
  | { readonly kind: 'not-applicable'; readonly why: string }
  | { readonly kind: 'not-wanted' }
  | { readonly kind: 'cancelled' };
