/** What ended an attempt: a code, and the status of a proxy that refused. */
export interface Failure extends Error {
  readonly code: string;
  readonly status?: number;
}

/** An error of our own, with a code as the errors of Node have one. */
export function failure(code: string, status?: number): Failure {
  return Object.assign(new Error(code), { code, ...(status === undefined ? {} : { status }) });
}

/** Nobody gave the answer's bytes a meaning as HTTP. undici's parser error has no code of its own. */
export const malformedHttp = 'HPE_INVALID';

// They say that this machine has no way to such an address, which is usual for IPv6 and says nothing about the server.
const noWayThere = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** The code of a failure. When several addresses were tried, the one that says most about the server. */
export function codeOf(error: unknown): string | undefined {
  const inner = innerErrors(error)
    .map(codeOf)
    .filter((code) => code !== undefined);
  const telling = inner.find((code) => !noWayThere.has(code)) ?? inner[0];
  return telling ?? stringIn(error, 'code');
}

/** The status with which a proxy refused the tunnel. */
export function statusOf(error: unknown): number | undefined {
  const status = fieldOf(error, 'status');
  return typeof status === 'number' ? status : undefined;
}

/** Says that this program, or the whole machine, has as many files and connections open as it may; else undefined. */
export function outOfHandlesCode(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === 'EMFILE' || code === 'ENFILE' ? code : undefined;
}

/** Whether the bytes could not be sent, in contrast to no answer. */
export function failedToWrite(error: unknown): boolean {
  return stringIn(error, 'syscall') === 'write';
}

function innerErrors(error: unknown): readonly unknown[] {
  const errors = fieldOf(error, 'errors');
  return Array.isArray(errors) ? errors : [];
}

function stringIn(error: unknown, name: string): string | undefined {
  const value = fieldOf(error, name);
  return typeof value === 'string' ? value : undefined;
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
