import { isIP } from 'node:net';
import { diagnose } from '../../errors/diagnose.ts';
import { notApplicable, own, pass, problem, unknown } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { urlIsWellFormed } from '../url/url-is-well-formed.ts';
import { whereOf } from '../where.ts';
import { firstContact, firstPath } from './first-contact.ts';
import { unusedProxy } from './unused-proxy.ts';

export const hostResolves = defineCheck({
  id: 'network.host-resolves',
  title: 'The host name resolves',
  spine: true,
  needs: { url: urlIsWellFormed },
  observe: async (context) => {
    const { outcome, connection } = await firstContact(context);
    const where = whereOf(context, firstPath(context.gateway));
    const unused = unusedProxy(context.proxy);
    return {
      where,
      isAddress: isIP(where.host.replace(/^\[|\]$/g, '')) !== 0,
      proxy: connection.proxy ?? null,
      ...(unused === null ? {} : { unused }),
      addresses: connection.addresses ?? [],
      dnsMs: connection.dnsMs ?? null,
      failure: outcome.kind === 'unreachable' && outcome.phase === 'dns' ? outcome.code : null,
    };
  },
  judge: ({ failure, where, proxy, unused }) => {
    if (failure !== null) {
      const diagnosis = diagnose({ kind: 'unreachable', phase: 'dns', code: failure }, where);
      if (diagnosis?.certainty === 'fail') return problem(diagnosis.finding);
      // Behind such a proxy only the proxy knows the names of hosts.
      if (diagnosis !== undefined && unused !== undefined) {
        const aside = own('network/proxy-unsupported', unused);
        return unknown('the name could not be looked up without the proxy', aside, diagnosis.finding);
      }
      if (diagnosis !== undefined) return unknown('the name could not be looked up', diagnosis.finding);
    }
    return proxy === null ? pass : notApplicable('the proxy looks the name up');
  },
  fact: ({ isAddress, addresses, dnsMs }) => {
    if (isAddress) return 'it is an address';
    if (dnsMs === null) return undefined;
    return `${addresses.length} ${addresses.length === 1 ? 'address' : 'addresses'}, ${Math.round(dnsMs)} ms`;
  },
});
