import type { ListedScenario, ScenariosDocument } from '../report/documents.ts';
import { scenarios } from '../sandbox/index.ts';
import type { Scenario } from '../sandbox/scenario.ts';
import { startSandbox } from '../sandbox/server.ts';
import type { System } from '../system/system.ts';
import type { CommandOutcome } from './outcome.ts';

/** Every scenario, its story and what it must lead to. */
export function listScenarios(): CommandOutcome {
  const document: ScenariosDocument = {
    schemaVersion: 1,
    command: 'sandbox',
    scenarios: scenarios.map(listed),
  };
  return { document, exitCode: 0, secrets: [] };
}

/** A fault that only a real call meets is shown by the command that makes one. */
function listed({ id, story, provider, expects, live, probe }: Scenario): ListedScenario {
  const head = { id, story, provider, ...(probe === undefined ? {} : { probe }) };
  return id.startsWith('live/') && live !== undefined
    ? { ...head, try: `nexus doctor --live --sandbox ${id}`, expects: live }
    : { ...head, try: `nexus doctor --sandbox ${id}`, expects };
}

/** Serves a scenario until the interrupt. `announce` gets the base URL and the key, which is worth nothing elsewhere. */
export async function serveScenario(
  scenario: Scenario,
  system: System,
  announce: (sandbox: { readonly baseUrl: string; readonly key: string }) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox(scenario);
  try {
    await announce(sandbox);
    await new Promise<void>((resolve) => {
      if (system.interrupt.aborted) resolve();
      system.interrupt.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    await sandbox.close();
  }
}
