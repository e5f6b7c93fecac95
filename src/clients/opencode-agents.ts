import { clientFinding } from '../errors/clients/index.ts';
import type { ClientProblem, ClientSources, ClientValue } from './client.ts';
import { splitModel } from './opencode-models.ts';
import { namedObjects, textsAt } from './values.ts';

export interface AgentModel extends ClientValue {
  readonly agent: string;
}

/** The models that agents have of their own, each in force instead of the main one. `mode` is the older name. */
export function agentModels(configs: ClientSources): readonly AgentModel[] {
  const names = (group: string) => [
    ...new Set(configs.files.flatMap(({ data }) => namedObjects(data, [group]).map(([name]) => name))),
  ];
  return ['agent', 'mode'].flatMap((group) =>
    names(group).flatMap((agent) =>
      textsAt(configs, [group, agent, 'model'])
        .slice(0, 1)
        .map((model) => ({ ...model, agent })),
    ),
  );
}

/** Only a model of the provider under test is compared with the list of its gateway. */
export function agentsElsewhere(models: readonly AgentModel[], id: string): readonly ClientProblem[] {
  return models
    .filter(({ value }) => splitModel(value).provider !== id)
    .map(({ agent, value: model, origin }) => ({
      about: 'agreement',
      finding: clientFinding('opencode/agent-model-elsewhere', { from: origin.name, agent, model }),
    }));
}
