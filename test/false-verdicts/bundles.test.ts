import { expect } from 'vitest';
import { answersTo, type Complaint, type Seen } from './complaint.ts';

const canary = 'nsk_canary_0123456789abcdef0123456789';
const paste = JSON.stringify({
  error: {
    code: 'invalid_key',
    type: 'authentication_error',
    message: `refused ${canary} of ana@example.org, see /home/ana/work/key.txt`,
  },
  request_id: 'req_pasted_1',
  session_cookie: 'cookie-of-ana-0123456789',
});
const flags = ['report', '--from', '-', '--bundle', 'b'];

/** What the run for programs put into its bundle, by name. */
function filesOf({ system }: Pick<Seen, 'system'>): ReadonlyMap<string, string> {
  const inBundle = [...system.fakeFiles.written].filter(([path]) => path.includes('/b/'));
  return new Map(inBundle.map(([path, text]) => [path.replace(/^.*\/b\//, ''), text]));
}

function wholeOf(seen: Pick<Seen, 'system'>): string {
  const files = filesOf(seen);
  expect([...files.keys()].toSorted()).toEqual([
    'doctor.json',
    'journal.jsonl',
    'manifest.json',
    'ticket.json',
    'ticket.md',
  ]);
  return [...files.values()].join('\n');
}

function row(source: string, complaint: string, also: (seen: Seen) => void): Complaint {
  return { source, complaint, argv: flags, stdin: paste, ends: { exitCode: 0 }, also };
}

const rows: readonly Complaint[] = [
  row('hashicorp/hcdiag#341', 'two files are redacted, and all the others are not', (seen) => {
    expect(wholeOf(seen)).not.toMatch(/canary|ana@example/);
    expect(wholeOf(seen)).not.toContain(seen.gateway.key);
  }),
  {
    source: 'hashicorp/nomad#28063',
    complaint: 'the flags of the command itself carry a secret into the bundle',
    stdin: paste,
    argv: [...flags, '--note', `I tried the key ${canary}`, '--client', `codex ${canary}`],
    ends: { exitCode: 0 },
    says: /I tried the key \[hidden/,
    also: (seen) => expect(wholeOf(seen) + seen.text).not.toContain(canary),
  },
  row('Robert-Velhorst/015-Weggeefkastje.nl-automation#75', 'paths tell who the person is', (seen) =>
    expect(wholeOf(seen) + seen.text).not.toContain('/home/ana'),
  ),
  row('replicatedhq/troubleshoot#705', 'redaction is a second command, which people forget', (seen) => {
    // There is one command, and what it writes is what it hid: the receipt stands in the bundle.
    const { redactions } = JSON.parse(filesOf(seen).get('manifest.json') ?? '{}');
    expect(redactions).toContainEqual({ rule: 'credential', count: expect.any(Number) });
    expect(redactions).toContainEqual({ rule: 'e-mail', count: expect.any(Number) });
  }),
  row('replicatedhq/troubleshoot#448', 'redaction eats the facts that the support needs', (seen) =>
    expect(JSON.parse(filesOf(seen).get('ticket.json') ?? '{}').ticket).toMatchObject({
      requestId: 'req_pasted_1',
      error: { code: 'invalid_key', type: 'authentication_error' },
    }),
  ),
  row('replicatedhq/troubleshoot#406', 'redaction turns JSON into something that is none', (seen) => {
    for (const [name, text] of filesOf(seen)) {
      if (name.endsWith('.json')) expect(JSON.parse(text), name).toBeTypeOf('object');
    }
  }),
  {
    source: 'sosreport/sos#3433',
    complaint: 'what one collector hides depends on what another one found',
    // Here nothing but the paste knows the secret: there is no key, and no run before.
    client: { env: { NEXUS_BASE_URL: '{url}' } },
    stdin: paste,
    argv: flags,
    ends: { exitCode: 0 },
    also: (seen) => expect(wholeOf(seen) + seen.text).not.toMatch(/canary|ana@example/),
  },
  row('xdCloudy/LlamaManager#79', 'nothing says what is in the bundle', (seen) => {
    const files = filesOf(seen);
    const manifest = JSON.parse(files.get('manifest.json') ?? '{}');
    const listed = manifest.files.map(({ name }: { name: string }) => name);
    expect(listed.toSorted()).toEqual(
      [...files.keys()].filter((name) => name !== 'manifest.json').toSorted(),
    );
    for (const { name, bytes } of manifest.files) {
      expect([name, Buffer.byteLength(files.get(name) ?? '')]).toEqual([name, bytes]);
    }
  }),
  {
    ...row('PicPeak/picpeak#1409', 'the bundle is sent before anybody looked at it', ({ gateway }) => {
      expect(gateway.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    }),
    says: /Nothing was uploaded/,
  },
  row('TheSmokeDev/hermes-talk#106', 'everything that is not known to be secret goes along', (seen) =>
    expect(wholeOf(seen) + seen.text).not.toMatch(/session_cookie|cookie-of-ana/),
  ),
  {
    source: '0xmariowu/Autosearch#320',
    complaint: 'a switch turns the redaction off',
    stdin: paste,
    argv: [...flags, '--no-redact'],
    ends: { exitCode: 2 },
    also: ({ system }) => expect([...filesOf({ system }).keys()]).toEqual([]),
  },
];

answersTo('Bundles', rows);
