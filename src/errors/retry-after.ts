/**
 * Seconds to wait. `retry-after-ms` is not in a standard; the SDKs of OpenAI read it first, so a gateway that sends both
 * means it (openai-node, src/client.ts). `Retry-After` has seconds or a date, which counts from the answer's own `Date` (RFC 9110), else from when it was seen.
 */
export function waitFrom(
  headers: Readonly<Record<string, string>>,
  at: string | undefined,
): number | undefined {
  const milliseconds = secondsFrom(headers['retry-after-ms']);
  if (milliseconds !== undefined) return milliseconds / 1000;
  const wait = headers['retry-after'];
  const seconds = secondsFrom(wait);
  // Only the dates of HTTP: Date.parse reads a year into nearly anything.
  if (seconds !== undefined || wait === undefined || !/^[A-Z][a-z]{2,8}, .{5,30} GMT$/.test(wait))
    return seconds;
  const untilMs = Date.parse(wait) - Date.parse(headers.date ?? at ?? '');
  return Number.isFinite(untilMs) ? Math.max(0, Math.ceil(untilMs / 1000)) : undefined;
}

/** Seconds from digits; nonsense is no wait, and null is no wait of 0. */
export function secondsFrom(value: unknown): number | undefined {
  const words = typeof value === 'number' ? String(value) : value;
  return typeof words === 'string' && /^\d{1,6}(\.\d+)?$/.test(words.trim()) ? Number(words) : undefined;
}
