import type { ScenariosDocument } from '../report/documents.ts';
import { scenarios } from '../sandbox/index.ts';
import type { Scenario } from '../sandbox/scenario.ts';
import { startSandbox } from '../sandbox/server.ts';
import type { System } from '../system/system.ts';
import type { CommandOutcome } from './outcome.ts';

/** Every scenario, its story and what it must lead to. */
export function listScenarios({ startedAs }: Pick<System, 'startedAs'>): CommandOutcome {
  const document: ScenariosDocument = {
    schemaVersion: 1,
    command: 'sandbox',
    scenarios: scenarios.map(({ id, story, provider, expects }) => ({
      id,
      story,
      provider,
      try: `${startedAs} doctor --sandbox ${id}`,
      expects,
    })),
  };
  return { document, exitCode: 0, secrets: [] };
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
