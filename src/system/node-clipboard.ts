import { spawn } from 'node:child_process';
import { delimiter, isAbsolute } from 'node:path';

/** Programs that take the clipboard's text from standard input, the likelier first. */
const programs: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  darwin: [['pbcopy']],
  // With its place: Windows looks for a bare name in the current folder first.
  win32: [[String.raw`%SystemRoot%\System32\clip.exe`]],
  linux: [['wl-copy'], ['xclip', '-selection', 'clipboard'], ['xsel', '--clipboard', '--input']],
};

/** What such a program needs to find its screen; it is given nothing else, no key above all. */
const passedOn = ['PATH', 'DISPLAY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'XAUTHORITY', 'SystemRoot'];

const patienceMs = 3000;

/** Gives the text to the first program that takes it; false where none does. */
export async function copy(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const PATH = foldersOf(env.PATH);
  if (PATH === '') return false;
  const given = { ...Object.fromEntries(passedOn.map((name) => [name, env[name]])), PATH };
  for (const [program, ...args] of programs[process.platform] ?? programs.linux ?? []) {
    const place = program.replace('%SystemRoot%', env.SystemRoot ?? String.raw`C:\Windows`);
    if (await runs(place, args, text, given)) return true;
  }
  return false;
}

/** No program of the current folder is run: an empty or relative part of PATH would find one there. */
function foldersOf(path = ''): string {
  return path.split(delimiter).filter(isAbsolute).join(delimiter);
}

function runs(
  program: string,
  args: readonly string[],
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'], timeout: patienceMs });
    child.on('error', () => resolve(false));
    // xclip stays behind to serve the text; its own end is not waited for.
    child.on('exit', (code) => resolve(code === 0));
    child.stdin.on('error', () => resolve(false));
    child.stdin.end(text);
  });
}
