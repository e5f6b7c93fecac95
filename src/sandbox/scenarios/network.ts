import type { Scenario } from '../scenario.ts';
import { broken, degraded, inconclusive } from './promises.ts';
import { always, at } from './rules.ts';

/** What happens on the way to the gateway. A failing name server needs more than one machine and is not here. */
export const networkScenarios: readonly Scenario[] = [
  {
    id: 'network/refused',
    story: 'Nothing listens at the port of the base URL',
    provider: 'nexus',
    gateway: { closed: true },
    expects: broken('network/connection-refused'),
  },
  {
    id: 'network/reset',
    story: 'Something on the way cuts every connection',
    provider: 'nexus',
    gateway: { rules: always({ kind: 'reset' }) },
    expects: inconclusive('network/connection-reset'),
  },
  {
    id: 'network/no-answer',
    story: 'The gateway takes the request and never answers',
    provider: 'nexus',
    gateway: { rules: always({ kind: 'stall' }) },
    client: { flags: ['--timeout', '0.5'] },
    expects: inconclusive('network/no-answer'),
  },
  {
    id: 'network/answer-cut',
    story: 'The connection breaks in the middle of the model list',
    provider: 'nexus',
    gateway: { rules: at('/v1/models', { kind: 'cut' }) },
    expects: inconclusive('network/answer-cut'),
  },
  {
    id: 'network/answer-too-large',
    story: 'An answer comes that is larger than any model list',
    provider: 'nexus',
    gateway: { rules: at('/v1/models', { kind: 'flood', megabytes: 60 }) },
    expects: inconclusive('network/answer-too-large'),
  },
  {
    id: 'network/proxy-login',
    story: 'A proxy on the way wants its own login',
    provider: 'nexus',
    gateway: {
      rules: always({
        kind: 'raw',
        status: 407,
        contentType: 'text/html',
        body: '<html><head><title>Proxy Authentication Required</title></head></html>',
        headers: { 'proxy-authenticate': 'Basic realm="company"' },
      }),
    },
    expects: broken('network/proxy-authentication'),
  },
  {
    id: 'network/clock-differs',
    story: 'The clock of this machine is an hour behind',
    provider: 'nexus',
    gateway: { clockOffsetMs: 3_600_000 },
    expects: degraded('local/clock-differs'),
  },
];
