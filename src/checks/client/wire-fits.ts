import type { ClientWire } from '../../clients/client.ts';
import { ofClient } from '../../errors/clients/index.ts';
import { notApplicable, pass, problem, problemsOrPass } from '../../errors/finding.ts';
import { isDialectId, type Route } from '../../providers/profile.ts';
import { defineCheck } from '../check.ts';
import { namedClient, noClient, problemsAbout } from './named-client.ts';

export const clientWireFits = defineCheck({
  id: 'client.wire-fits',
  title: 'The client’s route is documented',
  spine: false,
  needs: {},
  doesNotApply: noClient,
  observe: async (context) => {
    const client = namedClient(context);
    const { routes } = context.settings.profile.value;
    const below = client.baseUrl?.read.path ?? '';
    const ofModels = routes
      .filter(({ method, speaks }) => method === 'POST' && isDialectId(speaks))
      // The one that the client's own address leads to comes first.
      .toSorted((one, other) => Number(isCalled(other, below)) - Number(isCalled(one, below)));
    return {
      id: client.id,
      wire: client.wire,
      alwaysStreams: client.streams === 'always',
      routes: ofModels.map(({ path, speaks, streams }) => ({ path, speaks, streams })),
      model: client.models[0]?.value ?? '',
      findings: problemsAbout(client, 'wire'),
    };
  },
  judge: ({ id, wire, alwaysStreams, routes, model, findings }) => {
    if (findings.length > 0) return problemsOrPass(findings);
    const { dialects, from } = wire;
    if (dialects.length === 0) return notApplicable('which format the client speaks is not known');
    if (routes.length === 0) return notApplicable('the gateway documents no routes');
    const spoken = routes.filter(({ speaks }) => dialects.some((dialect) => dialect === speaks));
    const [route] = spoken;
    if (route === undefined) {
      const params = {
        wire: dialects.join(' or '),
        from,
        routes: routes.map(({ path }) => path),
        ...changeTo(routes, wire, model),
      };
      return problem(ofClient(id, 'wire-not-documented', params));
    }
    if (alwaysStreams && spoken.every(({ streams }) => streams === 'no')) {
      const streaming = routes.filter(
        ({ path, streams }) => streams === 'yes' && usualPaths.some((usual) => path.endsWith(usual)),
      );
      const paths = streaming.map(({ path }) => path);
      const params = {
        route: route.path,
        from,
        streams: paths.join(', '),
        ...changeTo(streaming, wire, model),
      };
      return problem(ofClient(id, 'wire-does-not-stream', params));
    }
    return pass;
  },
  fact: ({ wire, routes }) => {
    const route = routes.find(({ speaks }) => wire.dialects.some((dialect) => dialect === speaks));
    return route === undefined ? undefined : `POST ${route.path}`;
  },
});

/** The setting that leads to a format of these; Claude models are at home in that of their vendor. */
function changeTo(
  routes: readonly { readonly speaks: Route['speaks'] }[],
  { choice }: ClientWire,
  model: string,
): { readonly setting?: string; readonly to?: string } {
  if (choice === undefined) return {};
  const ranked = /^claude|\/claude/.test(model) ? claudeFirst : claudeFirst.toReversed();
  const dialect = ranked.find((one) => one in choice.values && routes.some(({ speaks }) => speaks === one));
  const to = dialect && choice.values[dialect];
  return to === undefined ? {} : { setting: choice.setting, to };
}

const claudeFirst = ['messages', 'chat', 'responses'] as const;

/** The paths of the formats behind a base URL. Source: the reference pages of OpenAI and Anthropic. */
const usualPaths = ['/v1/chat/completions', '/v1/completions', '/v1/responses', '/v1/messages'];

function isCalled({ path }: { readonly path: string }, below: string): boolean {
  return usualPaths.some((usual) => path === below + usual);
}
