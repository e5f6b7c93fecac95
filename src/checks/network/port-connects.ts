import { diagnose } from '../../errors/diagnose.ts';
import { pass, problem, unknown } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { whereOf } from '../where.ts';
import { firstContact, firstPath } from './first-contact.ts';
import { hostResolves } from './host-resolves.ts';

export const portConnects = defineCheck({
  id: 'network.port-connects',
  title: 'The port accepts a connection',
  spine: true,
  needs: { host: hostResolves },
  observe: async (context) => {
    const { outcome, connection } = await firstContact(context);
    const before =
      outcome.kind === 'unreachable' && (outcome.phase === 'connect' || outcome.phase === 'proxy');
    return {
      where: whereOf(context, firstPath(context.gateway), connection.proxy),
      proxy: connection.proxy ?? null,
      connectMs: connection.connectMs ?? null,
      failure: before ? { ...outcome } : null,
    };
  },
  judge: ({ failure, where }) => {
    if (failure === null) return pass;
    const diagnosis = diagnose(failure, where);
    if (diagnosis === undefined) return pass;
    return diagnosis.certainty === 'fail'
      ? problem(diagnosis.finding)
      : unknown('no connection was made', diagnosis.finding);
  },
  fact: ({ proxy, connectMs }) => {
    const took = connectMs === null ? undefined : `${Math.round(connectMs)} ms`;
    return proxy === null ? took : [`through ${proxy}`, took].filter((part) => part !== undefined).join(', ');
  },
  proves: () => 'reachable',
});
