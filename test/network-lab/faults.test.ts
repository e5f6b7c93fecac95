import { afterEach, describe, expect, test } from 'vitest';
import { leafKey, leaves, authority as sandboxAuthority } from '../../src/sandbox/certificates.ts';
import { response, says } from '../support/loopback.ts';
import {
  forAnotherHost,
  authority as loopbackAuthority,
  selfSigned,
  trusted,
} from '../support/loopback-certificates.ts';
import { answers, json } from './faults/bytes.ts';
import { chainWithRoot, leafAlone } from './faults/certificates.ts';
import { list } from './faults/gateway.ts';
import {
  answersWith,
  behindProxy,
  nameServer,
  neverConnects,
  nothingListens,
  over,
  page,
  plainToTls,
  redirect,
  refuses,
  type SetUp,
  text,
} from './faults/grounds.ts';
import { doctor, Lab } from './lab.ts';

type Owner = 'you' | 'your-network' | 'gateway' | 'upstream';
type Fault = readonly [name: string, setUp: SetUp, finding: string, owner: Owner, exitCode: 1 | 3];

const lab = new Lab();
afterEach(() => lab.close());

/** What never ends needs no long wait to be seen. */
const hasty =
  (setUp: SetUp): SetUp =>
  async (opened) => ({ ...(await setUp(opened)), timeoutSeconds: 0.3 });

