import { own, pass, problem } from '../../errors/finding.ts';
import { mayCarryKey } from '../../settings/key-policy.ts';
import { defineCheck } from '../check.ts';
import { urlIsWellFormed } from '../url/url-is-well-formed.ts';
import { keyHasCleanShape } from './key-has-clean-shape.ts';

export const keyBelongsToProvider = defineCheck({
  id: 'key.belongs-to-provider',
  title: 'The key fits the provider',
  spine: false,
  needs: { shape: keyHasCleanShape, url: urlIsWellFormed },
  observe: async ({ settings }, { url }) => {
    const profile = settings.profile.value;
    const shape = settings.apiKey?.value.shape;
    const policy = shape === undefined ? undefined : mayCarryKey(url, profile, settings.profiles, shape);
    const variant = profile.baseUrlVariants.find(
      ({ keyPrefix }) => keyPrefix !== undefined && keyPrefix === shape?.prefix,
    );
    return {
      from: settings.apiKey?.origin.name ?? 'nowhere',
      provider: profile.name,
      vendor: shape?.foreignVendor ?? null,
      heldBack: policy?.allowed === false && policy.why === 'foreign-key',
      prefix: shape?.prefix ?? null,
      worksAt: variant === undefined ? null : `${url.origin ?? profile.baseUrl}${variant.path}`,
      isThere: variant === undefined || (url.path ?? '').startsWith(variant.path),
    };
  },
  judge: ({ from, provider, vendor, heldBack, prefix, worksAt, isThere }) => {
    if (vendor !== null) {
      return heldBack
        ? problem(own('local/key-of-another-provider', { from, vendor, provider }))
        : problem(own('local/key-looks-foreign', { from, vendor }));
    }
    if (!isThere)
      return problem(own('local/key-for-another-path', { prefix: prefix ?? '', works: worksAt ?? '' }));
    return pass;
  },
});
