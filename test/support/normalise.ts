/** What differs from run to run: each becomes a word of the same width, so that lines break at the same places. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\b(127\.0\.0\.1|localhost):\d{4,5}\b/g, '$1:PPPPP'],
  [/\bport \d{4,5}\b/g, 'port PPPPP'],
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    'UUUUUUUU-UUUU-UUUU-UUUU-UUUUUUUUUUUU',
  ],
  [/\b\d\d:\d\d:\d\d UTC\b/g, 'HH:MM:SS UTC'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'YYYY-MM-DDTHH:MM:SSZ'],
  [/\bkey (…|\.{3})\w{4}\b/g, 'key $1KKKK'],
  [/\bnexus-sandbox-[0-9a-f]+/g, 'nexus-sandbox-KKKK'],
  [/\bfingerprint [0-9a-f]{8}\b/g, 'fingerprint FFFFFFFF'],
  [/\b\d+(\.\d+)? (ms|s)\b/g, 'N $2'],
  [/\bNode\.js \d+\.\d+\.\d+/g, 'Node.js V'],
];

/** Output that is the same on every run and every machine: ports, ids, times, measured values and keys are gone. */
export function normalise(output: string): string {
  return replacements.reduce((text, [found, word]) => text.replace(found, word), output);
}
