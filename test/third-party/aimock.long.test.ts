import { gzipSync } from 'node:zlib';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProxyRules, page, startReverseProxy } from '../support/reverse-proxy.ts';
import { type Ran, runNexus } from '../support/run-nexus.ts';

// aimock is a mock of the OpenAI and Anthropic wire formats that other people wrote: what doctor says about it can't
// rest on a misunderstanding that doctor and our own sandbox share.

const key = 'nexus-0123456789abcdef0123456789abcdef';
const open = new LLMock({ port: 0 });
const closed = new LLMock({ port: 0, auth: { apiKeys: [key] } });

beforeAll(async () => {
  for (const mock of [open, closed]) mock.onMessage(/.*/, { content: '1 2 3 4 5 6 7 8 9 10' });
  await Promise.all([open.start(), closed.start()]);
});
afterAll(async () => {
  await Promise.all([open.stop(), closed.stop()]);
});

function run(command: string, baseUrl: string, nexusKey = key, flags: readonly string[] = []): Promise<Ran> {
  const argv = [command, '--base-url', baseUrl, '--timeout', '5', '--json', ...flags];
  return runNexus(argv, { env: { NEXUS_API_KEY: nexusKey }, now: new Date().toISOString() });
}

/** What doctor concludes, in one row: exit code, proof, and the finding of the first cause. */
async function conclusion(baseUrl: string, nexusKey = key) {
  const { exitCode, json } = await run('doctor', baseUrl, nexusKey);
  const { verdict, proof, firstCause } = json;
  return { exitCode, verdict, proof, cause: firstCause?.finding?.id ?? null };
}

const works = { exitCode: 0, verdict: 'degraded', proof: 'accepts-key', cause: null };

