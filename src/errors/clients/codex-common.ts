/** What holds for each entry about the settings of Codex. */
export const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for codex',
  source: { kind: 'inferred', from: 'the settings of Codex, as its source and documentation describe them' },
} as const;
