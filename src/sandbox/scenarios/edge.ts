import type { Reply, Scenario } from '../scenario.ts';
import { broken, inconclusive } from './promises.ts';
import { always, at } from './rules.ts';

function page(status: number, title: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { kind: 'raw', status, contentType: 'text/html; charset=utf-8', body, headers };
}

/** Something else than the gateway answers. */
export const edgeScenarios: readonly Scenario[] = [
  {
    id: 'edge/web-page',
    story: 'The base URL leads to the web site, which shows its start page at every path',
    provider: 'nexus',
    gateway: { rules: always(page(200, 'Welcome')) },
    expects: broken('edge/html-instead-of-api'),
  },
  {
    id: 'edge/blocked',
    story: 'A protection wall takes the request for an attack',
    provider: 'nexus',
    gateway: {
      rules: always(
        page(403, 'Sorry, you have been blocked', { server: 'cloudflare', 'cf-ray': '0123456789abcdef-FRA' }),
      ),
    },
    expects: broken('edge/blocked'),
  },
  {
    id: 'edge/login-page',
    story: 'A company login stands before the gateway',
    provider: 'nexus',
    gateway: { rules: always(page(401, 'Sign in', { 'www-authenticate': 'Basic realm="company"' })) },
    expects: broken('edge/login-page'),
  },
  {
    id: 'edge/captive-portal',
    story: 'The network of the hotel wants a login first',
    provider: 'nexus',
    gateway: { rules: always(page(511, 'Network Authentication Required')) },
    expects: broken('edge/captive-portal'),
  },
  {
    id: 'edge/portal-redirect',
    story: 'The network of the train sends every request to its own welcome page',
    provider: 'nexus',
    gateway: {
      rules: always({ kind: 'redirect', status: 302, to: 'http://portal.train.example/login?from=gateway' }),
    },
    expects: broken('edge/login-page'),
  },
  {
    id: 'edge/redirect',
    story: 'The gateway moved to another host and sends clients there',
    provider: 'nexus',
    gateway: { rules: always({ kind: 'redirect', status: 308, to: 'https://gateway.example/v1/models' }) },
    expects: broken('edge/redirect'),
  },
  {
    id: 'edge/redirect-loop',
    story: 'One rule adds a slash to the path, and another takes it away',
    provider: 'nexus',
    gateway: {
      rules: ['/v1/models', '/v1/balance'].flatMap((path) => [
        ...at(path, { kind: 'redirect', status: 301, to: `${path}/` }),
        ...at(`${path}/`, { kind: 'redirect', status: 301, to: path }),
      ]),
    },
    expects: broken('edge/redirect-loop'),
  },
  {
    id: 'edge/another-api',
    story: 'An API of another kind answers at this address',
    provider: 'nexus',
    gateway: { rules: always({ kind: 'json', status: 200, body: { service: 'metrics', version: '11.2' } }) },
    expects: broken('edge/not-this-api'),
  },
  {
    id: 'edge/plain-text',
    story: 'A health check answers OK to everything',
    provider: 'nexus',
    gateway: { rules: always({ kind: 'raw', status: 200, contentType: 'text/plain', body: 'OK' }) },
    expects: broken('edge/not-this-api'),
  },
  {
    id: 'edge/noise',
    story: 'Ten megabytes of noise come instead of the model list',
    provider: 'nexus',
    gateway: { rules: at('/v1/models', { kind: 'flood', megabytes: 10 }) },
    expects: broken('edge/not-this-api'),
  },
  {
    id: 'edge/empty',
    story: 'Everything answers 200 without a body',
    provider: 'nexus',
    gateway: { rules: always({ kind: 'raw', status: 200, contentType: 'text/plain', body: '' }) },
    expects: broken('edge/not-this-api'),
  },
  {
    id: 'edge/bad-gateway-page',
    story: 'The server before the gateway finds it down and shows its own page',
    provider: 'nexus',
    gateway: { rules: always(page(502, '502 Bad Gateway', { server: 'nginx' })) },
    expects: inconclusive('edge/server-error-page'),
  },
];
