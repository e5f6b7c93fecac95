import type { Fix, LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'the form of the answer' } as const;

type Seen = { route: string; status: number };
type SeenBy = Seen & { server?: string };
/** `base`: the base URL at its end, on the same host. */
type Redirect = Seen & { to: string; base?: string };

const documentedUrl: Fix = {
  kind: 'do',
  what: 'set the base URL to the address that your gateway documents; if it is already set, tell its support',
  why: 'then nothing is redirected',
};

function baseUrlTo(base: string): Fix {
  return { kind: 'do', what: `set the base URL to ${base}`, why: 'then nothing is redirected' };
}

const by = (server: string | undefined) => (server === undefined ? '' : ` (server: ${server})`);

/** `other`: a route to try instead. */
type Refused = SeenBy & { what: string; other?: string };
const otherRoute = {
  kind: 'do',
  what: 'use another route of this gateway; if this one is documented, tell {contact}',
  why: 'only the operator can open a route',
  elsewhere: true,
} as const;

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
    names: ['Unexpected token <', "Unexpected token '<'", 'API returned an empty or malformed response'],
    summary: ({ route, status, title }: Seen & { title?: string }) =>
      `${route} answered ${status} with a web page${title === undefined ? '' : `: "${title}"`}`,
  },
  'edge/login-page': {
    title: 'Something before the gateway asks for a login',
    meaning: 'A proxy or a login page answers, not the gateway. This says nothing about the key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the base URL leads to a protected web site, not to the API',
      'a company login stands before this address',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check the base URL; if it is right, sign in to the network first',
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
      'a login page of this network answers',
    ],
    fixes: [documentedUrl],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, status, to }: Redirect) => `${route} answered ${status} and points to ${to}`,
    fixesFor: ({ base }: Redirect) => [base === undefined ? documentedUrl : baseUrlTo(base)],
  },
  'edge/slash-added': {
    title: 'The gateway wants a slash behind its own route',
    meaning:
      'The address is right, and a server there sends the request to the same one with a slash. No base URL changes that.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: ['a rule for the final slash at the gateway or a server before it'],
    fixes: [
      {
        kind: 'do',
        what: 'tell {contact} that a slash is added to this route',
        why: 'clients of the API send none',
        elsewhere: true,
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, status, to }: Redirect) => `${route} answered ${status} and points to ${to}`,
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
    // The numbers are those of https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/
    names: [
      'Attention Required! | Cloudflare',
      'Sorry, you have been blocked',
      'Just a moment...',
      ...[1005, 1006, 1007, 1008, 1009, 1010, 1012, 1020].map((number) => `error code: ${number}`),
    ],
    summary: ({ route, status, server, ray }: SeenBy & { ray?: string }) =>
      `${route} answered ${status} with a block page${by(server)}${ray === undefined ? '' : `, ray ${ray}`}`,
  },
  'edge/bare-403': {
    title: 'Something answers 403 and does not say who it is',
    meaning:
      'It is neither an error of the API nor the page of a protection wall: a firewall, a proxy or the gateway can answer like this. It says nothing about the key.',
    severity: 'error',
    owner: 'you',
    retry: 'not-documented',
    causes: [
      'the base URL leads to a web server that has no API there',
      'a server before the gateway refuses this path, this address, or what the request carries, such as the key',
      'a proxy or firewall of this network refuses the host',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'compare the base URL with the one that your gateway documents; if it is right, ask {contact} whether the request arrived',
        why: 'a wrong one looks like this too',
      },
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, status, server }: SeenBy) =>
      `${route} answered ${status} without a word of the API${by(server)}`,
  },
  'edge/refused-with-key': {
    title: 'What carries your key meets a 403 that is not the API’s',
    meaning:
      'Without it the API answers here, so base URL and network are right. A rule on the way looks at what the request carries; the API did not judge the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'a firewall before the gateway takes the header with the key for something forbidden',
      'a server before the gateway blocks this key',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'tell {contact} that requests without your key reach the API, and those with it do not',
        why: 'only the operator sees the rule',
        elsewhere: true,
      },
    ],
    verify: 'nexus doctor --only key.is-accepted',
    source: ours,
    summary: ({ route, status, server }: SeenBy) =>
      `${route} answered ${status} without a word of the API${by(server)}; without a key the API itself answers`,
  },
  'edge/route-refused': {
    title: 'This route is missing, or closed by a server before the gateway',
    meaning:
      'The free routes below the same base URL were answered by the API, and this call was not. The base URL is not the reason.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the gateway does not offer this route',
      'a server in front passes on only some paths, or only GET requests',
    ],
    fixes: [otherRoute],
    fixesFor: ({ other }: Refused) =>
      other === undefined
        ? [otherRoute]
        : [
            {
              kind: 'run',
              command: `nexus doctor --live --route ${other}`,
              why: 'try another route with one small real call',
            },
            otherRoute,
          ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ route, status, server, what }: Refused) =>
      `${route} answered ${status} with ${what}${by(server)}, not with an answer of the API`,
  },
  'edge/body-limit': {
    title: 'A server before the gateway takes no request of this size',
    meaning:
      'The page comes from a machine on the way, and the request did not reach the API. One of the smallest size was sent.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: ['the limit for the body of a request is set too low at the server in front'],
    fixes: [
      {
        kind: 'do',
        what: 'tell {contact} that even a small request is refused with 413',
        why: 'only the operator can raise the limit',
        elsewhere: true,
      },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ route, status, server }: SeenBy) =>
      `${route} answered ${status} to a request of less than 1 kB${by(server)}`,
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
  'edge/stranger-unanswered': {
    title: 'Your key is answered, and a request that should be refused meets a fault',
    meaning:
      'Whether a key is checked is seen by the answers to no key and to a random one. One of these met a fault, so the proof is missing. This says nothing against your key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: ['the gateway, or a server before it, fails or hangs up where no valid key comes along'],
    fixes: [
      {
        kind: 'do',
        what: 'make one small real call, with nexus doctor --live',
        why: 'its answer shows that the key works',
      },
    ],
    verify: 'nexus doctor --live',
    source: ours,
    summary: ({ route, seen }: { route: string; seen: string }) => `${route} ${seen}`,
  },
  'edge/server-error-page': {
    title: 'A server before the gateway reports that the gateway does not answer',
    meaning: 'The page comes from a machine on the way. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: ['the gateway is down, restarts or is being maintained', 'the gateway is overloaded'],
    fixes: [{ kind: 'do', what: 'wait a few minutes, then check again', why: 'such errors often pass' }],
    verify: 'nexus doctor',
    source: ours,
    summary: ({ route, status, server }: SeenBy) =>
      `${route} answered ${status} with an error page${by(server)}`,
  },
} as const satisfies Record<`edge/${string}`, LocalEntry<never>>;
