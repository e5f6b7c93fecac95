import { expect } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { clientSetUp, type PreparedClient, startSandbox } from '../../src/sandbox/index.ts';
import type { Scenario } from '../../src/sandbox/scenario.ts';
import { createNetwork } from '../../src/system/node-network.ts';
import { type FakeSystem, fakeSystem } from '../support/fake-system.ts';
import type { Complaint, Ending, Seen } from './complaint.ts';

/** Runs it once for people and once for programs: both must end alike, and neither may show the key. */
export async function expectTruth(row: Omit<Complaint, 'source'>): Promise<void> {
  const scenario: Scenario = {
    id: 'complaint',
    story: row.complaint,
    provider: row.provider ?? 'nexus',
    gateway: row.gateway ?? {},
    ...(row.client === undefined ? {} : { client: row.client }),
    expects: { verdict: 'healthy', exitCode: 0, findings: [] },
  };
  const gateway = await startSandbox(scenario);
  try {
    const client = clientSetUp(scenario, gateway);
    const [command = 'doctor', ...rest] = row.argv ?? [];
    const argv = [command, ...client.flags, ...rest];
    const forPeople = systemOf(row, client, 'people');
    const system = systemOf(row, client, 'programs');
    const exitCodes = await Promise.all([
      runIn(forPeople, argv, row),
      runIn(system, [...argv, '--json'], row),
    ]);
    expect(exitCodes).toEqual([row.ends.exitCode, row.ends.exitCode]);
    const json = JSON.parse(system.stdout.text());
    expect(endingOf(json, row.ends)).toEqual(row.ends);
    const shown = [forPeople, system].map(({ stdout, stderr }) => stdout.text() + stderr.text());
    expect(shown.join('\n')).not.toContain(gateway.key);
    const text = forPeople.stdout.text();
    if (row.says !== undefined) expect(text).toMatch(row.says);
    if (row.neverSays !== undefined) expect(text + told(json)).not.toMatch(row.neverSays);
    row.also?.({ text, json, stderr: system.stderr.text(), gateway, system });
  } finally {
    await gateway.close();
  }
}

function systemOf(
  { stdin, replies }: Pick<Complaint, 'stdin' | 'replies'>,
  client: PreparedClient,
  seed: string,
): FakeSystem {
  const files = Object.entries(client.files).map(([path, text]) => [
    path.replace(/^~/, '/home/ana').replace(/^\.(?=\/)/, '/home/ana/project'),
    text,
  ]);
  return fakeSystem({
    env: client.env,
    files: Object.fromEntries(files),
    now: new Date().toISOString(),
    // A gateway that refuses a repeated request id must not see the ids of one run in the other.
    seed,
    ...(stdin === undefined ? {} : { stdin }),
    ...(replies === undefined ? {} : { replies }),
  });
}

async function runIn(
  system: FakeSystem,
  argv: readonly string[],
  { replies }: Pick<Complaint, 'replies'>,
): Promise<number> {
  if (replies !== undefined) return run(argv, system);
  const network = createNetwork();
  try {
    return await run(argv, { ...system, network });
  } finally {
    network.close();
  }
}

/** What a document says in words: the evidence beside them is what the gateway said. */
function told(json: Seen['json']): string {
  return JSON.stringify(json, (name, value) => (name === 'evidence' ? undefined : value));
}

/** The columns that the row fills, as the document of doctor or probe fills them. */
function endingOf(json: Seen['json'], expected: Ending): unknown {
  const { exitCode, checks } = expected;
  const statuses = Object.fromEntries(
    (json.results ?? []).map(({ id, status }: { id: string; status: string }) => [id, status]),
  );
  const seen: Readonly<Record<keyof Ending, unknown>> = {
    exitCode,
    verdict: json.verdict,
    proof: json.proof,
    firstCause: json.firstCause && `${json.firstCause.check} ${json.firstCause.finding.id}`,
    checks: Object.fromEntries(Object.keys(checks ?? {}).map((id) => [id, statuses[id]])),
    rows: Object.fromEntries((json.rows ?? []).map(verdictByCell)),
  };
  return Object.fromEntries(Object.entries(seen).filter(([column]) => column in expected));
}

interface Cell {
  readonly method: string;
  readonly path: string;
  readonly stream: boolean;
  readonly verdict: string;
}

function verdictByCell({ method, path, stream, verdict }: Cell): readonly [string, string] {
  return [`${method} ${path} ${stream ? 'stream' : 'plain'}`, verdict];
}
