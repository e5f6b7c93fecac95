import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { catalogueOf, entryOf } from '../../src/errors/catalogue.ts';
import { type ClientId, clientIds, errorsOfClient } from '../../src/errors/clients/index.ts';
import { ownErrors } from '../../src/errors/own-errors.ts';
import { saidByClients } from '../../src/errors/said-by-clients.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { scenarios } from '../../src/sandbox/index.ts';
import type { ProbeVerdict } from '../../src/sandbox/scenario.ts';
import { fakeSystem } from '../support/fake-system.ts';

const rows = catalogueOf(builtInProfiles);

describe('ids', () => {
  test('are unique', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('are an origin and a name', () => {
    const origins = ['local|network|edge|stream|openai|anthropic|nexus|nusantara', ...clientIds].join('|');
    const wellFormed = new RegExp(`^(?:${origins})/[a-z0-9]+(?:[_-][a-z0-9]+)*$`);
    expect(rows.filter(({ id }) => !wellFormed.test(id)).map(({ id }) => id)).toEqual([]);
  });

  test.each(rows.map((row) => [row.id, row.entry] as const))('%s leads to its entry', (id, entry) => {
    expect(entryOf(id, builtInProfiles)).toBe(entry);
  });

  test.each([
    '',
    'nexus',
    'nexus/',
    'nexus/toString',
    'edge/constructor',
    'toString',
    '__proto__',
    'other/x',
  ])('"%s" leads to none', (id) => {
    expect(entryOf(id, builtInProfiles)).toBeUndefined();
  });
});

describe('every own finding is said somewhere', () => {
  const root = join(import.meta.dirname, '../../src');
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
  const imports = textOf('errors/own-errors.ts').matchAll(/from '\.\/([\w-]+\.ts)'/g);
  const catalogueFiles = new Set([...imports].map(([, file]) => `errors/${file}`));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/^(?:sandbox|errors\/clients)\//.test(file))
    .filter((file) => !catalogueFiles.has(file))
    .map(textOf)
    .join('\n');

  const all = [...Object.keys(ownErrors), ...clientIds.flatMap((id) => Object.keys(errorsOfClient(id)))];
  // These are found by their names alone; test/false-verdicts/client-words.test.ts has each.
  const ids = all.filter((id) => !Object.hasOwn(saidByClients, id));
  test.each(ids)('%s', (id) => {
    // What every client can have is said with the client's id before it.
    const [origin, name = ''] = id.split('/');
    const isClients = clientIds.includes(origin as ClientId);
    expect(isClients && !sources.includes(`'${id}'`) ? `'${name}'` : `'${id}'`).toSatisfy((said: string) =>
      sources.includes(said),
    );
  });
});

const needsPublicHost = 'the sandbox answers on loopback only, and this is about a host that is not';
const needsRealFailure = 'loopback cannot fail like that; fakes with the real codes stand in for it';
const noProxyOnLoopback = 'a proxy is never asked for an address of this machine';
const inTheLab = 'the sandbox is one whole server; test/network-lab has the real fault';
const ofTheMachine = 'a fact of the machine that the sandbox leaves as it is';
const namedByFlag = 'only --only says it, and no scenario names checks';
const inFalseVerdicts =
  'test/false-verdicts holds it, real-relays or whose-move: no documented gateway answers like that';
const remark = 'a remark beside a cell of probe that decides no verdict';

const inClientWords = 'only a paste says it; test/false-verdicts/client-words.test.ts has it';

/** Entries without a scenario, each with the reason. The list may only hold what it must. */
const withoutScenario: Readonly<Record<string, string>> = {
  'local/node-too-old': ofTheMachine,
  'local/tls-verification-off': ofTheMachine,
  'local/kept-key-unread': 'a sandbox does not look at the keychain; test/checks/key has it',
  'local/http-to-public-host': needsPublicHost,
  'local/http-to-private-host': needsPublicHost,
  'local/host-looks-mistyped': needsPublicHost,
  'local/host-of-another-provider': needsPublicHost,
  'local/host-not-documented': needsPublicHost,
  'local/key-of-another-provider': needsPublicHost,
  'local/base-url-without-version': 'test/false-verdicts/versioned-base-url.test.ts has it',
  'local/key-refused-in-part': 'test/false-verdicts/keyless-answers.test.ts has it',
  'edge/stranger-unanswered':
    'test/false-verdicts/keyless-answers.test.ts has it: no sandbox hangs up on strangers alone',
  'stream/empty': 'test/probe/judge-call.test.ts holds it: no sandbox model is silent',
  'local/key-not-checked': 'a hint that a real call leaves behind at an open gateway',
  'network/host-not-found': needsRealFailure,
  'network/documented-host-not-found': needsRealFailure,
  'network/dns-unavailable': needsRealFailure,
  'network/connect-timeout': needsRealFailure,
  'network/unreachable': needsRealFailure,
  'network/public-address': needsPublicHost,
  'network/name-behind-proxy': needsPublicHost,
  'network/public-proxy': needsPublicHost,
  'network/answer-undecodable': 'the sandbox packs nothing, so it has nothing to pack wrongly',
  'network/not-http': 'the sandbox is an HTTP server; raw bytes come from the tests of the connection',
  'network/out-of-files': needsRealFailure,
  'network/failed': needsRealFailure,
  'network/proxy-failed': noProxyOnLoopback,
  'network/proxy-refused': noProxyOnLoopback,
  'network/proxy-unreachable': noProxyOnLoopback,
  'network/proxy-unsupported': noProxyOnLoopback,
  'network/proxy-variables-differ': noProxyOnLoopback,
  'network/certificate-invalid': needsRealFailure,
  'network/tls-failed': needsRealFailure,
  'network/tls-timeout': inTheLab,
  'network/tls-too-old': inTheLab,
  'network/wants-tls': inTheLab,
  'network/certificate-chain-incomplete': inTheLab,
  'network/answer-unfinished': inTheLab,
  'network/kept-connection-closed': inTheLab,
  'network/answer-malformed': inTheLab,
  'network/headers-too-large': inTheLab,
  'local/answer-form-unknown': inFalseVerdicts,
  'edge/beta-field-not-taken': inClientWords,
  'edge/parameter-not-taken': inClientWords,
  'local/client-without-key': inClientWords,
  'local/key-no-header-takes': inClientWords,
  'local/ca-file-unreadable': inClientWords,
  'local/client-found-no-text': inClientWords,
  'edge/bare-403': inFalseVerdicts,
  'edge/refused-with-key': inFalseVerdicts,
  'edge/slash-added': inFalseVerdicts,
  'edge/route-refused': inFalseVerdicts,
  'edge/body-limit': inFalseVerdicts,
  'edge/no-model-list': 'both documented gateways have a list and say in JSON what they lack',
  'local/url-lacks-version':
    'only a paste shows what another program called; test/pastes/call-address.test.ts has it',
  'local/check-needs-live': namedByFlag,
  'local/check-needs-model': namedByFlag,
  'local/check-needs-route': namedByFlag,
  'local/check-not-run': namedByFlag,
  'stream/held-back-by-compression': remark,
  'stream/other-grammar': remark,
  'stream/deviates': remark,
  'stream/cut-after-end': 'test/probe/hung-up-streams.test.ts holds it: no provider documents such a fault',
  'stream/too-large': 'test/probe/hung-up-streams.test.ts holds it: no provider documents such a fault',
  'stream/in-bursts': remark,
  'stream/works-undocumented': remark,
};

/** The finding that stands behind a verdict of probe; the other verdicts bring the gateway's own error. */
const ofVerdict: Readonly<Partial<Record<ProbeVerdict, string>>> = {
  buffered: 'stream/buffered',
  unproven: 'stream/too-fast-to-tell',
  truncated: 'stream/truncated',
  stalled: 'stream/stalled',
  'timed-out': 'stream/timed-out',
  'error-in-stream': 'stream/error-event',
  'not-sse': 'stream/not-sse',
  'ignored-stream': 'stream/ignored',
  'wrong-answer': 'stream/wrong-answer',
};

describe('every error of a provider and every own finding has its scenario', () => {
  const promised = new Set(
    scenarios.flatMap(({ expects, live, probe }) => [
      ...expects.findings,
      ...(live?.findings ?? []),
      ...Object.values(probe?.rows ?? {}).flatMap((verdict) => ofVerdict[verdict] ?? []),
    ]),
  );
  const origins = ['local', 'network', 'edge', 'stream', ...builtInProfiles.map(({ id }) => id)];
  const ids = rows.map(({ id }) => id).filter((id) => origins.includes(id.slice(0, id.indexOf('/'))));
  const wanted = ids.filter((id) => !/^edge\/http-/.test(id));

  test('or stands among the exemptions', () => {
    expect(wanted.filter((id) => !promised.has(id) && withoutScenario[id] === undefined)).toEqual([]);
  });

  test('and no exemption is out of date', () => {
    expect(Object.keys(withoutScenario).filter((id) => promised.has(id) || !wanted.includes(id))).toEqual([]);
  });

  test('and no scenario promises what nobody defines', () => {
    expect([...promised].filter((id) => entryOf(id, builtInProfiles) === undefined)).toEqual([]);
  });
});

describe('every command of the catalogue is one', () => {
  const commands = rows.flatMap(({ entry }) => [
    ...entry.fixes.flatMap((fix) => (fix.kind === 'run' ? [fix.command] : [])),
    ...(/^nexus\b/.test(entry.verify) ? [entry.verify] : []),
  ]);

  test.each([...new Set(commands)])('%s', async (command) => {
    const [program, ...argv] = command.split(' ');
    expect(program).toBe('nexus');
    const system = fakeSystem({
      env: { NEXUS_API_KEY: 'nexus-0123456789abcdef' },
      // What a fix tells to save first.
      files: { '/home/ana/gateway-key.txt': 'nexus-0123456789abcdef' },
    });
    // Nobody can be asked here, so what would spend money stops at its plan.
    const free = /^nexus probe\b|--live\b/.test(command) ? ['--dry-run'] : [];
    await run([...argv, ...free, '--json'], system);
    const document = JSON.parse(system.stdout.text());
    expect(document.error).toBeUndefined();
  });
});
