import { describe, expect, test } from 'vitest';
import { scenarios } from '../../src/sandbox/index.ts';
import { runNexus } from '../support/run-nexus.ts';

describe('every scenario leads doctor to exactly what it promises', () => {
  test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', async (id, { expects }) => {
    const { json, exitCode } = await runNexus(['doctor', '--sandbox', id, '--json']);
    const findings = json.results.flatMap((result: { findings: { id: string }[] }) =>
      result.findings.map((one) => one.id),
    );
    expect({ verdict: json.verdict, exitCode, findings: [...new Set(findings)].sort() }).toEqual({
      verdict: expects.verdict,
      exitCode: expects.exitCode,
      findings: [...expects.findings].sort(),
    });
  });
});
