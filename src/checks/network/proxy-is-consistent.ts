import { notApplicable, own, problemsOrPass } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { urlIsWellFormed } from '../url/url-is-well-formed.ts';

export const proxyIsConsistent = defineCheck({
  id: 'network.proxy-is-consistent',
  title: 'The proxy variables agree',
  spine: false,
  needs: { url: urlIsWellFormed },
  observe: async ({ proxy }) => ({
    shown: proxy.shown ?? null,
    variable: proxy.variable ?? null,
    bypass: proxy.bypass ?? null,
    unsupported: proxy.unsupported ?? null,
    conflict: proxy.conflict ?? null,
  }),
  judge: ({ variable, unsupported, conflict, bypass }) => {
    if (variable === null) return notApplicable('no proxy variable is set');
    if (bypass === 'loopback') return notApplicable('this machine is reached without a proxy');
    return problemsOrPass([
      ...(unsupported === null || bypass !== null
        ? []
        : [
            own('network/proxy-unsupported', {
              variable,
              kind: unsupported === 'socks' ? 'SOCKS' : 'unreadable',
            }),
          ]),
      ...(conflict === null ? [] : [own('network/proxy-variables-differ', { variable: conflict })]),
    ]);
  },
  fact: ({ shown, variable, bypass }) => {
    if (bypass === 'no-proxy') return `not used, NO_PROXY covers the host`;
    return shown === null || variable === null ? undefined : `${shown} (${variable})`;
  },
});
