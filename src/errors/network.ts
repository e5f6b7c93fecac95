import type { LocalEntry } from './entry.ts';
import { type Coded, checkAgain, type Host, ours, type Target } from './network-place.ts';

const phaseWords: Readonly<Record<string, string>> = {
  dns: 'looking up the name',
  connect: 'connecting',
  proxy: 'asking the proxy',
  tls: 'agreeing on encryption',
  request: 'sending the request',
  headers: 'waiting for the answer',
  body: 'reading the answer',
};

/** The way to the gateway: names and connections. */
export const networkErrors = {
  'network/host-not-found': {
    title: 'The host name is not known',
    meaning:
      'The name server knows no such host. This can be a typing mistake or a network that knows only some names.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'a typing mistake in the base URL',
      'this network or VPN does not know the name',
      'there is no network',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check the host name in the base URL, then the network',
        why: 'without an address nothing can be sent',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.host-resolves',
    source: ours,
    names: [
      'ENOTFOUND',
      'getaddrinfo ENOTFOUND',
      'Could not resolve host',
      'Name or service not known',
      'nodename nor servname provided',
      'No such host is known',
      'no such host',
    ],
    summary: ({ host }: Host) => `${host} was not found (ENOTFOUND)`,
  },
  'network/documented-host-not-found': {
    title: 'There is no network here, or none that knows this name',
    meaning:
      'The host is the one that the gateway documents, so its name holds no typing mistake. What was asked for the address does not know it.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: [
      'there is no network',
      'this network or VPN knows only some names',
      'a filter for names blocks this one',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check the network connection, the VPN and the name server',
        why: 'without an address nothing can be sent',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.host-resolves',
    source: ours,
    summary: ({ host }: Host) => `${host} was not found from here (ENOTFOUND)`,
  },
  'network/dns-unavailable': {
    title: 'The name server did not answer',
    meaning: 'Whether the host exists could not be asked.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: ['there is no network', 'the name server is down or not reachable from here'],
    fixes: [
      { kind: 'do', what: 'check the network connection', why: 'names cannot be looked up without it' },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.host-resolves',
    source: ours,
    names: ['EAI_AGAIN', 'EAI_FAIL', 'ETIMEOUT', 'ESERVFAIL', 'Temporary failure in name resolution'],
    summary: ({ host, code }: Host & { code: string }) => `${host} could not be looked up (${code})`,
  },
  'network/connection-refused': {
    title: 'Nothing answers at this address and port',
    meaning: 'The machine is there, but no program listens on the port.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the port or the host in the base URL is wrong',
      'a local gateway is not running',
      'localhost means another machine inside a container',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check host and port of the base URL, and start the gateway if it is yours',
        why: 'nothing listens there now',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    names: ['ECONNREFUSED', 'connection refused'],
    summary: ({ host, port }: Target) => `${host}:${port} refused the connection (ECONNREFUSED)`,
  },
  'network/connect-timeout': {
    title: 'The connection was not made in time',
    meaning: 'No answer came from the address. A firewall often drops packets in this way.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: ['a firewall or VPN drops the connection', 'IPv6 or a route is broken', 'the gateway is down'],
    fixes: [
      {
        kind: 'do',
        what: 'try another network or ask who runs this one',
        why: 'shows whether the network is the reason',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    names: ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error', 'connection timed out'],
    summary: ({ host, port, seconds }: Target & { seconds: number }) =>
      `${host}:${port} did not connect within ${seconds} s`,
  },
  'network/unreachable': {
    title: 'There is no way to this address',
    meaning: 'This machine or its network knows no route to the gateway.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: ['there is no network', 'a VPN is off', 'only IPv6 is offered and does not work here'],
    fixes: [{ kind: 'do', what: 'check the network and the VPN', why: 'there is no route now' }, checkAgain],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    names: [
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ENETDOWN',
      'EADDRNOTAVAIL',
      'No route to host',
      'Network is unreachable',
    ],
    summary: ({ host, port, code }: Coded) => `${host}:${port} cannot be reached (${code})`,
  },
  'network/connection-reset': {
    title: 'The connection was cut before the answer',
    meaning: 'Somebody on the way or the gateway itself closed it. This says nothing about the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: [
      'a firewall or proxy cuts the connection',
      'the gateway restarts',
      'the port speaks another protocol',
    ],
    fixes: [
      { kind: 'run', command: 'nexus doctor', why: 'wait a little, then see whether it happens again' },
    ],
    verify: 'nexus doctor',
    source: ours,
    names: [
      'ECONNRESET',
      'ECONNABORTED',
      'EPIPE',
      'UND_ERR_SOCKET',
      'socket hang up',
      'connection reset',
      'other side closed',
      'Remote end closed connection',
      'Empty reply from server',
    ],
    summary: ({ host, port, code }: Coded) =>
      `${host}:${port} closed the connection without an answer (${code})`,
  },
  'network/public-address': {
    title: 'A private name leads to a public address',
    meaning:
      'The base URL is plain http: and was taken for a private one. The connection was not made, so that the key is not sent unencrypted.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the name is resolved by a public name server', 'a search domain was added to the name'],
    fixes: [
      { kind: 'do', what: 'use https: in the base URL', why: 'encrypts the way to the gateway' },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    summary: ({ host }: Host) => `${host} has a public address, and the base URL is not encrypted`,
  },
  'network/name-behind-proxy': {
    title: 'Only the proxy knows where this name leads',
    meaning:
      'The base URL is plain http: and the proxy looks its name up. Whether the address is private can not be seen from here, so nothing was sent.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a proxy variable takes in a gateway of your own network'],
    fixes: [
      { kind: 'do', what: 'use https: in the base URL', why: 'encrypts the way to the gateway' },
      {
        kind: 'do',
        what: 'put the name itself into NO_PROXY, if the gateway can be reached without the proxy',
        why: 'the address is then looked up here, and a range of addresses says nothing about a name',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    summary: ({ host }: Host) =>
      `the proxy looks up ${host}, so its address is not known here, and the base URL is not encrypted`,
  },
  'network/public-proxy': {
    title: 'The way to this private address leads through a proxy at a public one',
    meaning:
      'Base URL and proxy are both plain http:, so everybody on the way to the proxy could read the key. Nothing was sent.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['a proxy variable takes in a gateway of your own network'],
    fixes: [
      {
        kind: 'do',
        what: 'put the host into NO_PROXY, if the gateway can be reached without the proxy',
        why: 'the way then stays in your own network',
      },
      { kind: 'do', what: 'use https: in the base URL', why: 'encrypts the way to the gateway' },
      checkAgain,
    ],
    verify: 'nexus doctor --only network.port-connects',
    source: ours,
    summary: ({ host, proxy }: { host: string; proxy: string }) =>
      `plain http: to ${host} would go through ${proxy}, which is not in a private network`,
  },
  'network/out-of-files': {
    title: 'This machine has no free file handles',
    meaning: 'The operating system refused to open another connection. This says nothing about the gateway.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['too many open files or connections'],
    fixes: [
      {
        kind: 'do',
        what: 'close other programs, or raise the limit of open files (ulimit -n)',
        why: 'a connection needs a handle',
      },
      checkAgain,
    ],
    verify: 'nexus doctor',
    source: ours,
    names: ['EMFILE', 'ENFILE', 'too many open files'],
    summary: ({ code }: { code: string }) => `the operating system refused a connection (${code})`,
  },
  'network/failed': {
    title: 'The connection failed',
    meaning: 'The reason has no entry of its own. This says nothing about the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'not-documented',
    causes: [
      'a fault of the network or of a machine on the way',
      'a client hides the reason: its own log may hold a code such as ECONNREFUSED',
    ],
    fixes: [
      { kind: 'run', command: 'nexus doctor', why: 'wait a little, then see whether it happens again' },
    ],
    verify: 'nexus doctor',
    source: ours,
    names: ['fetch failed', 'connection error', 'Failed to fetch', 'APIConnectionError'],
    summary: ({ host, port, code, phase }: Coded & { phase: string }) =>
      `${host}:${port} failed while ${phaseWords[phase] ?? phase} (${code})`,
  },
} as const satisfies Record<`network/${string}`, LocalEntry<never>>;
