interface UtcWriter {
  readonly program: string;
  /** What stands on the line before its time, and behind it. */
  readonly before: RegExp;
  readonly behind: RegExp;
  readonly source: string;
}

/** Programs that write UTC and do not say so. Of all others nobody knows. */
const utcWriters: readonly UtcWriter[] = [
  {
    // Its logger cuts the `.000Z` off an ISO time; so do its forks, and newer versions write `timestamp=…Z`.
    program: 'opencode',
    before: /(?:DEBUG|INFO|WARN|ERROR) {1,2}$/,
    behind: /^ \+\d{1,9}ms(?= |$)/m,
    source:
      'https://github.com/anomalyco/opencode/blob/009f526bb6ef96b0009c1de9c18911136ff56c4a/packages/opencode/src/util/log.ts',
  },
];

/** The program whose form stands around a time; undefined where the form is nobody's. */
export function utcWriterAround({ 0: found, index = 0, input = '' }: RegExpMatchArray): string | undefined {
  const before = input.slice(Math.max(0, index - 12), index);
  const behind = input.slice(index + found.length, index + found.length + 16);
  return utcWriters.find((writer) => writer.before.test(before) && writer.behind.test(behind))?.program;
}
