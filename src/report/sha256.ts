import { getBuiltinModule } from 'node:process';

/** The SHA-256 of a text in UTF-8. Node's crypto is loaded with the first one: no start has to wait for it. */
export function sha256(text: string): Buffer {
  return getBuiltinModule('node:crypto').createHash('sha256').update(text).digest();
}
