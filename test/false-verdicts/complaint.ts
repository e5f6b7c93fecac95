import { describe, expect, test } from 'vitest';
import type { RunningSandbox } from '../../src/sandbox/index.ts';
import type { ClientSetUp, GatewayState, ProbeVerdict, Scenario } from '../../src/sandbox/scenario.ts';
import type { FakeReply } from '../support/fake-network.ts';
import type { FakeSystem } from '../support/fake-system.ts';
import { expectTruth } from './expect-truth.ts';
import { sources } from './sources.ts';

/** What somebody told of another doctor, as a run that must end in the truth here. */
export interface Complaint {
  /** `owner/repo#number`. */
  readonly source: string;
  readonly complaint: string;
  readonly provider?: Scenario['provider'];
  /** How the gateway differs from a healthy one. */
  readonly gateway?: GatewayState;
  /** The person's side; absent: key and base URL as they should be. */
  readonly client?: ClientSetUp;
  /** A made-up network instead of the gateway, for what loopback cannot produce. */
  readonly replies?: readonly FakeReply[];
  readonly stdin?: string;
  /** Absent: `doctor`. */
  readonly argv?: readonly string[];
  readonly ends: Ending;
  /** In what people read. */
  readonly says?: RegExp;
  /** Neither to people nor to programs. */
  readonly neverSays?: RegExp;
  /** What the columns above cannot say. */
  readonly also?: (seen: Seen) => void;
}

export interface Ending {
  readonly exitCode: number;
  readonly verdict?: Scenario['expects']['verdict'];
  readonly proof?: string;
  /** `<check id> <finding id>`; null where nothing is wrong. */
  readonly firstCause?: string | null;
  /** The status of some checks, by id. */
  readonly checks?: Readonly<Record<string, string>>;
  /** The rows of probe, by `POST /v1/messages stream`. */
  readonly rows?: Readonly<Record<string, ProbeVerdict>>;
}

export interface Seen {
  /** What people read. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: rows read any field of any document
  readonly json: any;
  readonly stderr: string;
  readonly gateway: RunningSandbox;
  /** The world of the run for programs: what it sent where the network is made up, and which files it left. */
  readonly system: FakeSystem;
}

/** A complaint about something that is not here, and why it is not. */
export interface LeftOut {
  readonly source: string;
  readonly why: string;
}

/** Runs the rows of one group, and holds that no source of the group is forgotten. */
export function answersTo(
  group: keyof typeof sources,
  rows: readonly Complaint[],
  leftOut: readonly LeftOut[] = [],
): void {
  describe.concurrent(group, () => {
    test.each(rows.map((row) => [`${row.source}: ${row.complaint}`, row] as const))('%s', (_, row) =>
      expectTruth(row),
    );
  });

  test('every source of the group has a run, or the reason why it has none', () => {
    const named = [...rows, ...leftOut].map(({ source }) => source);
    expect(named.toSorted()).toEqual([...sources[group]].toSorted());
    for (const { why } of leftOut) expect(why).toMatch(/^\w.{20,}$/);
  });
}
