import { diagnose } from '../../errors/diagnose.ts';
import { type Finding, notApplicable, own, pass, problem, unknown } from '../../errors/finding.ts';
import type { Certificate, HttpOutcome } from '../../system/system.ts';
import { defineCheck } from '../check.ts';
import { firstContact, firstPath } from '../network/first-contact.ts';
import { portConnects } from '../network/port-connects.ts';
import { whereOf } from '../where.ts';

export const certificateIsTrusted = defineCheck({
  id: 'tls.certificate-is-trusted',
  title: 'The certificate is trusted',
  spine: true,
  needs: { port: portConnects },
  observe: async (context) => {
    const { outcome, connection } = await firstContact(context);
    const where = whereOf(context, firstPath(context.gateway), connection.proxy);
    const encrypted = context.settings.baseUrl.value.used?.startsWith('https:') ?? false;
    const failure = outcome.kind === 'unreachable' && outcome.phase === 'tls' ? outcome.code : null;
    // A refused handshake shows no certificate, so it is read once more, without sending anything. Plain HTTP at a port
    // for https: is mostly hung up on without a word; a certificate tells that apart from a cut on the way. Who was
    // silent once is not waited for again.
    const isWorthIt = encrypted ? failure !== null && failure !== 'TIMEOUT' : isHungUp(outcome);
    const read = isWorthIt && connection.proxy === undefined;
    const certificate = read
      ? await context.system.network.readCertificate(where.host, where.port, context.settings.timeoutMs.value)
      : connection.certificate;
    return {
      where: { ...where },
      encrypted,
      failure,
      certificate: certificate === undefined ? null : { ...certificate },
      daysLeft: certificate === undefined ? null : daysUntil(certificate.validTo, context.system.clock.now()),
    };
  },
  judge: ({ where, encrypted, failure, certificate }) => {
    if (!encrypted && certificate !== null) {
      return problem(own('network/wants-tls', { host: where.host, port: where.port }));
    }
    if (!encrypted) return notApplicable('the base URL is plain http:');
    if (failure === null) return pass;
    if (failure === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' && certificate?.leadsToIssuer) {
      const shown = { host: where.host, port: where.port, code: failure };
      return problem(withCertificate(own('network/certificate-chain-incomplete', shown), certificate));
    }
    const diagnosis = diagnose({ kind: 'unreachable', phase: 'tls', code: failure }, where);
    if (diagnosis === undefined) return pass;
    if (diagnosis.certainty === 'unknown') return unknown('the handshake broke off', diagnosis.finding);
    return problem(withCertificate(diagnosis.finding, certificate));
  },
  fact: ({ certificate, daysLeft, failure }) => {
    if (certificate === null) return undefined;
    const left = daysLeft === null || failure !== null ? '' : `, ${daysLeft} days left`;
    return `issued by ${certificate.issuer}${left}`;
  },
});

/** Nobody answered, and it was not for lack of time. */
function isHungUp(outcome: HttpOutcome): boolean {
  return outcome.kind === 'unreachable' && outcome.phase === 'headers' && outcome.code !== 'TIMEOUT';
}

/** Adds who issued the certificate and when it is valid to a finding about it. */
function withCertificate(finding: Finding, certificate: Certificate | null): Finding {
  if (certificate === null || !('params' in finding) || !finding.id.startsWith('network/certificate-'))
    return finding;
  const { issuer, validFrom, validTo, names } = certificate;
  // Every certificate finding takes these four; the union of all findings can't show it.
  return { ...finding, params: { ...finding.params, issuer, validFrom, validTo, names } } as Finding;
}

function daysUntil(validTo: string, nowMs: number): number {
  return Math.floor((Date.parse(validTo) - nowMs) / 86_400_000);
}
