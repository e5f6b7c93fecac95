import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';
import { gatewayWith, holder, posts, probeAt } from './probe-sandbox.ts';

const model = 'gpt-5.4';
const chat = ['--route', '/v1/chat/completions', '--model', model, '--yes'];
const streamed = { streamAt: { '/v1/chat/completions': { kind: 'sound' } } } as const;

describe('a gateway that does not keep to the limit', () => {
  test('is hung up long before the end of its stream, and is not said to truncate it', async () => {
    const outputLimits = { [model]: { answersWith: 40_000 } };
    const sandbox = await gatewayWith({ ...streamed, outputLimits }, { streamGapMs: 2 });
    const { json, exitCode } = await probeAt(sandbox, [...chat, '--mode', 'stream']);
    expect(json.rows).toMatchObject([
      { verdict: 'unproven', attempt: 1, findings: [{ id: 'stream/limit-ignored', severity: 'warning' }] },
    ]);
    expect(json.rows[0].findings).toHaveLength(1);
    // Three digits of the 40,000 tokens that it would have sent.
    expect(json.rows[0].findings[0].summary).toMatch(
      /at most 64 output tokens and sent about \d{3} until we hung up$/,
    );
    expect(json.stopped.why).toContain('ignores the output limit');
    expect(json.spend).toMatchObject({ calls: 1, usageUnknown: true });
    expect(exitCode).toBe(3);
  });

  test('ends the sweep, also when its field was corrected and it overruns by a little', async () => {
    const outputLimits = { [model]: { field: 'max_tokens', answersWith: 30 } };
    const sandbox = await gatewayWith({ outputLimits });
    const flags = [
      '--route',
      '/v1/chat/completions,/v1/responses',
      '--model',
      model,
      '--yes',
      '--concurrency',
      '1',
    ];
    const { json } = await probeAt(sandbox, [...flags, '--mode', 'plain']);
    expect(posts(sandbox).map(({ outputLimit }) => outputLimit)).toEqual([16, 16]);
    expect(json.rows[0].findings[0].summary).toBe(
      'POST /v1/chat/completions was asked for at most 16 output tokens, in max_tokens after it had refused another field, and sent 30',
    );
    expect(json.rows[1]).toMatchObject({ verdict: 'skipped', why: json.stopped.why });
  });

  test('may think a little beside the limit where it did not choose the field', async () => {
    const sandbox = await gatewayWith({ outputLimits: { [model]: { answersWith: 30 } } });
    const { json, exitCode } = await probeAt(sandbox, [...chat, '--mode', 'plain']);
    expect(json.rows).toMatchObject([{ verdict: 'answers', findings: [] }]);
    expect(exitCode).toBe(0);
  });

  test('is not asked a second time for a stream that came late and at once', async () => {
    const outputLimits = { [model]: { answersWith: 400 } };
    const streamAt = { '/v1/chat/completions': { kind: 'late-burst', holdMs: 350 } } as const;
    const sandbox = await gatewayWith({ streamAt, outputLimits });
    const { json } = await probeAt(sandbox, [...chat, '--mode', 'stream']);
    expect(posts(sandbox)).toHaveLength(1);
    expect(json.rows[0].findings.map(({ id }: { id: string }) => id)).toContain('stream/limit-ignored');
  });

  test('is told by doctor --live of a plain answer too', async () => {
    const sandbox = await gatewayWith({ outputLimits: { [model]: { answersWith: 400 } } });
    const flags = ['--live', '--yes', '--model', model, '--route', '/v1/chat/completions'];
    const { json } = await runNexus(
      ['doctor', ...flags, '--base-url', sandbox.baseUrl, '--json'],
      holder(sandbox),
    );
    const check = json.results.find(({ id }: { id: string }) => id === 'answer.is-valid');
    expect(check).toMatchObject({ status: 'warn', findings: [{ id: 'stream/limit-ignored' }] });
    expect(json.proof).toBe('answers');
  });

  test('is told by doctor --live, which sends nothing more', async () => {
    const outputLimits = { 'claude-sonnet-4-6': { answersWith: 4000 } };
    const sandbox = await gatewayWith({ outputLimits }, { streamGapMs: 1 });
    const flags = ['--live', '--yes', '--model', 'claude-sonnet-4-6', '--route', '/v1/messages'];
    const args = ['doctor', ...flags, '--base-url', sandbox.baseUrl, '--json'];
    const { json } = await runNexus(args, holder(sandbox));
    const check = json.results.find(({ id }: { id: string }) => id === 'stream.is-complete');
    expect(check).toMatchObject({ status: 'warn', findings: [{ id: 'stream/limit-ignored' }] });
    expect(json.proof).toBe('model-allowed');
    expect(posts(sandbox)).toHaveLength(1);
  });
});
