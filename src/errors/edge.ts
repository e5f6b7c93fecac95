import type { LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'the form of the answer' } as const;

type Seen = { route: string; status: number };
type SeenBy = Seen & { server?: string };
const by = (server: string | undefined) => (server === undefined ? '' : ` (server: ${server})`);

/** Answers that do not come from the gateway's API: web pages, redirects, walls on the way. */
export const edgeErrors = {
  'edge/html-instead-of-api': {
    title: 'A web page answers instead of the API',
    meaning: 'The address leads to a web site, not to the gateway’s API.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the base URL names the web site instead of the API host',
      'a part of the path is missing',
      'a login page of this network answers',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'set the base URL to the API address that your gateway documents',
        why: 'the web site is not the API',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['Unexpected token <', "Unexpected token '<'"],
    summary: ({ route, status, title }: Seen & { title?: string }) =>
      `${route} answered ${status} with a web page${title === undefined ? '' : `: "${title}"`}`,
  },
  'edge/login-page': {
    title: 'Something before the gateway asks for a login',
    meaning: 'A proxy or a login page answers, not the gateway. This says nothing about the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'after-fix',
    causes: ['a company login stands before this address', 'the base URL leads to a protected web site'],
    fixes: [
      {
        kind: 'do',
        what: 'sign in to the network, or check the base URL',
        why: 'requests do not reach the gateway before',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, status, server, to }: SeenBy & { to?: string }) =>
      `${route} answered ${status} with a login page${by(server)}${to === undefined ? '' : `, ${to}`}`,
  },
  'edge/redirect': {
    title: 'The address sends requests elsewhere',
    meaning:
      'An API answers at its own address. nexus does not follow, because the key must not go to another one.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the base URL has http: where https: is needed, or an old host name',
      'a proxy before the gateway adds a slash to every path',
      'a login page of this network answers',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'set the base URL to the address that your gateway documents; if it is already set, tell its support',
        why: 'then nothing is redirected',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, status, to }: Seen & { to: string }) =>
      `${route} answered ${status} and points to ${to}`,
  },
  'edge/redirect-loop': {
    title: 'The address sends requests in a circle',
    meaning: 'No request gets an answer there.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: ['a rule for the final slash is wrong at the server', 'http: and https: point to each other'],
    fixes: [
      {
        kind: 'do',
        what: 'set the base URL to the address that your gateway documents; if it is already set, tell its support',
        why: 'the server redirects to itself',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['ERR_TOO_MANY_REDIRECTS', 'Too many redirects', 'redirect count exceeded'],
    summary: ({ route, status, to }: Seen & { to: string }) =>
      `${route} answered ${status} and, by way of ${to}, leads back to itself`,
  },
  'edge/blocked': {
    title: 'A protection wall before the gateway blocked the request',
    meaning: 'The gateway did not see it. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the address or country of this machine is blocked',
      'the wall takes this program for a robot',
      'a VPN or data-centre address is used',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'try another network or without the VPN; if it stays, tell the gateway’s support',
        why: 'the wall looks at where a request comes from',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['Attention Required! | Cloudflare', 'Sorry, you have been blocked', 'Just a moment...'],
    summary: ({ route, status, server, ray }: SeenBy & { ray?: string }) =>
      `${route} answered ${status} with a block page${by(server)}${ray === undefined ? '' : `, ray ${ray}`}`,
  },
  'edge/captive-portal': {
    title: 'This network wants you to sign in first',
    meaning: 'A page of the network answers instead of the gateway, as in hotels or trains.',
    severity: 'error',
    owner: 'your-network',
    retry: 'after-fix',
    causes: ['you are not signed in to this network'],
    fixes: [
      {
        kind: 'do',
        what: 'open any web page, sign in to the network, then check again',
        why: 'the network lets nothing through before',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['Network Authentication Required'],
    summary: ({ route, status }: Seen) => `${route} answered ${status}: the network asks for a sign-in`,
  },
  'edge/not-this-api': {
    title: 'Something else than the API answers',
    meaning: 'The answer is neither a model list nor an error of a known form.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the base URL leads to another service', 'a part of the path is wrong'],
    fixes: [
      {
        kind: 'do',
        what: 'set the base URL to the address that your gateway documents',
        why: 'another service answers here',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, status, what }: Seen & { what: string }) => `${route} answered ${status} with ${what}`,
  },
  'edge/no-model-list': {
    title: 'There is no model list at this address',
    meaning: 'The route is missing. The base URL may be wrong, or this gateway has no model list.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a part of the path is wrong', 'this gateway does not offer the route'],
    fixes: [
      {
        kind: 'do',
        what: 'compare the base URL with the one that your gateway documents',
        why: 'a wrong path looks like this',
      },
      {
        kind: 'run',
        command: 'nexus doctor --live',
        why: 'see with one small real call whether the other routes work',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, status }: Seen) => `${route} answered ${status}, and no other path was found`,
  },
  'edge/server-error-page': {
    title: 'A server before the gateway reports that the gateway does not answer',
    meaning: 'The page comes from a machine on the way. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: ['the gateway is down or restarts', 'the gateway is overloaded'],
    fixes: [{ kind: 'do', what: 'wait a few minutes, then check again', why: 'such errors often pass' }],
    verify: 'nexus doctor',
    source: ours,
    summary: ({ route, status, server }: SeenBy) =>
      `${route} answered ${status} with an error page${by(server)}`,
  },
} as const satisfies Record<`edge/${string}`, LocalEntry<never>>;
