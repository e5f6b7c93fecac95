import { describe, expect, test } from 'vitest';
import { probeNextStep } from '../../../src/commands/probe/probe-next-step.ts';
import type { CellVerdict, FindingDocument, ProbeRow } from '../../../src/report/documents.ts';
import { probeRow } from '../../support/probe-row.ts';

const found = (id: string, severity: FindingDocument['severity']): FindingDocument => ({
  id,
  severity,
  title: 'A finding',
  summary: 'it was seen',
  owner: 'gateway',
  retry: 'later',
  causes: [],
  fixes: [],
});

const row = (verdict: CellVerdict, findings: readonly FindingDocument[]) => probeRow({ verdict, findings });

const deviates = row('streams', [found('stream/deviates', 'warning')]);
const stalled = row('stalled', [found('stream/stalled', 'unknown')]);
const truncated = row('truncated', [found('stream/deviates', 'hint'), found('stream/truncated', 'error')]);
const tooFast = row('unproven', [found('stream/too-fast-to-tell', 'hint')]);
const stepOf = (rows: readonly ProbeRow[]) => probeNextStep(rows, (command) => command)?.command;

describe('behind a matrix people read about', () => {
  test.each([
    ['the row that failed', [deviates, stalled, truncated], 'nexus explain stream/truncated'],
    ['else the one that was not decided', [deviates, tooFast, stalled], 'nexus explain stream/stalled'],
    ['else the first remark', [tooFast, deviates], 'nexus explain stream/deviates'],
    ['nothing, where all is well', [tooFast], undefined],
  ])('%s', (_, rows, command) => {
    expect(stepOf(rows)).toBe(command);
  });
});