const ok = says(response(list, [json]));
const old = {
  ...trusted,
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const;
const dated = (leaf: 'expired' | 'not-yet-valid') => ({ cert: leaves[leaf], key: leafKey });

const names: readonly Fault[] = [
  ['a name that nobody knows', nameServer('ENOTFOUND'), 'network/host-not-found', 'you', 3],
  ['a name without an address', nameServer([]), 'network/host-not-found', 'you', 3],
  [
    'a name server that cannot be asked',
    nameServer('EAI_AGAIN'),
    'network/dns-unavailable',
    'your-network',
    3,
  ],
  ['a name server that fails', nameServer('EAI_FAIL'), 'network/dns-unavailable', 'your-network', 3],
  ['a name server that is silent', hasty(nameServer('silent')), 'network/dns-unavailable', 'your-network', 3],
];

const connections: readonly Fault[] = [
  ['a port on which nothing listens', nothingListens, 'network/connection-refused', 'you', 1],
  ['a firewall that drops every packet', hasty(neverConnects), 'network/connect-timeout', 'your-network', 3],
  ['a reset at the first byte', answersWith(answers.resets), 'network/connection-reset', 'your-network', 3],
  [
    'a connection that is closed at the first byte',
    answersWith(answers.hangsUp),
    'network/connection-reset',
    'your-network',
    3,
  ],
];

const encryption: readonly Fault[] = [
  ['a certificate signed by itself', over(ok, selfSigned), 'network/certificate-self-signed', 'gateway', 1],
  [
    'a certificate of a company',
    over(ok, chainWithRoot),
    'network/certificate-unknown-issuer',
    'your-network',
    1,
  ],
  [
    'a certificate of a company, sent alone',
    over(ok, trusted),
    'network/certificate-unknown-issuer',
    'your-network',
    1,
  ],
  [
    'a missing intermediate certificate',
    over(ok, leafAlone),
    'network/certificate-chain-incomplete',
    'gateway',
    1,
  ],
  [
    'an expired certificate',
    over(ok, dated('expired'), sandboxAuthority),
    'network/certificate-expired',
    'gateway',
    1,
  ],
  [
    'a certificate for later',
    over(ok, dated('not-yet-valid'), sandboxAuthority),
    'network/certificate-not-yet-valid',
    'you',
    1,
  ],
  [
    'a certificate for another host',
    over(ok, forAnotherHost, loopbackAuthority),
    'network/certificate-wrong-host',
    'you',
    1,
  ],
  [
    'a server that knows TLS 1.0 and 1.1 only',
    over(ok, old, loopbackAuthority),
    'network/tls-too-old',
    'gateway',
    1,
  ],
  [
    'a server that is silent in the handshake',
    hasty(over(() => {})),
    'network/tls-timeout',
    'your-network',
    3,
  ],
  ['a reset in the handshake', over(answers.resets), 'network/tls-failed', 'your-network', 3],
  [
    'https: to a port that speaks plain HTTP',
    over(says('HTTP/1.1 400 Bad Request\r\n\r\n', 'end')),
    'network/not-tls',
    'you',
    1,
  ],
  ['http: to a port that speaks TLS', plainToTls, 'network/wants-tls', 'you', 1],
  [
    'http: to a port that says that it speaks TLS, as nginx does',
    page('400 Bad Request', '400 The plain HTTP request was sent to HTTPS port'),
    'network/wants-tls',
    'you',
    1,
  ],
  [
    'the same in the words of Go',
    text('400 Bad Request', 'Client sent an HTTP request to an HTTPS server.\n'),
    'network/wants-tls',
    'you',
    1,
  ],
];

const arrivals: readonly Fault[] = [
  ['a stall before the headers', hasty(answersWith(() => {})), 'network/no-answer', 'gateway', 3],
  [
    'headers that come byte by byte',
    hasty(answersWith(answers.stallsInHeaders)),
    'network/no-answer',
    'gateway',
    3,
  ],
  ['interim answers for ever', hasty(answersWith(answers.interimForEver)), 'network/no-answer', 'gateway', 3],
  [
    'a stall in the body',
    hasty(answersWith(answers.stallsInBody)),
    'network/answer-unfinished',
    'gateway',
    3,
  ],
  [
    'a body that comes byte by byte',
    hasty(answersWith(answers.dripsBody)),
    'network/answer-unfinished',
    'gateway',
    3,
  ],
  ['a body without an end', answersWith(answers.floodsBody), 'network/answer-too-large', 'gateway', 3],
  ['a bomb of gzip', answersWith(answers.gzipBomb), 'network/answer-too-large', 'gateway', 3],
  ['a bomb of brotli', answersWith(answers.brotliBomb), 'network/answer-too-large', 'gateway', 3],
  [
    'a bomb of zstd, which nobody asked for',
    answersWith(answers.zstdBomb),
    'network/answer-undecodable',
    'your-network',
    3,
  ],
  ['gzip that is damaged', answersWith(answers.damagedGzip), 'network/answer-undecodable', 'your-network', 3],
  [
    'gzip that nobody announced',
    answersWith(answers.silentGzip),
    'network/answer-undecodable',
    'your-network',
    3,
  ],
  ['gzip that is cut', answersWith(answers.cutGzip), 'network/answer-cut', 'your-network', 3],
  ['fewer bytes than announced', answersWith(answers.tooShort), 'network/answer-cut', 'your-network', 3],
  ['chunks without the last one', answersWith(answers.cutChunks), 'network/answer-cut', 'your-network', 3],
  ['a length that cuts the JSON', answersWith(answers.cutJson), 'network/answer-cut', 'your-network', 3],
  ['two lengths', answersWith(answers.twoLengths), 'network/answer-malformed', 'gateway', 3],
  ['a length beside chunks', answersWith(answers.lengthAndChunks), 'network/answer-malformed', 'gateway', 3],
  ['one header of 20 KB', answersWith(answers.headerFlood), 'network/headers-too-large', 'gateway', 3],
  ['five thousand headers', answersWith(answers.manyHeaders), 'network/headers-too-large', 'gateway', 3],
  ['HTTP of 1991', answersWith(answers.http09), 'network/not-http', 'you', 1],
  ['another protocol', answersWith(answers.ssh), 'network/not-http', 'you', 1],
  ['JSON in UTF-16', answersWith(answers.utf16), 'edge/not-this-api', 'you', 1],
  ['half an object in Latin-1', answersWith(answers.latin1), 'network/answer-cut', 'your-network', 3],
];

const strangers: readonly Fault[] = [
  [
    'a captive portal that says so',
    page('511 Network Authentication Required', 'Sign in'),
    'edge/captive-portal',
    'your-network',
    1,
  ],
  [
    'a captive portal that redirects',
    redirect('http://portal.example/login?x=1'),
    'edge/login-page',
    'you',
    1,
  ],
  [
    'a captive portal with its own page',
    page('200 OK', 'Welcome aboard'),
    'edge/html-instead-of-api',
    'you',
    1,
  ],
  ['a redirect on the same host', redirect('/api/v1/models', 'once'), 'edge/redirect', 'you', 1],
  ['a redirect to another host', redirect('https://other.example/v1/models'), 'edge/redirect', 'you', 1],
  ['a redirect to http:', redirect('http://other.example/v1/models'), 'edge/redirect', 'you', 1],
  ['a redirect to itself', redirect('/v1/models'), 'edge/redirect-loop', 'gateway', 1],
  [
    'a 407 of the server',
    page('407 Proxy Authentication Required', 'Proxy'),
    'network/proxy-authentication',
    'your-network',
    1,
  ],
];

const dead = { HTTPS_PROXY: 'http://127.0.0.1:1' };
const proxies: readonly Fault[] = [
  [
    'a proxy that asks for a login',
    behindProxy(refuses('407 No')),
    'network/proxy-authentication',
    'your-network',
    1,
  ],
  [
    'a proxy that does not take the login',
    behindProxy(refuses('407 No'), (port) => ({ HTTPS_PROXY: `http://ana:wrong@127.0.0.1:${port}` })),
    'network/proxy-authentication',
    'your-network',
    1,
  ],
  ['a proxy that answers 401', behindProxy(refuses('401 No')), 'network/proxy-refused', 'your-network', 1],
  [
    'a proxy that forbids the host',
    behindProxy(refuses('403 No')),
    'network/proxy-refused',
    'your-network',
    1,
  ],
  [
    'a proxy that answers 500',
    behindProxy(refuses('500 Broken')),
    'network/proxy-refused',
    'your-network',
    3,
  ],
  [
    'a proxy that answers garbage',
    behindProxy(() => says('hello?\r\n\r\n')),
    'network/proxy-failed',
    'your-network',
    1,
  ],
  ['a proxy that hangs up', behindProxy(() => answers.hangsUp), 'network/proxy-failed', 'your-network', 3],
  ['a proxy that is silent', hasty(behindProxy(() => () => {})), 'network/proxy-failed', 'your-network', 3],
  [
    'a proxy that is not there',
    behindProxy(
      () => () => {},
      () => dead,
    ),
    'network/proxy-unreachable',
    'you',
    1,
  ],
];

describe.each([
  ['the name', names],
  ['the connection', connections],
  ['the encryption', encryption],
  ['the answer', arrivals],
  ['a stranger', strangers],
  ['the proxy', proxies],
])('a fault of %s', (_, faults) => {
  test.each(faults)('%s', async (_name, setUp, finding, owner, exitCode) => {
    const ground = await setUp(lab);
    const seen = await doctor(ground);
    expect({ finding: seen.finding, owner: seen.owner, exitCode: seen.exitCode }, seen.summary).toEqual({
      finding,
      owner,
      exitCode,
    });
    // Two waits at most stand behind each other.
    expect(seen.ms).toBeLessThan((ground.timeoutSeconds ?? 2) * 2_000 + 1_500);
  });
});
