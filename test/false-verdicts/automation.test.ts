import { expect } from 'vitest';
import { toRightKey } from '../../src/sandbox/scenarios/rules.ts';
import { answersTo, type Complaint } from './complaint.ts';

const revoked: Complaint['gateway'] = { rules: toRightKey({ kind: 'error', error: 'invalid_key' }) };
const outerSpace = { env: { NEXUS_API_KEY: '{key}\n', NEXUS_BASE_URL: '{url}' } };

const rows: readonly Complaint[] = [
  {
    source: 'flutter/flutter#10621',
    complaint: 'the diagnosis has no form for programs',
    gateway: revoked,
    ends: { exitCode: 4, verdict: 'broken', firstCause: 'key.is-accepted nexus/invalid_key' },
    also: ({ json }) => {
      expect(json).toMatchObject({ schemaVersion: 1, command: 'doctor', tool: { name: 'nexus' } });
      for (const { id, status } of json.results) {
        expect([id, status]).toEqual([
          expect.stringMatching(/^[a-z]+\.[a-z-]+$/),
          expect.stringMatching(/^(pass|warn|fail|unknown|skip|crash)$/),
        ]);
      }
    },
  },
  {
    source: 'expo/expo#44785',
    complaint: 'a program has to read the words for people to learn what is wrong',
    client: { env: { NEXUS_BASE_URL: '{url}' } },
    ends: { exitCode: 4, verdict: 'broken', firstCause: 'key.is-present local/key-missing' },
    also: ({ json }) =>
      expect(json.firstCause.finding).toMatchObject({
        severity: 'error',
        owner: 'you',
        retry: 'after-fix',
        fixes: [{ kind: 'set', setting: 'NEXUS_API_KEY' }, ...json.firstCause.finding.fixes.slice(1)],
      }),
  },
  {
    source: 'anthropics/claude-code#26487',
    complaint: 'the doctor waits for a key to be pressed, so that no hook can use it',
    client: { env: { NEXUS_BASE_URL: '{url}' } },
    ends: { exitCode: 4, verdict: 'broken' },
    also: ({ system }) => expect(system.questions).toEqual([]),
  },
  {
    source: 'garrytan/gbrain#4752',
    complaint: 'exit code 1 means a warning, or that nothing could be checked',
    client: outerSpace,
    argv: ['doctor', '--fail-on', 'warn'],
    ends: { exitCode: 1, verdict: 'degraded', firstCause: 'key.has-clean-shape local/key-has-outer-space' },
  },
  {
    source: 'flutter/flutter#122814',
    complaint: 'a greeting stands before the JSON',
    client: {
      env: { NEXUS_API_KEY: '{key}', NEOSANTARA_API_KEY: 'nsk_0123456789abcdef', NEXUS_BASE_URL: '{url}' },
    },
    argv: ['doctor', '--live', '--yes', '--route', '/v1/messages'],
    ends: { exitCode: 0, verdict: 'healthy', proof: 'streams' },
    also: ({ system }) => expect(system.stdout.text()).toMatch(/^\{[\s\S]*\}\n$/),
  },
  {
    source: 'Homebrew/brew#24015',
    complaint: 'an error of the tool itself is text where JSON was asked for',
    argv: ['doctor', '--only', 'no.such-check'],
    ends: { exitCode: 2 },
    also: ({ json }) => expect(json.error).toMatchObject({ kind: 'usage', message: expect.any(String) }),
  },
  {
    source: 'linkerd/linkerd2#9529',
    complaint: 'one check that does not fit cannot be left out',
    gateway: { clockOffsetMs: 3_600_000 },
    argv: ['doctor', '--skip', 'clock.agrees'],
    ends: { exitCode: 0, verdict: 'healthy', firstCause: null },
    says: /only \d+ of \d+ checks ran/i,
    also: ({ json }) => expect(json.partial).toBe(true),
  },
  {
    source: 'linkerd/linkerd2#5450',
    complaint: 'the first failure ends the run',
    gateway: { balance: 0 },
    client: { ...outerSpace, flags: ['--model', 'gpt-5.4-minni'] },
    ends: {
      exitCode: 1,
      verdict: 'broken',
      checks: {
        'key.has-clean-shape': 'warn',
        'key.is-accepted': 'pass',
        'model.is-listed': 'fail',
        'balance.is-available': 'fail',
      },
    },
  },
  {
    source: 'linkerd/linkerd2#5909',
    complaint: 'the output does not fit into one message of a chat',
    client: { files: { './error.txt': '{"error":{"code":"invalid_key","message":"Invalid API key."}}' } },
    argv: ['report', '--from', 'error.txt', '--format', 'text'],
    ends: { exitCode: 0 },
    also: ({ text }) => {
      expect(text).toContain('invalid_key');
      expect(text.length).toBeLessThanOrEqual(4096);
    },
  },
];

answersTo('Automation', rows);
