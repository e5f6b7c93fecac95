import type { Scenario } from '../scenario.ts';
import { broken } from './promises.ts';

/** Certificates that no client should accept. */
export const tlsScenarios: readonly Scenario[] = [
  {
    id: 'tls/expired',
    story: 'The certificate of the gateway has expired',
    provider: 'nexus',
    gateway: { tls: 'expired' },
    expects: broken('network/certificate-expired'),
  },
  {
    id: 'tls/not-yet-valid',
    story: 'The certificate is not valid yet, as when the clock of a machine is behind',
    provider: 'nexus',
    gateway: { tls: 'not-yet-valid' },
    expects: broken('network/certificate-not-yet-valid'),
  },
  {
    id: 'tls/wrong-host',
    story: 'The certificate belongs to another host',
    provider: 'nexus',
    gateway: { tls: 'wrong-host' },
    expects: broken('network/certificate-wrong-host'),
  },
  {
    id: 'tls/unknown-issuer',
    story: 'A company proxy shows a certificate of its own',
    provider: 'nexus',
    gateway: { tls: 'unknown-issuer' },
    expects: broken('network/certificate-unknown-issuer'),
  },
  {
    id: 'tls/self-signed',
    story: 'The gateway runs with a certificate that was made for a test',
    provider: 'nexus',
    gateway: { tls: 'self-signed' },
    expects: broken('network/certificate-self-signed'),
  },
  {
    id: 'tls/not-tls',
    story: 'The base URL says https, and the port speaks plain http',
    provider: 'nexus',
    gateway: {},
    client: { env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: 'https://{host}' } },
    expects: broken('network/not-tls'),
  },
];
