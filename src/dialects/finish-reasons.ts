/**
 * What gateways write into `finish_reason` for an answer that failed. OpenRouter: https://openrouter.ai/docs/api-reference/streaming,
 * DeepSeek: https://api-docs.deepseek.com/api/create-chat-completion, GLM: https://github.com/BerriAI/litellm/pull/24373
 */
const failures: ReadonlySet<unknown> = new Set(['error', 'insufficient_system_resource', 'network_error']);

/** Why a `finish_reason` says that the answer failed; undefined where it does not. */
export function failureOf(reason: unknown): string | undefined {
  return failures.has(reason) ? `the finish_reason is "${reason}"` : undefined;
}
