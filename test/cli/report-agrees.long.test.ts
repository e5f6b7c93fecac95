import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../src/errors/catalogue.ts';
import type { LocalEntry } from '../../src/errors/entry.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { runNexus } from '../support/run-nexus.ts';

const now = '2026-11-23T02:00:00Z';
const folder = join(import.meta.dirname, '../pastes/corpus');
const corpus = readdirSync(folder).map((name) => {
  const [, ...paste] = readFileSync(join(folder, name), 'utf8').split(/^#: ---\r?\n/m);
  return [name, paste.join('')] as const;
});

/** What both commands say of one text: whose move it is, whether to retry, what it means. */
async function bothOf(stdin: string) {
  const [told, explained] = await Promise.all([
    runNexus(['report', '--from', '-', '--json', '--note', 'x', '--model', 'm'], { now, stdin }),
    runNexus(['explain', '-', '--json'], { now, stdin }),
  ]);
  return { report: told.json, matches: explained.json.matches, note: explained.json.note };
}

type Both = Awaited<ReturnType<typeof bothOf>>;

/** The entry that `explain` is about; undefined where it has several candidates or none. */
function expectAgreement({ report, matches }: Both) {
  const { meaning, advice, contact } = report;
  const [first, ...others] = matches;
  const isOpen = first === undefined || (first.confidence === 'ambiguous' && others.length > 0);
  if (isOpen && meaning === null) {
    expect([advice.owner, advice.retry]).toEqual([null, null]);
    return;
  }
  const match = matches.find(({ id }: { id: string }) => id === meaning?.id);
  expect(meaning?.id).toBe(isOpen ? match?.id : first.id);
  expect(advice).toMatchObject({ owner: match.owner, retry: match.retry });
  expect(meaning).toMatchObject({ title: match.title, summary: match.summary });
  if (match.owner === 'you' || match.owner === 'your-network') expect(advice.place).not.toBe('support');
  else if (report.advice.place !== 'elsewhere') expect(contact).toEqual(match.contact);
}

describe('report and explain agree on the same paste', () => {
  const own = catalogueOf(builtInProfiles).flatMap(({ id, provider, entry }) =>
    provider === 'nexus-doctor'
      ? ((entry as Partial<LocalEntry>).names ?? []).map((name) => [id, name] as const)
      : [],
  );
  test.each(own)('%s by %j', async (_, name) => {
    expectAgreement(await bothOf(`request failed: ${name}`));
  });

  const documented = builtInProfiles.flatMap(({ id, errors }) =>
    Object.entries(errors).flatMap(([key, { signatures }]) =>
      signatures.map((signature) => [`${id}/${key}`, JSON.stringify(signature), signature] as const),
    ),
  );
  test.each(documented)('%s by %s', async (_, __, { status, code, type, messageHas }) => {
    const body = { error: { code, type, message: messageHas ?? 'no' }, request_id: 'req_pasted_1' };
    const head = status === undefined ? '' : `HTTP/1.1 ${status} No\ncontent-type: application/json\n\n`;
    expectAgreement(await bothOf(head + JSON.stringify(body)));
  });

  test.each(corpus)('%s', async (_, text) => {
    const both = await bothOf(text);
    expectAgreement(both);
  });
});

test.each([
  [
    'a certificate of an unknown issuer',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)',
    'network/certificate-unknown-issuer',
    'your-network',
  ],
  [
    'a wall of Cloudflare',
    'HTTP/2 403\nserver: cloudflare\ncf-ray: 9f2c321a3efb48f4-FRA\ncontent-type: text/html\n\n<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head></html>',
    'edge/blocked',
    'gateway',
  ],
  [
    'a time-out of Cloudflare',
    '<!DOCTYPE html>\n<html><head><title>gateway.example.org | 524: A timeout occurred</title></head></html>',
    'edge/server-error-page',
    'gateway',
  ],
])('%s is told by its own entry in both', async (_, text, id, owner) => {
  const { report, matches } = await bothOf(text);
  expect([report.meaning?.id, report.advice.owner]).toEqual([id, owner]);
  expect(matches[0]).toMatchObject({ id, owner });
});
