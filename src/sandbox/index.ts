import type { Scenario } from './scenario.ts';
import { answerScenarios } from './scenarios/answer.ts';
import { balanceScenarios } from './scenarios/balance.ts';
import { edgeScenarios } from './scenarios/edge.ts';
import { healthyScenarios } from './scenarios/healthy.ts';
import { keyScenarios } from './scenarios/key.ts';
import { keyHeaderScenarios } from './scenarios/key-header.ts';
import { liveScenarios } from './scenarios/live.ts';
import { modelScenarios } from './scenarios/model.ts';
import { networkScenarios } from './scenarios/network.ts';
import { overloadScenarios } from './scenarios/overload.ts';
import { settingsScenarios } from './scenarios/settings.ts';
import { streamScenarios } from './scenarios/stream.ts';
import { tlsScenarios } from './scenarios/tls.ts';
import { urlScenarios } from './scenarios/url.ts';

export { clientSetUp, type PreparedClient } from './client-set-up.ts';
export { type RunningSandbox, type SandboxOptions, type SeenRequest, startSandbox } from './server.ts';

/** Every story, in the order in which a person would meet them. */
export const scenarios: readonly Scenario[] = [
  ...healthyScenarios,
  ...settingsScenarios,
  ...urlScenarios,
  ...keyScenarios,
  ...keyHeaderScenarios,
  ...networkScenarios,
  ...tlsScenarios,
  ...edgeScenarios,
  ...modelScenarios,
  ...balanceScenarios,
  ...overloadScenarios,
  ...answerScenarios,
  ...liveScenarios,
  ...streamScenarios,
];

/** Undefined when no scenario has this id. */
export function scenarioById(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
