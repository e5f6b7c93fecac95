import { own, pass, problem } from '../../errors/finding.ts';
import { builtInHostNear } from '../../settings/key-policy.ts';
import { isOwnHost, ownerOf } from '../../settings/own-host.ts';
import { defineCheck } from '../check.ts';
import { urlIsWellFormed } from './url-is-well-formed.ts';

export const hostIsExpected = defineCheck({
  id: 'url.host-is-expected',
  title: 'The host fits the provider',
  spine: false,
  needs: { url: urlIsWellFormed },
  observe: async ({ settings }, { url }) => {
    const profile = settings.profile.value;
    const isOwn = isOwnHost(profile, url);
    return {
      host: url.host ?? url.typed,
      network: url.network,
      provider: profile.name,
      documentedBaseUrl: profile.baseUrl,
      isOwn,
      belongsTo: isOwn ? null : (ownerOf(url, settings.profiles)?.name ?? null),
      meant: isOwn ? null : (builtInHostNear(url) ?? null),
    };
  },
  judge: ({ host, network, provider, documentedBaseUrl, isOwn, belongsTo, meant }) => {
    if (belongsTo !== null)
      return problem(own('local/host-of-another-provider', { host, chosen: provider, belongsTo }));
    if (meant !== null)
      return problem(own('local/host-looks-mistyped', { host, meant, suggestion: documentedBaseUrl }));
    if (isOwn || network !== 'public') return pass;
    return { kind: 'pass', hints: [own('local/host-not-documented', { host, provider })] };
  },
  fact: ({ network, isOwn }) => (network === 'public' && !isOwn ? 'not a documented host' : undefined),
});
