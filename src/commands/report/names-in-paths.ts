import { nameRules } from '../../report/personal-rules.ts';
import type { Redaction } from '../../report/redact-by.ts';
import { redactBy } from '../../report/redact-by.ts';
import type { CallFacts } from '../../ticket/call-facts.ts';

const home = /(?:[A-Za-z]:[\\/]{1,4}|(?<![\w.])\/)(?:home|Users)[\\/]{1,4}([^\\/\s"'<>:]{3,64})(?=[\\/])/g;
/** Names that are words of an error as well: to hide those would take its meaning away. */
const words =
  /^(?:max|model|key|claude|codex|openai|anthropic|shared|public|default|work|dev|data|tokens?)$/i;
const most = 20;

/** The calls without the names of people that the home folders of their text have: a log may be another person's. */
export function withoutPathNames(
  calls: readonly CallFacts[],
  text: string,
): { readonly calls: readonly CallFacts[]; readonly hidden: readonly Redaction[] } {
  const found = new Set([...text.matchAll(home)].map(([, name = '']) => name));
  const names = [...found].filter((name) => !words.test(name)).slice(0, most);
  if (names.length === 0) return { calls, hidden: [] };
  const messages = calls.map(({ error }) => error.message);
  const { value, receipt } = redactBy(nameRules(names), messages, { secrets: [] });
  const cleaned = calls.map((call, place) => ({
    ...call,
    error: { ...call.error, message: value[place] ?? null },
  }));
  return { calls: cleaned, hidden: receipt };
}
