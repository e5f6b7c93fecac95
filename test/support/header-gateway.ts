import { type Answered, keysIn, rightKey, type Seen, startGateway } from './made-up-gateway.ts';

type Header = keyof ReturnType<typeof keysIn>;

/** Which headers a made-up gateway reads, the strongest first, and what it says of a key elsewhere. */
export interface HeaderRules {
  readonly reads: readonly Header[];
  /** Word for word as without a key, unless the gateway looks at the others to refuse them. */
  readonly saysInvalid?: readonly Header[];
}

const list: Answered = {
  status: 200,
  body: { object: 'list', data: [{ id: 'claude-sonnet-4-6', object: 'model' }] },
};

export const staleKey = 'own-0aZq93LmWd72RrBvT1xGkU';

/** Starts a gateway that looks for `rightKey` in the headers of its rules alone, until the test ends. */
export function startHeaderGateway({ reads, saysInvalid = [] }: HeaderRules) {
  function refusalOf(seen: Seen): Answered | undefined {
    const keys = keysIn(seen);
    const read = reads.map((header) => keys[header]).find((key) => key !== undefined);
    if (read === rightKey) return undefined;
    const looks = [...reads, ...saysInvalid].some((header) => keys[header] !== undefined);
    const message = looks ? 'Invalid API key' : 'Missing API key';
    return { status: 401, body: { type: 'error', error: { message, type: 'authentication_error' } } };
  }
  return startGateway({ get: (seen) => refusalOf(seen) ?? list, refusalOf });
}
