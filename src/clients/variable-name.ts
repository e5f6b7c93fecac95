/**
 * Whether a text is surely the name of a variable. People put the key itself where its name belongs, and a name is
 * printed: what is long and mixed, or full of digits, is taken for a key.
 */
export function isVariableName(text: string): boolean {
  if (!/^[a-z_]\w{0,63}$/i.test(text)) return false;
  if (text.replace(/\D/g, '').length > mostDigits) return false;
  return text.length <= longestMixed || text === text.toUpperCase();
}

/** Whether a text is a variable with a dollar sign, which only shells and a few programs replace. */
export function isDollarVariable(text: string): boolean {
  return /^\$(?:env:)?\{?(?:env:)?\w+\}?$/.test(text.trim());
}

const mostDigits = 4;
const longestMixed = 24;
