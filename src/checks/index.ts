import { answerIsValid } from './answer/answer-is-valid.ts';
import { balanceIsAvailable } from './balance/balance-is-available.ts';
import type { AnyCheck } from './check.ts';
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

/** Every check, in the order of the screen: the first broken link of the chain comes first. */
export const checks: readonly AnyCheck[] = [
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
