import type { LocalEntry } from './entry.ts';
import { type Coded, checkAgain, ours, type Target } from './network-place.ts';

type Shown = Target & {
  issuer?: string;
  validFrom?: string;
  validTo?: string;
  names?: readonly string[];
  code: string;
};
const issuedBy = (issuer: string | undefined) => (issuer === undefined ? '' : `, issued by ${issuer}`);

/** Why a certificate or a handshake is not trusted. nexus never goes on without trust. */
export const tlsErrors = {
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
