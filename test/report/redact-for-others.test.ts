import { describe, expect, test } from 'vitest';
import { redact } from '../../src/report/redact.ts';
import { redactForOthers } from '../../src/report/redact-for-others.ts';
import { fakeSystem } from '../support/fake-system.ts';

const key = 'canary-key-0123456789abcdef';
const system = fakeSystem({ env: { USER: 'anabelle' }, hostName: 'anas-laptop' });
const hidden = (text: string, secrets: readonly string[] = []) =>
  redactForOthers({ text }, secrets, system).value.text;

describe('a text for other people names nobody', () => {
  test.each([
    ['a mail address', 'ask ana.b+x@mail.example.org today', 'ask [e-mail] today'],
    ['a Russian mail address', 'спросите ivan@пример.рф.', 'спросите [e-mail].'],
    ['one that is Russian in front too', '«иван.петров@пример.рф»', '«[e-mail]»'],
    ['one of a domain in Punycode', 'ivan@xn--e1afmkfd.xn--p1ai!', '[e-mail]!'],
    ['one with an umlaut', 'jörg@müller.example', '[e-mail]'],
    ['one in a URL', '?user=ivan%40example.com&a=1', '?user=[e-mail]&a=1'],
    ['one in a URL in a URL', 'ivan%2540mail.example', '[e-mail]'],
    ['the user', 'session of anabelle started', 'session of [user] started'],
    ['the machine', 'on Anas-Laptop at', 'on [host] at'],
    ['an address of the local network', 'via 192.168.1.20:8080', 'via [private address]:8080'],
    ['an IPv6 one', 'from fe80::1c2:3ff%eth0 it', 'from [private address] it'],
    ['the home folder', 'in /home/ana/work', 'in ~/work'],
  ])('%s', (_, text, expected) => {
    expect(hidden(text)).toBe(expected);
  });

  test.each([
    ['the support contact', 'Telegram @nexus_hubbot'],
    ['a request id', '6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f'],
    ['a version that looks like an address', 'version 10.2.3'],
    ['this machine itself', 'http://127.0.0.1:8080'],
    ['a public address', '203.0.113.7'],
    ['a package', 'npm i pkg@1.2.3'],
    ['a scoped package', 'npm i @scope/pkg@1.2.3'],
    ['a share of forty percent', '60%40 and 5%401.2'],
    ['an em dash before an at', 'in — @nexus_hubbot'],
    ['token counts', 'max_tokens: 16, total_tokens: 19'],
    ['a hash', 'fd0192a4c5b6'],
  ])('but %s stays', (_, text) => {
    expect(hidden(text)).toBe(text);
  });

  test('a user whose name everybody has is no finding', () => {
    const root = fakeSystem({ env: { USER: 'root' } });
    expect(redactForOthers({ text: 'the root certificate' }, [], root).value.text).toBe(
      'the root certificate',
    );
  });
});

describe('tags', () => {
  test('the same secret has the same tag in all its spellings, another one another', () => {
    const other = 'other-secret-9876543210';
    const text = `${key} and ${Buffer.from(key).toString('base64')} and ${other}`;
    const [first, second, third] = hidden(text, [key, other]).split(' and ');
    expect(first).toMatch(/^\[hidden:[0-9a-f]{4}\]$/);
    expect(second?.startsWith(first ?? 'x')).toBe(true);
    expect(third).toMatch(/^\[hidden:[0-9a-f]{4}\]$/);
    expect(third).not.toBe(first);
  });

  test('a shape that nobody knew is tagged too', () => {
    const text =
      'Authorization: Bearer abcdef0123456789xyz then sk-aaaabbbbccccddddeeee and sk-aaaabbbbccccddddeeee';
    const [, header, one, two] = /Bearer (\S+) then (\S+) and (\S+)/.exec(hidden(text)) ?? [];
    expect(header).toMatch(/^\[hidden:[0-9a-f]{4}\]$/);
    expect(one).toBe(two);
    expect(one).not.toBe(header);
  });

  test('two texts share no tag', () => {
    expect(hidden(key, [key])).not.toBe(hidden(key, [key]));
  });

  test('what was hidden before stays as it is', () => {
    const once = redactForOthers(
      { text: `token=${key} ${key}`, authorization: 'Bearer abcdefgh123' },
      [key],
      system,
    );
    const twice = redact(once.value, { secrets: [key] });
    expect(twice.value).toEqual(once.value);
    expect(twice.receipt).toEqual([]);
  });
});
