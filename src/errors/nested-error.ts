import { isRecord } from './record.ts';

/** Where two gateways put the error of an answer with status 200; undefined where there is none. */
export function nestedError(json: Record<string, unknown>): Record<string, unknown> | undefined {
  // OpenRouter, of one choice: https://openrouter.ai/docs/api/errors
  const [choice] = Array.isArray(json.choices) ? json.choices : [];
  if (isRecord(choice) && isRecord(choice.error)) return choice.error;
  // MiniMax, of the whole; 0 is its success: https://github.com/MiniMax-AI/MiniMax-M2/issues/62
  const said = json.base_resp;
  const failed = isRecord(said) && typeof said.status_code === 'number' && said.status_code !== 0;
  return failed ? { message: said.status_msg } : undefined;
}

/** Google's: https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto, `RetryInfo`. */
export function waitInList(details: unknown): number | undefined {
  const delays = Array.isArray(details)
    ? details.map((one) => (isRecord(one) ? one.retryDelay : undefined))
    : [];
  const delay = delays.find((one) => typeof one === 'string');
  return typeof delay !== 'string' || !/^\d+(\.\d+)?s$/.test(delay)
    ? undefined
    : Math.ceil(Number.parseFloat(delay));
}
