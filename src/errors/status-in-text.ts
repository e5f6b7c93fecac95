/** The HTTP status that a text names: `HTTP/1.1 401`, `status 401`, `status code: 401`, `Error code: 401`. */
export function statusInText(text: string): number | undefined {
  const match =
    // The spaces are bounded: two open runs of them beside each other take quadratic time.
    /\b(?:HTTP\/[\d.]+|status(?:\s*code)?|error(?:\s*code)?|http)["']?\s{0,9}[:=]?\s{0,9}([45]\d\d)\b/i.exec(
      text,
    );
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
