import { withArticle } from './article.ts';
import type { LocalEntry } from './entry.ts';
import { ours } from './network-place.ts';

/** What stands in the way on purpose. */
export const proxyErrors = {
  'network/proxy-authentication': {
    title: 'The proxy asks for a login',
    meaning:
      'The request did not get past the proxy of this network. It says nothing about the gateway or the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'after-fix',
    causes: ['the proxy variable has no user and password', 'the password has changed'],
    fixes: [
      {
        kind: 'do',
        what: 'ask who runs the network for the proxy login, and put it into the proxy variable',
        why: 'the proxy lets nothing through before',
      },
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    names: ['Proxy Authentication Required'],
    summary: ({ by }: { by: string }) => `${by} answered 407`,
  },
  'network/proxy-unreachable': {
    title: 'The proxy cannot be reached',
    meaning:
      'A variable sends requests through a proxy, and nothing answers there. It says nothing about the gateway or the key.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the variable was set for another network',
      'the address in the proxy variable is wrong',
      'the VPN that leads to the proxy is off',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'correct the proxy variable, or remove it where this network has no proxy',
        why: 'nothing goes out while the proxy is missing',
      },
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    summary: ({ proxy, code }: { proxy: string; code: string }) =>
      `the proxy ${proxy} cannot be reached (${code})`,
  },
  'network/proxy-refused': {
    title: 'The proxy refuses to connect to the gateway',
    meaning:
      'The proxy of this network answered instead of the gateway. It says nothing about the gateway or the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'after-fix',
    causes: [
      'the proxy forbids this host or port',
      'the proxy itself did not reach the gateway',
      'the variable names a web server that is no proxy',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'ask who runs the network to allow the gateway’s host, or correct the proxy variable',
        why: 'the proxy decides what passes',
      },
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    names: [
      'Tunnel connection failed',
      'CONNECT tunnel failed',
      'Received HTTP code 403 from proxy after CONNECT',
    ],
    summary: ({ proxy, status }: { proxy: string; status: number }) =>
      `the proxy ${proxy} answered ${status} and made no connection`,
  },
  'network/proxy-failed': {
    title: 'The proxy did not make the connection',
    meaning:
      'The request did not get past the proxy of this network. It says nothing about the gateway or the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'after-fix',
    causes: [
      'the proxy is overloaded or does not reach the gateway',
      'what answers at the address of the variable is no proxy',
      'the certificate of the proxy is not trusted here',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check the proxy variable, or ask who runs the network',
        why: 'the proxy decides what passes',
      },
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    summary: ({ proxy, code }: { proxy: string; code: string }) =>
      `the proxy ${proxy} did not connect (${code})`,
  },
  'network/proxy-unsupported': {
    title: 'The proxy variable names a kind of proxy that nexus cannot use',
    meaning: 'nexus connected directly. A client that uses this proxy may see something else.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['the variable names a SOCKS proxy', 'the value is not a URL'],
    fixes: [
      {
        kind: 'do',
        what: 'set HTTPS_PROXY to an http:// proxy if you have one',
        why: 'this kind is supported',
      },
    ],
    verify: 'nexus doctor --only network.proxy-is-consistent',
    source: ours,
    summary: ({ variable, kind }: { variable: string; kind: string }) =>
      `${variable} names ${withArticle(kind)} proxy, which was not used`,
  },
  'network/proxy-variables-differ': {
    title: 'Two proxy variables say different things',
    meaning: 'Programs disagree on which one counts, so one client may work while another fails.',
    severity: 'warning',
    owner: 'you',
    retry: 'not-documented',
    causes: ['the lower-case and the upper-case variable were set by different tools'],
    fixes: [
      {
        kind: 'do',
        what: 'set both variables to the same value, or remove one',
        why: 'then all programs agree',
      },
    ],
    verify: 'nexus doctor --only network.proxy-is-consistent',
    source: ours,
    summary: ({ variable }: { variable: string }) =>
      `${variable.toLowerCase()} and ${variable} have different values`,
  },
} as const satisfies Record<`network/${string}`, LocalEntry<never>>;
