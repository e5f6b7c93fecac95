import { answerIsValid } from './answer/answer-is-valid.ts';
import { balanceIsAvailable } from './balance/balance-is-available.ts';
import type { AnyCheck } from './check.ts';
import { clientKeyReachesIt } from './client/key-reaches-it.ts';
import { clientModelIsListed } from './client/model-is-listed.ts';
import { clientSettingsAgree } from './client/settings-agree.ts';
import { clientSettingsAreReadable } from './client/settings-are-readable.ts';
import { clientUrlFits } from './client/url-fits.ts';
import { clientWireFits } from './client/wire-fits.ts';
import { clockAgrees } from './clock/clock-agrees.ts';
import { requiresAKey } from './gateway/requires-a-key.ts';
import { speaksThisApi } from './gateway/speaks-this-api.ts';
import { keyBelongsToProvider } from './key/key-belongs-to-provider.ts';
import { keyHasCleanShape } from './key/key-has-clean-shape.ts';
import { keyIsAccepted } from './key/key-is-accepted.ts';
import { keyIsPresent } from './key/key-is-present.ts';
import { modelFitsRoute } from './model/model-fits-route.ts';
import { modelIsListed } from './model/model-is-listed.ts';
import { modelsAreEnabled } from './models/models-are-enabled.ts';
import { hostResolves } from './network/host-resolves.ts';
import { portConnects } from './network/port-connects.ts';
import { proxyIsConsistent } from './network/proxy-is-consistent.ts';
import { runtimeIsSupported } from './runtime/runtime-is-supported.ts';
import { projectFileIsHarmless } from './settings/project-file-is-harmless.ts';
import { settingsFileIsValid } from './settings/settings-file-is-valid.ts';
import { streamIsComplete } from './stream/stream-is-complete.ts';
import { streamIsDocumented } from './stream/stream-is-documented.ts';
import { certificateIsTrusted } from './tls/certificate-is-trusted.ts';
import { verificationIsOn } from './tls/verification-is-on.ts';
import { hostIsExpected } from './url/host-is-expected.ts';
import { urlIsWellFormed } from './url/url-is-well-formed.ts';

/** The checks of any gateway, in the order of the screen: the first broken link of the chain comes first. */
export const gatewayChecks: readonly AnyCheck[] = [
  settingsFileIsValid,
  projectFileIsHarmless,
  urlIsWellFormed,
  hostIsExpected,
  keyIsPresent,
  keyHasCleanShape,
  keyBelongsToProvider,
  hostResolves,
  portConnects,
  certificateIsTrusted,
  verificationIsOn,
  proxyIsConsistent,
  speaksThisApi,
  requiresAKey,
  keyIsAccepted,
  modelsAreEnabled,
  balanceIsAvailable,
  clockAgrees,
  modelIsListed,
  modelFitsRoute,
  streamIsDocumented,
  answerIsValid,
  streamIsComplete,
  runtimeIsSupported,
];

/** What one program makes of its settings: for a run that names one. */
const clientChecks: readonly AnyCheck[] = [
  clientSettingsAreReadable,
  clientUrlFits,
  clientKeyReachesIt,
  clientSettingsAgree,
  clientWireFits,
  clientModelIsListed,
];

/** Every check that there is. */
export const checks: readonly AnyCheck[] = [...gatewayChecks, ...clientChecks];
