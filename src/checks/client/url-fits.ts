import type { ClientBaseUrl, ClientFacts } from '../../clients/client-facts.ts';
import { removable } from '../../clients/removable.ts';
import { ofClient } from '../../errors/clients/index.ts';
import { type Judgement, pass, problem, problemsOrPass, unknown } from '../../errors/finding.ts';
import { isMissing, wireFactsOf } from '../../gateway/wire-facts.ts';
import { type CheckContext, defineCheck } from '../check.ts';
import { areOpen, namedClient, noClient, problemsAbout } from './named-client.ts';

export const clientUrlFits = defineCheck({
  id: 'client.url-fits',
  title: 'The client’s base URL fits',
  spine: false,
  needs: {},
  doesNotApply: noClient,
  observe: async (context) => {
    const client = namedClient(context);
    const { id, baseUrl, missing, right, vendorUrl } = client;
    return {
      id,
      baseUrl: baseUrl ?? null,
      missing: { looked: missing.urlLooked, setting: missing.urlSetting, right },
      goesTo: vendorUrl ?? 'the provider’s own host',
      findings: problemsAbout(client, 'url'),
      served: baseUrl === undefined ? null : await isServed(baseUrl, context),
    };
  },
  judge: (evidence) => {
    const { id, baseUrl, missing, goesTo, findings } = evidence;
    const [open] = findings;
    if (baseUrl === null && open !== undefined && areOpen(findings)) {
      return unknown('which base URL the client uses is not known', open);
    }
    if (findings.length > 0) return problemsOrPass(findings);
    if (baseUrl === null) return problem(ofClient(id, 'url-not-set', { ...missing, goesTo }));
    const { typed, from, setting, right } = baseUrl;
    if (baseUrl.isVendor)
      return problem(ofClient(id, 'url-is-vendor', { from, typed, setting, right: missing.right }));
    if (baseUrl.isForeign)
      return problem(ofClient(id, 'url-in-project', { from, typed, what: removable({ from, setting }) }));
    const place = { from, typed, setting, right };
    switch (baseUrl.fit) {
      case 'fits':
        return pass;
      case 'whole-endpoint':
        return problem(ofClient(id, 'url-is-whole-endpoint', place));
      case 'unusable':
        return problem(ofClient(id, 'url-unusable', place));
      default:
        return offByVersion(evidence, baseUrl);
    }
  },
  fact: ({ baseUrl }) => (baseUrl === null ? undefined : `${baseUrl.typed} (${baseUrl.from})`),
});

type Served = 'yes' | 'no' | 'not-known' | null;

/** A /v1 too many or too few is wrong where nothing answers; some gateways serve both. */
function offByVersion(
  { id, served }: { readonly id: ClientFacts['id']; readonly served: Served },
  { typed, from, setting, right, fit, listUrl = '' }: ClientBaseUrl,
): Judgement {
  if (served === 'yes') return pass;
  const called = listUrl.replace(/\/models$/, '/…');
  const name = fit === 'has-v1' ? 'url-has-v1' : 'url-lacks-v1';
  const finding = ofClient(id, name, { from, typed, setting, right, called });
  return served === 'no'
    ? problem(finding)
    : unknown('the gateway did not say what it serves there', finding);
}

/** Asks where the client would ask. Only for an address that is off, and only at the origin that is tested anyway. */
async function isServed(
  { listUrl, isTested, isForeign, isVendor }: ClientBaseUrl,
  { gateway, settings }: CheckContext,
): Promise<Served> {
  if (listUrl === undefined || isForeign || isVendor) return null;
  if (!isTested) return 'not-known';
  const facts = wireFactsOf(
    await gateway.look(listUrl, gateway.carriesKey ? 'real' : 'none'),
    settings.profile.value,
  );
  if (facts.kind === 'success' && facts.isModelList) return 'yes';
  return isMissing(facts) || facts.kind === 'not-api' || facts.kind === 'success' ? 'no' : 'not-known';
}
