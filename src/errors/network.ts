import { withArticle } from './article.ts';
import type { LocalEntry } from './entry.ts';

const ours = { kind: 'inferred', from: 'error codes of the operating system, OpenSSL and HTTP' } as const;
const checkAgain = { kind: 'run', command: 'nexus doctor', why: 'check the connection again' } as const;

type Host = { host: string };
type Target = { host: string; port: number };
type Coded = Target & { code: string };

/** The way to the gateway: names, connections, proxies, answers that do not arrive. */
const wayErrors = {
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
    fixes: [{ kind: 'run', command: 'nexus doctor', why: 'see whether it happens again' }],
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
  'network/no-answer': {
    title: 'The gateway did not answer in time',
    meaning: 'It took the request, but no answer came. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: ['the gateway or its upstream is overloaded', 'a proxy holds the answer back'],
    fixes: [{ kind: 'run', command: 'nexus doctor --timeout 30', why: 'wait longer' }],
    verify: 'nexus doctor',
    source: ours,
    names: ['UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error', 'request timed out', 'read timed out'],
    summary: ({ host, seconds }: Host & { seconds: number }) =>
      `${host} took the request and sent no answer within ${seconds} s`,
  },
  'network/answer-unfinished': {
    title: 'The answer began and did not end in time',
    meaning: 'A part of it is missing, so nothing can be concluded from it. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'later',
    causes: ['the gateway or its upstream hangs', 'a proxy holds the rest of the answer back'],
    fixes: [{ kind: 'run', command: 'nexus doctor --timeout 30', why: 'wait longer' }],
    verify: 'nexus doctor',
    source: ours,
    names: ['UND_ERR_BODY_TIMEOUT', 'Body Timeout Error'],
    summary: ({ host, seconds, began }: Host & { seconds: number; began: 'silent' | 'unfinished' }) =>
      began === 'silent'
        ? `${host} began its answer and then sent nothing for ${seconds} s`
        : `${host} began its answer and did not end it within ${seconds} s`,
  },
  'network/answer-cut': {
    title: 'The answer ended too early',
    meaning: 'A part of it is missing, so nothing can be concluded from it.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: ['a proxy or antivirus program cuts answers', 'the gateway broke off'],
    fixes: [{ kind: 'run', command: 'nexus doctor', why: 'see whether it happens again' }],
    verify: 'nexus doctor',
    source: ours,
    names: [
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      'ERR_STREAM_PREMATURE_CLOSE',
      'premature close',
      'incomplete chunked read',
    ],
    summary: ({ route, bytes }: { route: string; bytes: number }) =>
      `the answer to ${route} broke off after ${bytes} bytes`,
  },
  'network/answer-too-large': {
    title: 'The answer is larger than any model list',
    meaning: 'It was not read to its end, so nothing can be concluded from it.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['the base URL leads to a download or to another service'],
    fixes: [{ kind: 'do', what: 'check the base URL', why: 'a gateway’s list is much smaller' }, checkAgain],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route, megabytes }: { route: string; megabytes: number }) =>
      `the answer to ${route} is larger than ${megabytes} MB`,
  },
  'network/answer-undecodable': {
    title: 'The answer is packed in a way that cannot be read',
    meaning: 'Its compression is broken or unknown, so nothing can be concluded from it.',
    severity: 'error',
    owner: 'your-network',
    retry: 'not-documented',
    causes: ['a proxy changes answers'],
    fixes: [
      { kind: 'do', what: 'try without the proxy or on another network', why: 'shows who packs the answer' },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    summary: ({ route }: { route: string }) => `the answer to ${route} cannot be unpacked`,
  },
  'network/answer-malformed': {
    title: 'The answer contradicts itself about its length',
    meaning: 'Where it ends cannot be told, so it was not read. This says nothing about the key.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: [
      'the gateway and a proxy before it each set a length',
      'a proxy in this network changes answers',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'try without the proxy or on another network; if it stays, tell the gateway’s support',
        why: 'shows who sets the second length',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['HPE_UNEXPECTED_CONTENT_LENGTH', 'HPE_INVALID_TRANSFER_ENCODING'],
    summary: ({ host, port, code }: Coded) => `${host}:${port} gave its answer two lengths (${code})`,
  },
  'network/headers-too-large': {
    title: 'The headers of the answer are too large',
    meaning: 'Clients refuse such an answer before they see what it says.',
    severity: 'error',
    owner: 'gateway',
    retry: 'not-documented',
    causes: ['a server on the way adds many or very long headers', 'the base URL leads to another service'],
    fixes: [
      {
        kind: 'do',
        what: 'check the base URL; if it is right, tell the gateway’s support',
        why: 'no setting here makes the headers shorter',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW', 'Headers Overflow Error', 'Header overflow'],
    summary: ({ host, port, code }: Coded) => `${host}:${port} sent more than 16 KiB of headers (${code})`,
  },
  'network/wants-tls': {
    title: 'The server speaks https: on this port',
    meaning: 'The base URL says http:, so the server did not understand the request.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the base URL has http: where https: is needed',
      'the port in the base URL is the one for https:',
    ],
    fixes: [
      { kind: 'do', what: 'use https: in the base URL', why: 'the server expects it on this port' },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: [
      'The plain HTTP request was sent to HTTPS port',
      'Client sent an HTTP request to an HTTPS server',
      'speaking plain HTTP to an SSL-enabled server port',
      'This combination of host and port requires TLS',
    ],
    summary: ({ host, port }: Target) => `${host}:${port} answers to https:, and the base URL says http:`,
  },
  'network/not-http': {
    title: 'The answer is not HTTP',
    meaning: 'Another program than a gateway listens on this port.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the port in the base URL belongs to another service', 'the server expects https: on this port'],
    fixes: [
      {
        kind: 'do',
        what: 'check scheme and port of the base URL',
        why: 'http: and https: have different ports',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only gateway.speaks-this-api',
    source: ours,
    names: ['HPE_INVALID_CONSTANT', 'HPE_INVALID_HEADER_TOKEN', 'Received HTTP/0.9 when not allowed'],
    summary: ({ host, port, code }: Coded) => `${host}:${port} answered something that is not HTTP (${code})`,
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
    causes: ['the code below names the reason of the operating system'],
    fixes: [{ kind: 'run', command: 'nexus doctor', why: 'see whether it happens again' }],
    verify: 'nexus doctor',
    source: ours,
    names: ['fetch failed', 'connection error', 'Failed to fetch', 'APIConnectionError'],
    summary: ({ host, port, code, phase }: Coded & { phase: string }) =>
      `${host}:${port} failed while ${phaseWords[phase] ?? phase} (${code})`,
  },
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
      `${variable} and its other spelling have different values`,
  },
} as const satisfies Record<`network/${string}`, LocalEntry<never>>;

const phaseWords: Readonly<Record<string, string>> = {
  dns: 'looking up the name',
  connect: 'connecting',
  proxy: 'asking the proxy',
  tls: 'agreeing on encryption',
  request: 'sending the request',
  headers: 'waiting for the answer',
  body: 'reading the answer',
};

type Shown = Target & {
  issuer?: string;
  validFrom?: string;
  validTo?: string;
  names?: readonly string[];
  code: string;
};
const issuedBy = (issuer: string | undefined) => (issuer === undefined ? '' : `, issued by ${issuer}`);

/** Why a certificate is not trusted. nexus never goes on without trust. */
const certificateErrors = {
  'network/certificate-expired': {
    title: 'The certificate has expired',
    meaning: 'The connection was not made. Nothing was sent.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: [
      'the gateway did not renew its certificate',
      'the clock of this machine is wrong',
      'a proxy in this network shows an old certificate',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check the clock of this machine; if it is right, tell the gateway’s support',
        why: 'a wrong clock makes good certificates look expired',
      },
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: ['CERT_HAS_EXPIRED', 'certificate has expired'],
    summary: ({ host, validTo, issuer }: Shown) =>
      `the certificate of ${host} expired${validTo === undefined ? '' : ` on ${validTo.slice(0, 10)}`}${issuedBy(issuer)}`,
  },
  'network/certificate-not-yet-valid': {
    title: 'The certificate is not valid yet',
    meaning: 'The connection was not made. Mostly the clock of this machine is behind.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: ['the clock of this machine is behind', 'the gateway shows a certificate for later'],
    fixes: [
      { kind: 'do', what: 'set the clock of this machine right', why: 'certificates are checked against it' },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: ['CERT_NOT_YET_VALID', 'certificate is not yet valid'],
    summary: ({ host, validFrom, issuer }: Shown) =>
      `the certificate of ${host} is valid only from ${validFrom?.slice(0, 10) ?? 'a later date'}${issuedBy(issuer)}`,
  },
  'network/certificate-wrong-host': {
    title: 'The certificate belongs to another host',
    meaning: 'The connection was not made, because the server does not prove that it is this host.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the base URL names another host than the gateway’s',
      'a login page or proxy of this network answers instead',
    ],
    fixes: [
      { kind: 'do', what: 'check the host name in the base URL', why: 'the server is not the one it names' },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'HOSTNAME_MISMATCH',
      "does not match certificate's altnames",
      'no alternative certificate subject name matches',
    ],
    summary: ({ host, names }: Shown) =>
      `the server shows a certificate for ${names === undefined || names.length === 0 ? 'another name' : names.slice(0, 3).join(', ')}, not for ${host}`,
  },
  'network/certificate-unknown-issuer': {
    title: 'The issuer of the certificate is not trusted here',
    meaning: 'The connection was not made. In company networks a proxy often shows its own certificate.',
    severity: 'error',
    owner: 'your-network',
    retry: 'after-fix',
    causes: [
      'a company proxy or antivirus program reads encrypted traffic',
      'the gateway uses a certificate of its own',
      'the server does not send its intermediate certificate',
    ],
    fixes: [
      {
        kind: 'set',
        setting: 'NODE_EXTRA_CA_CERTS',
        to: '<path of the issuer’s certificate in PEM form>',
        why: 'Node.js programs then trust this issuer',
      },
      {
        kind: 'do',
        what: 'ask who runs this network for that certificate',
        why: 'only they can say that it is theirs',
      },
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'CERT_UNTRUSTED',
      'self-signed certificate',
      'self signed certificate',
      'unable to get local issuer certificate',
      'unable to verify the first certificate',
    ],
    summary: ({ host, issuer, code }: Shown) =>
      `the certificate of ${host} is${issuer === undefined ? ' not trusted' : ` issued by ${issuer}, which is not trusted here`} (${code})`,
  },
  'network/certificate-self-signed': {
    title: 'The certificate is signed by itself',
    meaning: 'The connection was not made, because nobody vouches for this server.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: [
      'the gateway runs with a certificate that was made for a test',
      'a router or a login page of this network answers instead',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'ask who runs the gateway for a certificate of a known issuer',
        why: 'every client refuses this one',
      },
      {
        kind: 'set',
        setting: 'NODE_EXTRA_CA_CERTS',
        to: '<path of this certificate in PEM form>',
        why: 'only if the gateway is yours: Node.js programs then trust it',
      },
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: ['DEPTH_ZERO_SELF_SIGNED_CERT'],
    summary: ({ host, issuer, code }: Shown) =>
      `the certificate of ${host} is signed by itself${issuer === undefined ? '' : ` (${issuer})`} (${code})`,
  },
  'network/certificate-chain-incomplete': {
    title: 'The server sends its certificate without that of the issuer',
    meaning:
      'The connection was not made. Browsers often find the missing certificate by themselves; Node.js, Python and curl do not.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: ['the server was set up without its intermediate certificate'],
    fixes: [
      {
        kind: 'do',
        what: 'tell who runs the gateway to send the whole chain (fullchain.pem)',
        why: 'only the server can send it',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    summary: ({ host, issuer, code }: Shown) =>
      `${host} does not send the certificate of its issuer${issuer === undefined ? '' : `, ${issuer}`} (${code})`,
  },
  'network/certificate-invalid': {
    title: 'The certificate is not accepted',
    meaning: 'The connection was not made. Nothing was sent.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: ['the certificate was revoked or is too weak', 'a proxy changes the certificate'],
    fixes: [
      {
        kind: 'do',
        what: 'try another network; if it is the same there, tell the gateway’s support',
        why: 'shows whether the network is the reason',
      },
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: [
      'CERT_REVOKED',
      'CERT_REJECTED',
      'CERT_SIGNATURE_FAILURE',
      'CERTIFICATE_VERIFY_FAILED',
      'certificate verify failed',
    ],
    summary: ({ host, code, issuer }: Shown) =>
      `the certificate of ${host} was not accepted (${code})${issuedBy(issuer)}`,
  },
  'network/not-tls': {
    title: 'The server does not speak https: on this port',
    meaning: 'The base URL says https:, but the answer is not encrypted.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    causes: [
      'the server speaks plain http: on this port',
      'a proxy or login page of this network answers instead',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'check scheme and port of the base URL',
        why: 'http: and https: have different ports',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'ERR_SSL_PACKET_LENGTH_TOO_LONG',
      'WRONG_VERSION_NUMBER',
      'wrong version number',
    ],
    summary: ({ host, port, code }: Coded) => `${host}:${port} does not speak TLS (${code})`,
  },
  'network/tls-timeout': {
    title: 'The server does not take part in the handshake of https:',
    meaning: 'The connection was made, and then nothing came. This says nothing about the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: [
      'a firewall or proxy holds encrypted connections to this host back',
      'the port belongs to a program that waits for something else',
      'the gateway is overloaded',
    ],
    fixes: [
      { kind: 'do', what: 'try another network', why: 'shows whether this network is the reason' },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: ['TLS handshake timeout', 'SSL connection timeout'],
    summary: ({ host, port, seconds }: Target & { seconds: number }) =>
      `${host}:${port} connected and did not agree on encryption within ${seconds} s`,
  },
  'network/tls-too-old': {
    title: 'The server knows only old encryption',
    meaning:
      'The connection was not made. Node.js and current clients ask for TLS 1.2 or newer, as TLS 1.0 and 1.1 are no longer safe.',
    severity: 'error',
    owner: 'gateway',
    retry: 'after-fix',
    causes: [
      'the server or a proxy before it was not updated for years',
      'an old company proxy answers instead',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'try another network; if it is the same there, tell the gateway’s support',
        why: 'only the server can offer newer encryption',
      },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: { kind: 'documented', url: 'https://www.rfc-editor.org/rfc/rfc8996' },
    names: [
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      'ERR_SSL_VERSION_TOO_LOW',
      'tlsv1 alert protocol version',
    ],
    summary: ({ host, port, code }: Coded) => `${host}:${port} does not offer TLS 1.2 or newer (${code})`,
  },
  'network/tls-failed': {
    title: 'The encrypted connection could not be agreed on',
    meaning: 'It ended before the certificate could be judged. This says nothing about the key.',
    severity: 'error',
    owner: 'your-network',
    retry: 'later',
    causes: [
      'a firewall or proxy cuts encrypted connections to this host',
      'the server is overloaded, or wants another kind of encryption',
    ],
    fixes: [
      { kind: 'do', what: 'try another network', why: 'shows whether this network is the reason' },
      checkAgain,
    ],
    verify: 'nexus doctor --only tls.certificate-is-trusted',
    source: ours,
    names: [
      'EPROTO',
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      'SSL handshake failed',
      'Client network socket disconnected before secure TLS connection was established',
    ],
    summary: ({ host, port, code }: Coded) =>
      `${host}:${port} broke off while agreeing on encryption (${code})`,
  },
} as const satisfies Record<`network/${string}`, LocalEntry<never>>;

export const networkErrors = { ...wayErrors, ...certificateErrors };