describe('aimock, asked directly', () => {
  test('without access keys, nobody can tell whether the key is right', async () => {
    expect(await conclusion(open.url)).toEqual({
      exitCode: 3,
      verdict: 'inconclusive',
      proof: 'speaks-api',
      cause: 'local/key-not-verifiable',
    });
  });

  test('with access keys, the right one is proven; only the balance that aimock does not have stays open', async () => {
    expect(await conclusion(closed.url)).toEqual(works);
    const { json } = await run('doctor', closed.url);
    const left = json.results.filter(
      ({ status }: { status: string }) => status !== 'pass' && status !== 'skip',
    );
    expect(left.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`)).toEqual([
      'balance.is-available unknown',
    ]);
    // It works, so there is nothing to do.
    expect(json.nextStep).toBeNull();
  });

  test('with access keys, another key is refused in the words of the OpenAI API', async () => {
    expect(await conclusion(closed.url, key.replace('0', '1'))).toEqual({
      exitCode: 4,
      verdict: 'broken',
      proof: 'speaks-api',
      cause: 'openai/invalid_api_key',
    });
  });

  test('lists its models, public or not', async () => {
    const [anybody, keyed] = await Promise.all([run('models', open.url), run('models', closed.url)]);
    expect([anybody.exitCode, keyed.exitCode]).toEqual([0, 0]);
    expect(keyed.json.models.map(({ id }: { id: string }) => id)).toContain('gpt-4o');
    expect(anybody.json.verdict).toBe('inconclusive');
    expect(keyed.json.verdict).toBe('healthy');
  });
});

describe.each(['/v1/chat/completions', '/v1/responses', '/v1/messages'])(
  'one real call of aimock on %s',
  (route) => {
    test.each([
      ['open', open],
      ['closed', closed],
    ])('%s: is answered, and a stream that is over at once is not called proven', async (_, mock) => {
      const flags = ['--live', '--yes', '--model', 'gpt-4o', '--route', route];
      const { exitCode, json: document } = await run('doctor', mock.url, key, flags);
      expect({ exitCode, proof: document.proof }).toEqual({ exitCode: 0, proof: 'answers' });
      expect(document.spend.calls).toBe(1);
    });
  },
);

const json = (status: number, body: unknown) =>
  page(status, JSON.stringify(body), { 'content-type': 'application/json' });

interface Row {
  readonly proxy: string;
  readonly rules: ProxyRules;
  readonly expects: Awaited<ReturnType<typeof conclusion>>;
}

const broken = (cause: string, proof = 'reachable') => ({ exitCode: 1, verdict: 'broken', proof, cause });
const unclear = (cause: string, proof = 'reachable') => ({
  exitCode: 3,
  verdict: 'inconclusive',
  proof,
  cause,
});

const rows: readonly Row[] = [
  { proxy: 'passes everything on', rules: {}, expects: works },
  { proxy: 'holds every answer back until it is whole', rules: { holdMs: 250 }, expects: works },
  {
    proxy: 'packs every answer',
    rules: {
      back: ({ status, headers, body }) => ({
        status,
        headers: { ...headers, 'content-encoding': 'gzip' },
        body: gzipSync(body),
      }),
    },
    expects: works,
  },
  {
    proxy: 'packs every answer and does not say so',
    rules: { back: (answer) => ({ ...answer, body: gzipSync(answer.body) }) },
    expects: unclear('network/answer-undecodable'),
  },
  {
    proxy: 'says that answers are packed, and they are not',
    rules: { back: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } }) },
    expects: unclear('network/answer-undecodable'),
  },
  {
    proxy: 'ends answers early with a length that fits',
    rules: { back: (answer) => ({ ...answer, body: answer.body.subarray(0, 40) }) },
    expects: unclear('network/answer-cut'),
  },
  {
    proxy: 'calls JSON a web page',
    rules: { back: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } }) },
    expects: works,
  },
  {
    proxy: 'takes /v1 away',
    rules: { path: (path) => path.replace('/v1', '') },
    expects: unclear('edge/no-model-list', 'speaks-api'),
  },
  {
    proxy: 'keeps a prefix that the gateway does not have',
    rules: { path: (path) => `/llm${path}` },
    expects: unclear('edge/no-model-list', 'speaks-api'),
  },
  {
    proxy: 'removes the header Authorization, and aimock reads x-api-key too',
    rules: { headers: ({ authorization: _, ...others }) => others },
    expects: { exitCode: 0, verdict: 'degraded', proof: 'accepts-key', cause: 'local/key-needs-x-api-key' },
  },
  {
    proxy: 'removes every credential',
    rules: { headers: ({ authorization: _, 'x-api-key': __, 'api-key': ___, ...others }) => others },
    expects: { exitCode: 4, verdict: 'broken', proof: 'speaks-api', cause: 'openai/invalid_api_key' },
  },
  {
    proxy: 'puts its own key into every request',
    rules: { headers: (headers) => ({ ...headers, authorization: `Bearer ${key}` }) },
    expects: unclear('local/key-not-verifiable', 'speaks-api'),
  },
  {
    proxy: 'cannot reach the gateway',
    rules: { instead: () => page(502, '<html><head><title>502 Bad Gateway</title></head></html>') },
    expects: unclear('edge/server-error-page'),
  },
  {
    proxy: 'shows a login page with status 200',
    rules: { instead: () => page(200, '<!doctype html><html><title>Sign in</title><form></form></html>') },
    expects: broken('edge/html-instead-of-api'),
  },
  {
    proxy: 'sends everybody to a login page',
    rules: { instead: (path) => page(302, '', { location: `/login?next=${path}` }) },
    expects: broken('edge/login-page'),
  },
  {
    proxy: 'asks the browser for a password',
    rules: { instead: () => page(401, '<html></html>', { 'www-authenticate': 'Basic realm="staff"' }) },
    expects: broken('edge/login-page'),
  },
  {
    proxy: 'adds a final slash by a redirect',
    rules: {
      instead: (path) => (path.endsWith('/') ? undefined : page(301, '', { location: `${path}/` })),
      path: (path) => path.replace(/\/$/, ''),
    },
    expects: broken('edge/slash-added'),
  },
  {
    proxy: 'adds a final slash, and its own inner address',
    rules: { instead: (path) => page(308, '', { location: `http://gateway.internal:8080${path}/` }) },
    expects: broken('edge/redirect'),
  },
  {
    proxy: 'has no rule for the path and says so as AWS does',
    rules: { instead: () => json(403, { message: 'Missing Authentication Token' }) },
    expects: unclear('edge/http-403'),
  },
  {
    proxy: 'has no rule for the path and says so as Kong does',
    rules: { instead: () => json(404, { message: 'no Route matched with those values' }) },
    expects: unclear('edge/no-model-list'),
  },
  {
    proxy: 'wants a key of its own, in its own header',
    rules: { instead: () => json(401, { message: 'No API key found in request' }) },
    expects: { exitCode: 4, verdict: 'broken', proof: 'reachable', cause: 'edge/http-401' },
  },
  {
    proxy: 'puts its own page in the place of every error',
    rules: { back: (answer) => (answer.status < 400 ? answer : page(answer.status, '<html>Error</html>')) },
    expects: works,
  },
  {
    proxy: 'answers nothing to anything',
    rules: { instead: () => ({ status: 204, headers: {}, body: Buffer.alloc(0) }) },
    expects: broken('edge/not-this-api'),
  },
];

describe('a reverse proxy before aimock', () => {
  test.each(rows)('that $proxy', async ({ rules, expects }) => {
    const proxy = await startReverseProxy(closed.url, rules);
    try {
      expect(await conclusion(proxy.url)).toEqual(expects);
    } finally {
      await proxy.close();
    }
  });

  test('that serves the gateway below a path works with that path in the base URL', async () => {
    const path = (asked: string) => (asked.startsWith('/llm/') ? asked.slice('/llm'.length) : '/nowhere');
    const proxy = await startReverseProxy(closed.url, { path });
    try {
      expect(await conclusion(`${proxy.url}/llm`)).toEqual(works);
      expect(await conclusion(`${proxy.url}/llm/v1`)).toEqual(works);
    } finally {
      await proxy.close();
    }
  });

  test('that swallows the key is named among the likely causes', async () => {
    const proxy = await startReverseProxy(closed.url, {
      headers: ({ authorization: _, ...others }) => others,
    });
    try {
      const { json: document } = await run('doctor', proxy.url);
      expect(document.firstCause.finding.causes.join()).toContain('removes the header Authorization');
    } finally {
      await proxy.close();
    }
  });
});
