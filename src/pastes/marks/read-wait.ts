const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a written wait: `12`, `1.5s`, `6m0s`, `250ms`, `20 seconds`; undefined for anything else. */
export function secondsIn(text: string, bareUnit: 's' | 'ms'): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,7}(?:\.\d{1,6})?$/.test(trimmed)) return Number(trimmed) * (bareUnit === 's' ? 1 : 0.001);
  if (
    !/^(?:\d{1,7}(?:\.\d{1,6})?\s?(?:ms|milliseconds?|s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?)\s?){1,4}$/i.test(
      trimmed,
    )
  )
    return undefined;
  let total = 0;
  for (const [, count, unit = ''] of trimmed.matchAll(/(\d{1,7}(?:\.\d{1,6})?)\s?([a-z]+)/gi)) {
    const short = /^m(?:s|illi)/i.test(unit) ? 'ms' : unit.charAt(0).toLowerCase();
    total += Number(count) * (unitSeconds[short] ?? 0);
  }
  return Math.round(total * 1000) / 1000;
}

/** Waits that a sentence names: "try again in 20s", "retry after 30 seconds". */
export const waitInWords =
  /\b(?:(?:try|retry)(?: again| your request)?(?: in| after)|retry[- _]after["']?[:=]?|please wait|wait(?: for)?)\s{1,2}["']?((?:\d{1,7}(?:\.\d{1,6})?\s?(?:ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|m|hours?|h)\b\s?){1,3})/gi;
