import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';

const megabytes = Number(process.env.LOG_MB ?? 1024);
const rounds = 3;

// On Node 20 this variable alone triples the start of every Node program.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/** A program that scans a log as the commands do and says what it found; without a log, what it looks for. */
const reader = (root) => `
  import { readFileSync } from 'node:fs';
  import { builtInProfiles } from '${root}/src/providers/index.ts';
  import { readForeignText } from '${root}/src/pastes/foreign-text.ts';
  import { anchorsOf } from '${root}/src/pastes/scan/scan-anchors.ts';
  import { scanPieceBytes } from '${root}/src/pastes/scan/scan-log.ts';
  import { nodeFiles } from '${root}/src/system/node-files.ts';
  // Not maxRSS: a child begins with that of the process that started it.
  const peakKb = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  if (process.argv[2] === undefined) {
    process.stdout.write(JSON.stringify(anchorsOf(builtInProfiles).map(({ literal }) => literal)));
  } else {
    const found = await readForeignText(nodeFiles.chunks(process.argv[2], scanPieceBytes), builtInProfiles);
    const { search, text, bytes } = found;
    process.stdout.write(JSON.stringify({ ...search, text: text.length, bytes, rssKb: peakKb() }));
  }
`;

async function writeReader(file) {
  const { output } = await build({
    input: 'bench-entry',
    platform: 'node',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'bench-entry' ? id : null),
        load: (id) => (id === 'bench-entry' ? reader(process.cwd()) : null),
      },
    ],
    write: false,
    output: { format: 'esm' },
  });
  writeFileSync(file, output[0].code);
}

const pad = (number, length) => String(number).padStart(length, '0');
const clock = (index) =>
  `2026-11-22T${pad(Math.floor(index / 3600) % 24, 2)}:${pad(Math.floor(index / 60) % 60, 2)}:${pad(index % 60, 2)}Z`;
const routes = ['chat/completions', 'responses', 'messages'];

/** A service that calls a gateway and writes plain lines; one in 2,000 is a failed call. */
function plainLine(index) {
  if (index % 2000 === 1999) {
    return `${clock(index)} ERROR worker-${index % 16} openai.RateLimitError: Error code: 429 - {'error': {'message': 'slow down', 'code': 'rate_limit_exceeded', 'request_id': 'bench-${index}'}}\n`;
  }
  return `${clock(index)} INFO worker-${index % 16} served POST /v1/${routes[index % 3]} to tenant ${index % 977} in ${index % 4096} ms, model gpt-5.4, cache ${index % 2 ? 'hit' : 'miss'}\n`;
}

/** The same as JSON lines, where good calls have a request id too. */
function jsonLine(index) {
  const failed = index % 2000 === 1999;
  const call = {
    time: clock(index),
    level: failed ? 'error' : 'info',
    msg: 'call finished',
    request_id: `bench-${index}`,
    route: `/v1/${routes[index % 3]}`,
    model: 'gpt-5.4',
    ms: index % 4096,
  };
  const error = {
    code: 'insufficient_balance',
    type: 'billing',
    message: 'too low',
    request_id: `bench-${index}`,
  };
  return `${JSON.stringify(failed ? { ...call, status: 402, error } : { ...call, status: 200, error: null })}\n`;
}

/** Every megabyte is made anew: a text that repeats would be kinder to the caches of the processor. */
function writeLog(file, lineOf) {
  const descriptor = openSync(file, 'w');
  for (let written = 0, index = 0; written < megabytes; written += 1) {
    let text = '';
    while (text.length < 1_048_576) {
      text += lineOf(index);
      index += 1;
    }
    writeSync(descriptor, text);
  }
  closeSync(descriptor);
}

/** Wall time of a whole process, in seconds, and what it said. */
function timed(command, args, more = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (bytes) => {
      if (said.length < 10_000) said += bytes;
    });
    child.on('error', reject);
    child.on('close', () => resolve({ seconds: (performance.now() - start) / 1000, said }));
  });
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

async function measure(name, files) {
  const speeds = [];
  const ratios = [];
  let rssKb = 0;
  for (let round = 0; round < rounds; round += 1) {
    const grep = await timed('grep', ['-c', '-F', '-f', files.anchors, files.log], { LC_ALL: 'C' });
    const ours = await timed(process.execPath, [files.reader, files.log]);
    const found = JSON.parse(ours.said);
    if (found.hits < found.bytes / 1_048_576) throw new Error(`the scan missed errors: ${ours.said}`);
    speeds.push(found.bytes / 1_048_576 / ours.seconds);
    ratios.push(grep.seconds / ours.seconds);
    rssKb = Math.max(rssKb, found.rssKb);
  }
  return [
    [`scan of ${megabytes} MB of ${name}`, `${median(speeds).toFixed(0)} MB/s`, 'at least 300 MB/s'],
    ['that, of the speed of grep -F with all anchors', median(ratios).toFixed(2), 'at least 0.25'],
    ['that, memory at most', `${(rssKb / 1024).toFixed(0)} MB`, 'at most 80 MB'],
  ];
}

/** Whole processes, from start to end, on a log that lies in the page cache. */
export async function runLogBench() {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-bench-'));
  const files = { reader: 'reader.mjs', anchors: 'anchors.txt', log: 'some.log' };
  for (const name of Object.keys(files)) files[name] = join(folder, files[name]);
  try {
    await writeReader(files.reader);
    const anchors = JSON.parse(spawnSync(process.execPath, [files.reader], { env, encoding: 'utf8' }).stdout);
    writeFileSync(files.anchors, `${anchors.join('\n')}\n`);
    const lines = [];
    for (const [name, lineOf] of [
      ['plain lines', plainLine],
      ['JSON lines', jsonLine],
    ]) {
      writeLog(files.log, lineOf);
      lines.push(...(await measure(name, files)));
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
