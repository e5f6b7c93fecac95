import type { ProviderProfile } from '../../providers/profile.ts';
import type { SettingsRequest } from '../../settings/load-settings.ts';
import type { Settings } from '../../settings/settings.ts';
import type { CallFacts } from '../../ticket/call-facts.ts';

type Aim = Pick<SettingsRequest, 'provider' | 'baseUrl' | 'config'>;

/** The flags with which a next command meets the gateway of the ticket: the person's own, else what the settings lack. */
export function ticketAim(
  profile: ProviderProfile,
  settings: Pick<Settings, 'profile' | 'baseUrl'>,
  { aim }: Pick<CallFacts, 'aim'>,
  { provider, baseUrl, config }: Aim,
): Aim {
  const isInForce = settings.profile.value.id === profile.id;
  const named = provider ?? (isInForce ? undefined : profile.id);
  const url =
    baseUrl ?? (aim?.kind === 'base-url' && aim.url !== targetIn(settings, profile) ? aim.url : undefined);
  return {
    ...(named === undefined ? {} : { provider: named }),
    ...(url === undefined ? {} : { baseUrl: url }),
    ...(config === undefined ? {} : { config }),
  };
}

/** Where a command with this profile and no base URL of its own goes; undefined where something else decides. */
function targetIn(
  { profile, baseUrl }: Pick<Settings, 'profile' | 'baseUrl'>,
  { id, baseUrl: own }: ProviderProfile,
): string | undefined {
  if (profile.value.id === id) return baseUrl.value.used;
  return baseUrl.origin.kind === 'profile' ? own : undefined;
}
