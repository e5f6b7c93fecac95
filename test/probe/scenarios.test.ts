import { describe, expect, test } from 'vitest';
import type { ProbeRow } from '../../src/report/documents.ts';
import { scenarios } from '../../src/sandbox/index.ts';
import { runNexus } from '../support/run-nexus.ts';

const probed = scenarios.flatMap((scenario) =>
  scenario.probe === undefined ? [] : [[scenario.id, scenario.probe] as const],
);
const live = scenarios.flatMap((scenario) =>
  scenario.live === undefined ? [] : [[scenario.id, scenario.live] as const],
);

describe('every scenario leads probe to exactly what it promises', () => {
  test.concurrent.each(probed)('%s', async (id, { flags = [], exitCode, rows }) => {
    const ran = await runNexus(['probe', '--sandbox', id, '--json', ...flags]);
    const found: readonly ProbeRow[] = ran.json.rows;
    const verdicts = found.map(({ path, stream, verdict }) => [
      `POST ${path} ${stream ? 'stream' : 'plain'}`,
      verdict,
    ]);
    expect({ exitCode: ran.exitCode, rows: Object.fromEntries(verdicts) }).toEqual({ exitCode, rows });
  });
});

test.each(['healthy', 'healthy-nusantara'])(
  'probe of %s has nothing to say but what is documented',
  async (id) => {
    const { json } = await runNexus(['probe', '--sandbox', id, '--json']);
    const unexpected = (json.rows as readonly ProbeRow[]).filter(
      ({ verdict }) => verdict !== 'not-supported',
    );
    expect(unexpected.flatMap(({ findings }) => findings)).toEqual([]);
    expect(json.verdict).toBe('healthy');
  },
);

describe('every scenario leads doctor --live to exactly what it promises', () => {
  test.concurrent.each(live)('%s', async (id, { verdict, exitCode, findings, proof }) => {
    const ran = await runNexus(['doctor', '--live', '--sandbox', id, '--json']);
    const found = ran.json.results.flatMap((result: { findings: { id: string }[] }) =>
      result.findings.map((one) => one.id),
    );
    expect({
      verdict: ran.json.verdict,
      proof: ran.json.proof,
      exitCode: ran.exitCode,
      findings: [...new Set(found)].sort(),
    }).toEqual({ verdict, proof, exitCode, findings: [...findings].sort() });
  });
});
