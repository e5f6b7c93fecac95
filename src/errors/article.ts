/** `an Anthropic key`, `a Groq key`: by the letter, which holds for every name that is documented. */
export function withArticle(words: string): string {
  return `${/^(?:[aeiou]|xAI\b)/i.test(words) ? 'an' : 'a'} ${words}`;
}
