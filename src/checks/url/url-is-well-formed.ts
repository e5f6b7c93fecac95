import { own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

export const urlIsWellFormed = defineCheck({
  id: 'url.is-well-formed',
  title: 'The base URL is well formed',
  spine: true,
  needs: {},
  observe: async ({ settings }) => ({ ...settings.baseUrl.value }),
  judge: (url) => {
    const { typed, suggestion } = url;
    const suggested = suggestion === undefined ? {} : { suggestion };
    switch (url.problem) {
      case undefined:
        return url.network === 'private' && url.used?.startsWith('http:')
          ? problem(own('local/http-to-private-host', { host: url.host ?? typed }))
          : pass;
      case 'has-userinfo':
        return problem(own('local/url-has-userinfo', { typed }));
      case 'doubled-version':
        return problem(own('local/url-doubled-version', { typed, suggestion: suggestion ?? typed }));
      case 'is-endpoint':
        return problem(own('local/url-is-endpoint', { typed, suggestion: suggestion ?? typed }));
      case 'http-to-public-host':
        return problem(own('local/http-to-public-host', { typed, ...suggested }));
      default:
        return problem(own('local/url-malformed', { typed, problem: url.problem, ...suggested }));
    }
  },
  fact: ({ typed, used }) =>
    used === undefined || used === typed ? undefined : `${typed} is used as ${used}`,
  proves: () => 'configured',
});
