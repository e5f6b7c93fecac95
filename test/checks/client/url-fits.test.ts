import { describe, expect, test } from 'vitest';
import { clientUrlFits } from '../../../src/checks/client/url-fits.ts';
import type { ClientBaseUrl } from '../../../src/clients/client-facts.ts';
import { urlFit } from '../../../src/clients/fitting-url.ts';
import { clientFinding } from '../../../src/errors/clients/index.ts';
import { baseUrlFrom } from '../../../src/settings/base-url.ts';
import { judged } from '../../support/check-context.ts';

const id = 'claude-code';

describe('client.url-fits', () => {
  const at = (typed: string, more: Partial<ClientBaseUrl> = {}): ClientBaseUrl => {
    const read = baseUrlFrom(typed);
    const fit = urlFit(read, typed, 'root');
    const where = {
      from: 'env ANTHROPIC_BASE_URL',
      setting: 'ANTHROPIC_BASE_URL',
      right: 'https://gw.example',
    };
    return {
      typed,
      read,
      fit,
      isVendor: false,
      isForeign: false,
      isTested: true,
      listUrl: typed,
      ...where,
      ...more,
    };
  };
  const missing = {
    looked: ['env ANTHROPIC_BASE_URL'],
    setting: 'ANTHROPIC_BASE_URL',
    right: 'https://gw.example',
  };
  const flag = clientFinding('openai-sdk/old-variable', {
    typed: 'https://gw.example',
    right: 'https://gw.example/v1',
  });

  test.each([
    ['the root', at('https://gw.example'), null, 'pass'],
    [
      'a /v1 too many, and nothing is there',
      at('https://gw.example/v1'),
      'no' as const,
      'fail claude-code/url-has-v1',
    ],
    ['a /v1 too many at a gateway that serves both', at('https://gw.example/v1'), 'yes' as const, 'pass'],
    [
      'a /v1 too many, and nobody answers',
      at('https://gw.example/v1'),
      'not-known' as const,
      'unknown claude-code/url-has-v1',
    ],
    [
      'a whole endpoint',
      at('https://gw.example/v1/messages'),
      null,
      'fail claude-code/url-is-whole-endpoint',
    ],
    ['no address', at('gw.example'), null, 'fail claude-code/url-unusable'],
    ['nothing', null, null, 'fail claude-code/url-not-set'],
    [
      'the vendor',
      at('https://api.anthropic.com', { isVendor: true }),
      null,
      'fail claude-code/url-is-vendor',
    ],
    [
      'a stranger’s file',
      at('https://evil.example', { isForeign: true }),
      null,
      'fail claude-code/url-in-project',
    ],
  ])('%s', (_, baseUrl, served, expected) => {
    const evidence = {
      id,
      baseUrl,
      served,
      missing,
      goesTo: 'https://api.anthropic.com',
      findings: [],
    } as const;
    expect(judged(clientUrlFits, evidence)).toBe(expected);
  });

  test('what the reader knows better comes before "nothing is set"', () => {
    const evidence = { id, baseUrl: null, served: null, missing, goesTo: '', findings: [flag] } as const;
    expect(judged(clientUrlFits, evidence)).toBe('fail openai-sdk/old-variable');
  });
});
