import { Command } from 'commander';
import type { ProbeTalk } from '../../commands/probe.ts';
import type { ReportSource } from '../../commands/report/report-source.ts';
import type { ReportRequest } from '../../commands/report.ts';
import { UsageError } from '../../errors/usage-error.ts';
import type { System } from '../../system/system.ts';
import { type SharedFlags, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';
import type { TicketForms } from '../share-ticket.ts';

interface ReportFlags extends SharedFlags {
  readonly last?: true;
  readonly run?: string;
  readonly from?: string;
  readonly requestId?: string;
  readonly model?: string;
  readonly endpoint?: string;
  readonly time?: string;
  readonly client?: string;
  readonly note?: string;
  readonly strict?: true;
  readonly reproduce?: true;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly bundle?: string;
  readonly out?: string;
  readonly copy?: true;
  readonly force?: true;
  readonly sandbox?: true | string;
}

/** `nexus report` */
export function reportCommand(
  { argv, system, again }: Invocation,
  finish: (exitCode: number) => void,
): Command {
  const command = new Command('report')
    .description(
      'make a support ticket from the last failure, a paste, or what you know; nothing is uploaded',
    )
    .option('--last', 'of the last failure on record (the default)')
    .option('--run <id>', 'of the failures of one run')
    .option('--from <file>', 'of an error, a log or a HAR file; - reads a paste from standard input')
    .option('--request-id <id>', 'the request_id of the failed call')
    .option('--model <id>', 'the model that was asked for')
    .option('--endpoint <call>', 'what was called, for example "POST /v1/responses"')
    .option(
      '--time <when>',
      'when it failed: 09:42, "2026-11-22 09:42" (local time), "09:42 UTC+3" or ISO-8601',
    )
    .option('--client <name>', 'the program that you used, with its version')
    .option('--note <words>', 'your own words')
    .option('--strict', 'exit 1 while a fact is missing')
    .option('--reproduce', 'send the failed call once more, after asking, and make the ticket of it')
    .option('--yes', 'with --reproduce: agree to that call without being asked')
    .option('--dry-run', 'with --reproduce: show the plan, make no call')
    .option('--out <file>', 'write the ticket into a new file too')
    .option(
      '--bundle <place>',
      'write ticket, a new diagnosis (free GETs) and the record into a new folder, or a .tar.gz',
    )
    .option('--force', 'write over what is there')
    .option('--copy', 'put the ticket on the clipboard too')
    .option('--sandbox [scenario]', 'of the last failure in the embedded gateway');
  for (const option of sharedOptions(['human', 'json', 'markdown', 'text'])) command.addOption(option);
  return command.action(async (flags: ReportFlags) => {
    if (flags.sandbox !== undefined) (await import('../run-in-sandbox.ts')).refuseWayOut(flags);
    if (flags.reproduce && flags.sandbox !== undefined && system.sandbox === undefined) {
      return finish(await inScenario(flags.sandbox, system, (world) => again(argv, world)));
    }
    // Before anything is read or asked: the bundle is written last.
    if (flags.bundle !== undefined) (await import('../bundle-place.ts')).expectBundlePlace(flags.bundle);
    const request = await requestFrom(flags);
    const [{ report }, { redactTicket }, { present }] = await Promise.all([
      import('../../commands/report.ts'),
      import('../redact-ticket.ts'),
      import('../present.ts'),
    ]);
    const raw = await report(request, system, () => talkOn(system, flags));
    const redacted = await redactTicket(raw, system);
    const told = await share({ raw, redacted }, flags, request, system);
    const exitCode = await present(redacted, flags, system);
    const cut = (await import('../../ticket/fact-shape.ts')).noteCutWords(flags.note);
    for (const line of [...(cut === undefined ? [] : [cut]), ...told]) await system.stderr.write(`${line}\n`);
    finish(exitCode);
  });
}

/** A sandbox ticket's diagnosis is made in the same scenario. */
async function share(
  forms: TicketForms,
  flags: ReportFlags,
  { provider, baseUrl, config, keyFile }: ReportRequest,
  system: System,
): Promise<readonly string[]> {
  const { out, bundle, copy, force } = flags;
  if ((out ?? bundle ?? copy) === undefined) return [];
  const { shareTicket } = await import('../share-ticket.ts');
  const { document } = forms.raw;
  const scenario = 'ticket' in document && system.sandbox === undefined ? document.ticket.sandbox : null;
  const request = given({ provider, baseUrl, config, keyFile });
  const sharing = given({ out, bundle, copy, force });
  if (bundle === undefined || scenario === null) {
    return shareTicket(forms, sharing, flags, { request, world: system }, system);
  }
  return inScenario(scenario, system, (world) =>
    shareTicket(forms, sharing, flags, { request, world }, system),
  );
}

/** Works beside a running scenario; its own flags are about routes and models, which a ticket has already. */
async function inScenario<T>(
  id: string | true,
  system: System,
  work: (world: System) => Promise<T>,
): Promise<T> {
  const { findScenario, startSandboxRun } = await import('../sandbox-system.ts');
  const run = await startSandboxRun(findScenario(id === true ? 'healthy' : id), system);
  try {
    return await work(run.system);
  } finally {
    await run.close();
  }
}

/** How a call that is sent again is shown: its plan and nothing else. */
async function talkOn(system: System, flags: ReportFlags): Promise<ProbeTalk> {
  const [{ planText }, { tellOn }] = await Promise.all([
    import('../../render/plan-text.ts'),
    import('../progress.ts'),
  ]);
  return {
    onEvent: () => undefined,
    onProgress: () => undefined,
    planText: (plan, cells) => planText(plan, { ascii: flags.ascii === true }, cells),
    // A plan that was asked for is shown beside every format: no document has it.
    tell: flags.dryRun ? (line) => system.stderr.write(`${line}\n`) : tellOn(system.stderr, flags),
  };
}

async function requestFrom(flags: ReportFlags): Promise<ReportRequest> {
  const mayAsk = flags.input && !flags.json && (flags.format ?? 'human') === 'human';
  const { requestId, model, endpoint, time, client, note, provider, baseUrl, config, keyFile } = flags;
  return {
    ...given({ provider, baseUrl, config, keyFile, note }),
    source: await sourceFrom(flags),
    typed: given({ requestId, model, endpoint, time, client }),
    strict: flags.strict === true,
    mayAsk,
    ...(flags.reproduce
      ? { reproduce: { yes: flags.yes === true, dryRun: flags.dryRun === true, mayAsk } }
      : {}),
  };
}

/** One source at most; without any, flags with facts speak alone, and else it is the last failure. */
async function sourceFrom(flags: ReportFlags): Promise<ReportSource> {
  const { last, run, from, sandbox, requestId, model, endpoint, time, client } = flags;
  if ([last, run, from].filter((one) => one !== undefined).length > 1) {
    throw new UsageError('--last, --run and --from exclude each other', 'leave all but one out');
  }
  if (sandbox !== undefined && (run ?? from) !== undefined) {
    throw new UsageError('--sandbox goes with --last only', 'leave it out');
  }
  const hasFacts = [requestId, model, endpoint, time, client].some((fact) => fact !== undefined);
  if (from !== undefined) return { kind: 'from', place: from, isNeeded: !hasFacts };
  if (run !== undefined) return { kind: 'run', runId: run };
  if (last === undefined && sandbox === undefined && hasFacts) return { kind: 'flags' };
  if (typeof sandbox !== 'string') return { kind: 'last', ...given({ sandbox }) };
  const { findScenario } = await import('../sandbox-system.ts');
  return { kind: 'last', sandbox: findScenario(sandbox).id };
}

/** The values that were given; with exact optional fields an undefined one is another thing than none. */
function given<T extends Readonly<Record<string, unknown>>>(
  values: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  // Entries lose the names that their types are kept under.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
