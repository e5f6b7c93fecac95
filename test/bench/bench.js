import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { runLogBench } from './log.js';
import { runSseBench } from './sse.js';
import { runSweepBench } from './sweep.js';

const bin = join(import.meta.dirname, '../../bin/nexus.js');
const rounds = Number(process.env.ROUNDS ?? 20);
const key = 'bench-key-0123456789abcdef0123456789';

// On Node 20 this variable alone triples the start of every Node program.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/** Wall time of a whole process, in milliseconds. */
function timed(args, more = {}) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      env: { ...env, NEXUS_NO_JOURNAL: '1', ...more },
      stdio: 'ignore',
    });
    child.on('exit', () => resolve(performance.now() - start));
  });
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** The median of ratios, each taken within one round, so that a slow moment hits both sides. */
async function ratio(args) {
  const ratios = [];
  for (let round = 0; round < rounds; round += 1) {
    const bareFirst = round % 2 === 0;
    const first = await timed(bareFirst ? ['-e', '0'] : args);
    const second = await timed(bareFirst ? args : ['-e', '0']);
    ratios.push(bareFirst ? second / first : first / second);
  }
  return median(ratios);
}

/** A gateway that lists one model to its key, each answer that many milliseconds late. */
async function startGateway(delayMs) {
  const server = createServer((request, response) => {
    const known = request.headers.authorization === `Bearer ${key}`;
    const body = known
      ? request.url.endsWith('/models')
        ? { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] }
        : { balance: 10, currency: 'RUB' }
      : { error: { message: 'no', type: 'auth', code: 'invalid_key', request_id: 'x' } };
    setTimeout(() => {
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    }, delayMs);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function waitsFor() {
  const [fast, slow] = await Promise.all([startGateway(0), startGateway(100)]);
  const doctor = (url) => timed([bin, 'doctor', '--json', '--base-url', url], { NEXUS_API_KEY: key });
  const differences = [];
  for (let round = 0; round < rounds / 2; round += 1) {
    const quick = await doctor(fast.url);
    differences.push((await doctor(slow.url)) - quick);
  }
  fast.close();
  slow.close();
  return median(differences);
}

const show = (name, value, limit) =>
  process.stdout.write(`${name.padEnd(52)} ${value.padStart(12)}   (${limit})\n`);

show('nexus --version / node -e 0', (await ratio([bin, '--version'])).toFixed(2), 'at most 1.6, goal 1.35');
show(
  'nexus explain invalid_key / node -e 0',
  (await ratio([bin, 'explain', 'invalid_key'])).toFixed(2),
  'at most 1.6, goal 1.35',
);
show(
  'nexus doctor, 100 ms per answer less 0 ms',
  `${(await waitsFor()).toFixed(0)} ms`,
  'at most 250 ms: two waves',
);
for (const line of [...(await runSweepBench()), ...(await runSseBench()), ...(await runLogBench())])
  show(...line);
