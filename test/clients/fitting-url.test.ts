import { describe, expect, test } from 'vitest';
import { isVendorUrl, listUrl, rightUrl, urlFit } from '../../src/clients/fitting-url.ts';
import { baseUrlFrom } from '../../src/settings/base-url.ts';

describe('what a client makes of a base URL', () => {
  test.each([
    ['https://gw.example', 'fits', 'lacks-v1'],
    ['https://gw.example/', 'fits', 'lacks-v1'],
    ['https://gw.example/v1', 'has-v1', 'fits'],
    ['https://gw.example/v1/', 'has-v1', 'fits'],
    ['https://gw.example/api', 'fits', 'lacks-v1'],
    ['https://gw.example/api/v1', 'has-v1', 'fits'],
    ['https://gw.example/v1beta', 'fits', 'fits'],
    ['https://gw.example/paas/v4', 'fits', 'fits'],
    ['https://gw.example/v1/v1', 'has-v1', 'has-v1'],
    ['https://gw.example/v1/messages', 'whole-endpoint', 'whole-endpoint'],
    ['https://gw.example/v1/chat/completions', 'whole-endpoint', 'whole-endpoint'],
    ['gw.example/v1', 'unusable', 'unusable'],
    ['https://ana:secret@gw.example', 'unusable', 'unusable'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable that nobody replaced
    ['${GATEWAY}/v1', 'unusable', 'unusable'],
    ['{env:GATEWAY}', 'unusable', 'unusable'],
  ])('%s: root %s, with /v1 %s', (typed, root, withV1) => {
    const read = baseUrlFrom(typed);
    expect(urlFit(read, typed, 'root')).toBe(root);
    expect(urlFit(read, typed, 'with-v1')).toBe(withV1);
  });

  test('what it calls and what it needs', () => {
    expect(listUrl('https://gw.example/v1/', 'root')).toBe('https://gw.example/v1/v1/models');
    expect(listUrl('https://gw.example/api', 'with-v1')).toBe('https://gw.example/api/models');
    expect(rightUrl('https://gw.example/api', 'root')).toBe('https://gw.example/api');
    expect(rightUrl('https://gw.example/api', 'with-v1')).toBe('https://gw.example/api/v1');
  });

  test('the vendors’ own hosts are no gateways', () => {
    expect(isVendorUrl('https://api.anthropic.com/v1')).toBe(true);
    expect(isVendorUrl('https://api.openai.com')).toBe(true);
    expect(isVendorUrl('https://api.openai.com.gw.example')).toBe(false);
    expect(isVendorUrl('no address')).toBe(false);
  });
});
