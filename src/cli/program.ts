import { Command, CommanderError } from 'commander';
import type { CommandOutcome } from '../commands/outcome.ts';
import { UsageError } from '../errors/usage-error.ts';
import { codeOf, failedToWrite } from '../system/failure.ts';
import type { System } from '../system/system.ts';
import { toolVersion } from '../version.ts';
import { authCommand } from './commands/auth.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { loginCommand } from './commands/login.ts';
import { logoutCommand } from './commands/logout.ts';
import { modelsCommand } from './commands/models.ts';
import { probeCommand } from './commands/probe.ts';
import { reportCommand } from './commands/report.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { exitCodes, internalExit, signalExit, usageExit } from './exit-code.ts';
import { faultOf } from './fault-of.ts';
import { expectHandles, tooFewHandles } from './few-handles.ts';
import type { SharedFlags } from './options.ts';
import { refuseSwallowedFlags } from './swallowed-flags.ts';
import { refuseKeyFlags, usageErrorFrom } from './usage.ts';

/** What an action of the command tree works with. */
export interface Invocation {
  readonly argv: readonly string[];
  readonly system: System;
  /** Reads the same words again in another world: a sandbox. */
  readonly again: (argv: readonly string[], system: System) => Promise<number>;
}

/** Reads the command line, runs the command, presents its result. Gives the exit code and never throws. */
export async function run(argv: readonly string[], system: System): Promise<number> {
  return saying(runCommand(argv, system), system);
}

/** Presents what ended a command that ran without its declaration, as `run` does. */
export async function runFailed(error: unknown, argv: readonly string[], system: System): Promise<number> {
  const program = commandTree({ argv, system, again: run }, () => undefined);
  return saying(failed(error, program, argv, system), system);
}

async function saying(ending: Promise<number>, system: System): Promise<number> {
  try {
    return await ending;
  } catch (error) {
    // Even the failure could not be shown where it belongs: standard error is all that is left.
    const said = tooFewHandles(error)?.message ?? unwritten(error);
    await system.stderr.write(`Error: ${said}\n`).catch(() => undefined);
    return internalExit;
  }
}

async function runCommand(argv: readonly string[], system: System): Promise<number> {
  let exitCode = 0;
  const finish = (code: number) => {
    exitCode = code;
  };
  const program = commandTree({ argv, system, again: run }, finish);
  const printed: string[] = [];
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => printed.push(text), writeErr: () => undefined });
  }
  // Asked for before anything begins: from here on an interrupt ends the work in order.
  const { interrupt } = system;
  try {
    refuseKeyFlags(argv);
    refuseSwallowedFlags(program, argv);
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      await system.stdout.write(printed.join(''));
      return 0;
    }
    return failed(error, program, argv, system);
  }
  return interrupt.aborted && argv[0] !== 'sandbox' ? signalExit(interrupt.reason) : exitCode;
}

async function failed(
  error: unknown,
  program: Command,
  argv: readonly string[],
  system: System,
): Promise<number> {
  // Whatever an interrupt tore apart is no fault of anybody, and there is nothing to say about it.
  if (system.interrupt.aborted) return signalExit(system.interrupt.reason);
  // Only a name that exists is said again: any other word may be a key.
  const name = argv.find((word) => program.commands.some((one) => one.name() === word));
  return presentFailure(failureOf(error, program, argv), name ?? 'nexus', argv, system);
}

function commandTree(invocation: Invocation, finish: (exitCode: number) => void): Command {
  const program = new Command('nexus')
    .description(
      'Finds out why an LLM gateway set-up does not work: the first cause, whose move it is, the one next command.',
    )
    .version(toolVersion, '-V, --version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command, or "help exit-codes"')
    .addHelpText('after', '\nStart with:  nexus doctor\nTry it without a key:  nexus doctor --sandbox');
  for (const build of commandsFor(invocation.argv[0])) program.addCommand(build(invocation, finish));
  const codes = new Command('exit-codes').configureHelp({ formatHelp: exitCodeTable });
  program.addCommand(
    codes.action(() => codes.help()),
    { hidden: true },
  );
  program.hook('preAction', (_, command) => expectHandles(command.name(), command.opts(), invocation.system));
  return program.action(() => program.help());
}

