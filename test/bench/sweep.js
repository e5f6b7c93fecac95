import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';

const calls = 4000;
const concurrency = 64;
const delayMs = 20;
const pairs = 3;
const bin = join(import.meta.dirname, '../../bin/nexus.js');
const models = Array.from({ length: calls }, (_, index) => ({
  id: `model-${index}`,
  supported_endpoints: ['/v1/chat/completions'],
}));
const key = 'bench-key-0123456789abcdef0123456789';
const answer = JSON.stringify({
  id: 'x',
  object: 'chat.completion',
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: '1 2 3' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 8, completion_tokens: 3, total_tokens: 11 },
});

/** A gateway that lists 4,000 models and answers each call after 20 ms. */
async function startGateway() {
  const server = createServer((request, response) => {
    request.resume();
    const known = request.headers.authorization === `Bearer ${key}`;
    const send = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    };
    if (request.method === 'POST') setTimeout(() => send(200, answer), delayMs);
    else if (!known) send(401, JSON.stringify({ error: { message: 'no', code: 'invalid_key' } }));
    else
      send(
        200,
        JSON.stringify(request.url.endsWith('/models') ? { object: 'list', data: models } : { balance: 1 }),
      );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The bare loop: the same calls by undici alone, in this process. */
async function bareLoop(url) {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < calls) {
      next += 1;
      const { body } = await pool.request({
        method: 'POST',
        path: '/v1/chat/completions',
        headers: { authorization: `Bearer ${key}` },
        body: '{}',
      });
      await body.json();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const ms = performance.now() - start;
  await pool.close();
  return ms;
}

/** The whole command, its start and its two free waves included; peak memory from the kernel. */
function probe(url, home) {
  const args = [
    bin,
    'probe',
    '--all-models',
    '--route',
    '/v1/chat/completions',
    '--mode',
    'plain',
    '--concurrency',
    String(concurrency),
    '--yes',
    '--json',
  ];
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn('/usr/bin/env', ['time', '-f', '%M', process.execPath, ...args, '--base-url', url], {
      env: { ...env, HOME: home, NEXUS_API_KEY: key },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let noise = '';
    child.stderr.on('data', (chunk) => {
      noise += chunk;
    });
    child.on('exit', () =>
      resolve({ ms: performance.now() - start, peakMb: Number(noise.trim().split('\n').at(-1)) / 1024 }),
    );
  });
}

/** From the first call to the end of the last one, as the record of the run tells it: the command without its start and its report. */
function sweepMs(home) {
  const folder = join(home, '.local/state/nexus/runs');
  const [file] = readdirSync(folder);
  const lines = readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const sent = lines.filter(({ kind }) => kind === 'intent').map(({ at }) => Date.parse(at));
  rmSync(folder, { recursive: true });
  return Math.max(...sent) - Math.min(...sent) + delayMs;
}

export async function runSweepBench() {
  const gateway = await startGateway();
  const home = mkdtempSync(join(tmpdir(), 'nexus-bench-'));
  const wholes = [];
  const sweeps = [];
  let peakMb = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    const bare = await bareLoop(gateway.url);
    const whole = await probe(gateway.url, home);
    wholes.push(whole.ms / bare);
    sweeps.push(sweepMs(home) / bare);
    peakMb = Math.max(peakMb, whole.peakMb);
  }
  gateway.close();
  rmSync(home, { recursive: true, force: true });
  const middle = (ratios) => ratios.toSorted((one, other) => one - other)[Math.floor(pairs / 2)].toFixed(2);
  return [
    ['4,000 probes, 20 ms each, 64 at once / bare loop', middle(sweeps), 'at most 1.25'],
    ['the same with start, free checks and report', middle(wholes), 'no limit'],
    [
      'its peak memory',
      Number.isFinite(peakMb) ? `${peakMb.toFixed(0)} MB` : 'not measured',
      'at most 150 MB',
    ],
  ];
}
