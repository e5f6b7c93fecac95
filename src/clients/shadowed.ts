import { ofClient } from '../errors/clients/index.ts';
import type { ClientId } from '../errors/clients/words.ts';
import type { ClientProblem, ClientValue } from './client.ts';
import { removable } from './removable.ts';

/**
 * Says where one setting has two different values: the first place wins. Compares in memory, and names places only. A
 * stranger's value is passed over: nobody is told to give way to it.
 */
export function shadowed(
  id: ClientId,
  settings: Readonly<Record<string, readonly ClientValue[]>>,
): readonly ClientProblem[] {
  return Object.entries(settings).flatMap(([setting, values]) => {
    const [winner, ...losers] = values.filter(({ origin }) => origin.kind !== 'project-file');
    const loser = losers.find(({ value }) => value !== winner?.value);
    if (winner === undefined || loser === undefined) return [];
    const params = {
      setting,
      winner: winner.origin.name,
      loser: loser.origin.name,
      what: removable({ from: loser.origin.name, setting: loser.setting }),
    };
    return [{ about: 'agreement' as const, finding: ofClient(id, 'setting-shadowed', params) }];
  });
}
