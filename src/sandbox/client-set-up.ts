import type { Scenario } from './scenario.ts';
import type { RunningSandbox } from './server.ts';

/** The person's side of a scenario, with everything filled in. */
export interface PreparedClient {
  readonly env: Readonly<Record<string, string>>;
  /** Text by path; `~` is the home folder, `.` the current one. */
  readonly files: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
}

const whole: Readonly<Record<Scenario['provider'], PreparedClient>> = {
  nexus: { env: { NEXUS_API_KEY: '{key}', NEXUS_BASE_URL: '{url}' }, files: {}, flags: [] },
  nusantara: {
    env: { NEOSANTARA_API_KEY: '{key}', NEOSANTARA_BASE_URL: '{url}' },
    files: {},
    flags: ['--provider', 'nusantara'],
  },
};

/** Fills the placeholders of a scenario's client in; what the scenario leaves out is as it should be. */
export function clientSetUp(
  scenario: Scenario,
  sandbox: Pick<RunningSandbox, 'baseUrl' | 'key'>,
): PreparedClient {
  const { env, files, flags } = { ...whole[scenario.provider], ...scenario.client };
  const values: Readonly<Record<string, string>> = {
    '{url}': sandbox.baseUrl,
    '{host}': new URL(sandbox.baseUrl).host,
    '{key}': sandbox.key,
  };
  const filled = (text: string) => text.replaceAll(/\{(?:url|host|key)\}/g, (name) => values[name] ?? name);
  const filledValues = (record: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, filled(value)]));
  return { env: filledValues(env), files: filledValues(files), flags: flags.map(filled) };
}
