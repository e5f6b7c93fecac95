import type { Reply, Rule } from '../scenario.ts';

/** Every request to every path gets this. */
export function always(reply: Reply): readonly Rule[] {
  return [{ reply }];
}

/** The right key gets this from every GET route; others get what the documentation says. */
export function toRightKey(reply: Reply): readonly Rule[] {
  return [{ method: 'GET', credential: 'right', reply }];
}

/** The right key gets this from one GET route only. */
export function toRightKeyAt(path: string, reply: Reply): readonly Rule[] {
  return [{ method: 'GET', path, credential: 'right', reply }];
}

/** One path answers everybody like this. */
export function at(path: string, reply: Reply): readonly Rule[] {
  return [{ path, reply }];
}