const commands = {
  doctor: doctorCommand,
  models: modelsCommand,
  probe: probeCommand,
  explain: explainCommand,
  report: reportCommand,
  login: loginCommand,
  logout: logoutCommand,
  auth: authCommand,
  sandbox: sandboxCommand,
};

/** A command that is named stands alone: to declare the others costs every start a tenth of a bare node. */
function commandsFor(first: string | undefined): readonly (typeof doctorCommand)[] {
  if (first === '--version' || first === '-V') return [];
  const named = Object.entries(commands).find(([name]) => name === first);
  return named === undefined ? Object.values(commands) : [named[1]];
}

function exitCodeTable(): string {
  const rows = Object.entries(exitCodes).map(
    ([code, meaning]) => `  ${code.padStart(3)}  ${meaning.replaceAll('\n', `\n${' '.repeat(7)}`)}`,
  );
  return ['What the exit codes mean', '', ...rows, ''].join('\n');
}

interface Failure {
  readonly exitCode: number;
  readonly kind: 'usage' | 'machine' | 'internal';
  readonly message: string;
  readonly hint: string;
  readonly stack?: readonly string[];
}

function failureOf(error: unknown, program: Command, argv: readonly string[]): Failure {
  const [first = '-'] = argv;
  const command = program.commands.find((one) => one.name() === first);
  const known = {
    command: command?.name() ?? '',
    commands: program.commands.map((one) => one.name()),
    flags: flagsOf(command ?? program),
    commandFlags: program.commands.flatMap(flagsOf),
    typed: argv.filter((word) => !word.startsWith('-') && word !== 'help')[0] ?? '',
    startsWrong: command === undefined && first !== 'help' && !first.startsWith('-'),
  };
  const usage = error instanceof CommanderError ? usageErrorFrom(error, known) : error;
  if (usage instanceof UsageError) {
    return { exitCode: usageExit, kind: 'usage', message: usage.message, hint: usage.hint };
  }
  const fewHandles = tooFewHandles(error);
  if (fewHandles !== undefined) return { exitCode: internalExit, kind: 'machine', ...fewHandles };
  if (failedToWrite(error)) {
    const hint = 'make room, or print to another place';
    return { exitCode: internalExit, kind: 'internal', message: unwritten(error), hint };
  }
  const { name, frames } = faultOf(error);
  return {
    exitCode: internalExit,
    kind: 'internal',
    message: `a fault in nexus itself (${name})`,
    hint: 'please report it; --verbose shows where it happened',
    ...(argv.includes('--verbose') ? { stack: frames } : {}),
  };
}

function flagsOf({ options }: Command): readonly string[] {
  return options.flatMap(({ long }) => long ?? []);
}

function unwritten(error: unknown): string {
  return `the output could not be written (${codeOf(error) ?? 'unknown'})`;
}

async function presentFailure(
  failure: Failure,
  command: string,
  argv: readonly string[],
  system: System,
): Promise<number> {
  const [{ present }, { commandsAsStarted }] = await Promise.all([
    import('./present.ts'),
    import('../commands/next-command.ts'),
  ]);
  const { exitCode, ...told } = failure;
  const error = { ...told, hint: commandsAsStarted(told.hint, system) };
  const outcome: CommandOutcome = { document: { schemaVersion: 1, command, error }, exitCode, secrets: [] };
  return present(outcome, { ...flagsBeforeParsing(argv), input: false }, system);
}

/** The command line could not be read, so only what decides the form of the answer is looked for. */
function flagsBeforeParsing(argv: readonly string[]): Omit<SharedFlags, 'input'> {
  const has = (flag: string) => argv.includes(flag);
  const asked = (format: string) =>
    has(`--format=${format}`) || argv.join('\n').includes(`--format\n${format}`);
  const format = has('--json') || asked('json') ? 'json' : asked('ndjson') ? 'ndjson' : 'human';
  return {
    format,
    ...(has('--no-color') ? { color: false } : {}),
    ...(has('--ascii') ? { ascii: true as const } : {}),
    ...(has('--verbose') ? { verbose: true as const } : {}),
  };
}
