import { isFields } from './json.ts';

/** Tokens as the gateway counted them. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** The counts under these two names that are whole numbers. */
export function usageFrom(value: unknown, inputName: string, outputName: string): Partial<Usage> {
  if (!isFields(value)) return {};
  const inputTokens = value[inputName];
  const outputTokens = value[outputName];
  return {
    ...(isCount(inputTokens) ? { inputTokens } : {}),
    ...(isCount(outputTokens) ? { outputTokens } : {}),
  };
}

/** Both counts as a field to spread; nothing where one is missing. */
export function wholeUsage({ inputTokens, outputTokens }: Partial<Usage>): { readonly usage?: Usage } {
  return inputTokens === undefined || outputTokens === undefined
    ? {}
    : { usage: { inputTokens, outputTokens } };
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
