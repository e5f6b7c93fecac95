import type { Scenario } from '../scenario.ts';
import { degraded } from './promises.ts';

const unusable = { verdict: 'broken', exitCode: 2, findings: ['local/settings-file-invalid'] } as const;

/** Settings files of the person, and files that a foreign project brings along. */
export const settingsScenarios: readonly Scenario[] = [
  {
    id: 'settings/file-broken',
    story: 'The settings file lost its last bracket',
    provider: 'nexus',
    gateway: {},
    client: { files: { '~/.config/nexus/config.json': '{\n  "model": "gpt-5.4",\n' } },
    expects: unusable,
  },
  {
    id: 'settings/unknown-setting',
    story: 'The settings file has a setting that does not exist',
    provider: 'nexus',
    gateway: {},
    client: { files: { '~/.config/nexus/config.toml': 'modell = "gpt-5.4"\n' } },
    expects: unusable,
  },
  {
    id: 'settings/project-redirects',
    story: 'The settings of a cloned project point to another gateway',
    provider: 'nexus',
    gateway: {},
    client: { files: { './.nexusrc.json': '{ "baseUrl": "https://gateway.example" }\n' } },
    expects: degraded('local/project-setting-refused'),
  },
  {
    id: 'settings/project-brings-key',
    story: 'The settings of a cloned project bring a key along',
    provider: 'nexus',
    gateway: {},
    client: { files: { './.nexusrc.yaml': 'apiKey: nexus-sandbox-of-somebody-else\n' } },
    expects: degraded('local/project-setting-refused'),
  },
];
