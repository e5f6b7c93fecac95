/** What the entries about the network share: where they come from, whom they speak of, the look that follows a change. */
export const ours = {
  kind: 'inferred',
  from: 'error codes of the operating system, OpenSSL and HTTP',
} as const;
export const checkAgain = {
  kind: 'run',
  command: 'nexus doctor',
  why: 'check the connection again',
} as const;

export type Host = { host: string };
export type Target = { host: string; port: number };
export type Coded = Target & { code: string };
