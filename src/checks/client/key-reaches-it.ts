import type { ClientFacts, ClientKey } from '../../clients/client-facts.ts';
import { removable } from '../../clients/removable.ts';
import { type ClientFinding, ofClient } from '../../errors/clients/index.ts';
import { problem, problemsOrPass, unknown } from '../../errors/finding.ts';
import type { KeyShape } from '../../settings/key-shape.ts';
import { defineCheck } from '../check.ts';
import { areOpen, namedClient, noClient, problemsAbout } from './named-client.ts';

export const clientKeyReachesIt = defineCheck({
  id: 'client.key-reaches-it',
  title: 'The client has a key to send',
  spine: false,
  needs: {},
  doesNotApply: noClient,
  observe: async (context) => {
    const client = namedClient(context);
    const { id, credential, projectKeys, missing } = client;
    return {
      id,
      credential: credential ?? null,
      projectKeys,
      missing: { looked: missing.keyLooked, setting: missing.keySetting },
      findings: problemsAbout(client, 'key'),
    };
  },
  judge: ({ id, credential, projectKeys, missing, findings }) => {
    const inProject = projectKeys.map((from) => ofClient(id, 'key-in-project', { from }));
    const [ofFolder] = inProject;
    // The client may use it; whether it is right is not looked at here.
    if (credential === null && findings.length === 0 && ofFolder !== undefined) {
      return unknown('a key of the folder is not used here', ofFolder);
    }
    const [open] = findings;
    if (credential === null && open !== undefined && areOpen(findings)) {
      return unknown('where the client has its key is not known', open);
    }
    if (credential === null) {
      const [first = ofClient(id, 'no-key', missing), ...rest] = findings;
      return problem(first, ...rest, ...inProject);
    }
    if (credential.shape === undefined && findings.length === 0) {
      return unknown('the key is not opened here', ofClient(id, 'key-not-read', { from: credential.from }));
    }
    return problemsOrPass([...findings, ...faultsOf(id, credential), ...inProject]);
  },
  fact: ({ credential }) => credential?.from,
});

function faultsOf(id: ClientFacts['id'], { from, setting, shape }: ClientKey): readonly ClientFinding[] {
  if (shape === undefined) return [];
  if (shape.problem !== undefined) {
    return [ofClient(id, 'key-unusable', { from, setting, why: faultWords[shape.problem] })];
  }
  const vendor = shape.foreignVendor;
  return [
    ...(shape.outerSpace ? [ofClient(id, 'key-has-spaces', { from, setting })] : []),
    ...(vendor === undefined ? [] : [ofClient(id, 'key-of-another-vendor', { from, setting, vendor })]),
  ];
}

const faultWords: Readonly<Record<NonNullable<KeyShape['problem']>, string>> = {
  empty: 'is empty',
  'line-break': 'has a line break inside',
  quotes: 'has quotation marks',
  'illegal-character': 'has a character that no key has',
  'bearer-prefix': 'begins with the word Bearer, which the client adds itself',
  'not-a-key': 'is something else than a key, such as a whole line, a URL or a path',
  placeholder: 'is a placeholder from an example',
  unexpanded: 'is the name of a variable, not its value',
};

/** What to say where no key of the client can be tested: why it brings none for this gateway. */
export function whyNoKey(client: ClientFacts): { readonly finding: ClientFinding; readonly isOpen: boolean } {
  const { id, baseUrl, credential, projectKeys, missing, right, vendorUrl } = client;
  const url = { looked: missing.urlLooked, setting: missing.urlSetting, right };
  const [known] = [
    ...problemsAbout(client, 'key'),
    ...(credential === undefined ? [] : problemsAbout(client, 'url')),
  ];
  if (known !== undefined) return { finding: known, isOpen: areOpen([known]) };
  const [ofFolder] = projectKeys;
  if (credential === undefined && ofFolder !== undefined) {
    return { finding: ofClient(id, 'key-in-project', { from: ofFolder }), isOpen: true };
  }
  if (credential === undefined) {
    const finding = ofClient(id, 'no-key', { looked: missing.keyLooked, setting: missing.keySetting });
    return { finding, isOpen: false };
  }
  const { from } = credential;
  if (credential.shape === undefined)
    return { finding: ofClient(id, 'key-not-read', { from }), isOpen: true };
  if (baseUrl === undefined) {
    const goesTo = vendorUrl ?? 'the provider’s own host';
    return { finding: ofClient(id, 'url-not-set', { ...url, goesTo }), isOpen: false };
  }
  const { typed, setting, isForeign, isVendor } = baseUrl;
  if (isForeign)
    return {
      finding: ofClient(id, 'url-in-project', { from: baseUrl.from, typed, what: removable(baseUrl) }),
      isOpen: false,
    };
  const place = { from: baseUrl.from, typed, setting };
  const finding = isVendor
    ? ofClient(id, 'url-is-vendor', { ...place, right })
    : ofClient(id, 'url-unusable', { ...place, right: baseUrl.right });
  return { finding, isOpen: false };
}
