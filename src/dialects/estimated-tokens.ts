/** Of English text: https://platform.openai.com/tokenizer. Other scripts have fewer, so this never counts too many. */
const charactersPerToken = 4;

/**
 * About how many tokens a piece of an answer is, where the gateway does not count them. A gateway can send one
 * character at a time, so visible text is measured; a piece of thinking or of a tool call is one token.
 */
export function estimatedTokens(textLength: number, hasToken: boolean): number {
  if (textLength > 0) return textLength / charactersPerToken;
  return hasToken ? 1 : 0;
}
