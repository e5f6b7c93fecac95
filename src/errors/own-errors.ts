import { edgeErrors } from './edge.ts';
import { localErrors } from './local.ts';
import { localAccessErrors } from './local-access.ts';
import { localCheckErrors } from './local-check.ts';
import { localKeyErrors } from './local-key.ts';
import { networkErrors } from './network.ts';
import { answerErrors } from './network-answer.ts';
import { proxyErrors } from './network-proxy.ts';
import { tlsErrors } from './network-tls.ts';
import { saidByClients } from './said-by-clients.ts';
import { streamErrors } from './stream.ts';

/** Every problem that we find ourselves, by its permanent id; those of a client's settings are in `clients/`. */
export const ownErrors = {
  ...localErrors,
  ...localCheckErrors,
  ...localKeyErrors,
  ...localAccessErrors,
  ...networkErrors,
  ...answerErrors,
  ...proxyErrors,
  ...tlsErrors,
  ...edgeErrors,
  ...streamErrors,
  ...saidByClients,
};
