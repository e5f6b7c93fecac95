import { gzipSync } from 'node:zlib';
import { type Answer, type EventsAnswer, jsonAnswer, type Write } from './answer.ts';
import type { Generation } from './generation.ts';
import type { Body, StreamFormat } from './model-formats.ts';
import { blocksOf, lineEndsOf, padded, splitCharacters, spreadData, withForeignLines } from './reframe.ts';
import type { SimulatedError } from './simulated-provider.ts';
import type { StreamFault } from './stream-fault.ts';
import { halfOf, wholeOf } from './stream-parts.ts';

export interface StreamCall {
  readonly generation: Generation;
  readonly body: Body;
  readonly format: StreamFormat;
  /** What a request without `stream` would get. */
  readonly plain: unknown;
  /** Errors of the provider, by name. */
  readonly errors: Readonly<Record<string, SimulatedError>>;
  readonly acceptsGzip: boolean;
}

/** A stream as its fault makes it. An error that the provider does not have is our own mistake and thrown. */
export function streamAnswer(fault: Exclude<StreamFault, { kind: 'refused' }>, call: StreamCall): Answer {
  const parts = call.format.parts(call.generation, call.body);
  const whole = wholeOf(parts);
  const half = halfOf(parts);
  const { opening, text, ending, terminal } = parts;
  switch (fault.kind) {
    case 'sound':
      return events(whole);
    case 'cut':
      return { ...events(half), end: 'cut' };
    case 'ends-early':
      return events(half);
    case 'without-terminal':
      return events([...opening, ...text, ...ending]);
    case 'without-last-blank-line':
      return events([...opening, ...text, ...ending, terminal.trimEnd()]);
    case 'stall':
      return { ...events(half), end: 'never' };
    case 'empty':
      return events([]);
    case 'only-comments':
      return events([': keep-alive\n\n', ': keep-alive\n\n', ': keep-alive\n\n']);
    case 'error': {
      const sent = fault.after === 'nothing' ? [] : half;
      return events([...sent, call.format.error(errorNamed(fault.error, call), sent)]);
    }
    case 'failed':
      return events([
        ...half,
        call.format.failure?.(call.generation, errorNamed(fault.error, call), half) ?? '',
      ]);
    case 'plain-json':
      return jsonAnswer(200, call.plain);
    case 'web-page':
      return {
        kind: 'body',
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: page,
      };
    case 'endless-event':
      return { kind: 'events', writes: endlessEvent(fault.megabytes) };
    case 'late-burst':
      return heldBack(whole.join(''), fault.holdMs);
    case 'blocks':
      return { kind: 'events', headersWait: true, writes: blocksOf(padded(whole, fault.padEventsTo), fault) };
    case 'gzip-buffered': {
      if (!call.acceptsGzip) return events(whole);
      const headers = { 'content-encoding': 'gzip', vary: 'accept-encoding' };
      return { ...heldBack(gzipSync(whole.join('')), fault.holdMs), headers };
    }
    case 'at-once':
      return heldBack(whole.join(''), 0);
    case 'slow-start': {
      const [first = '', ...rest] = [...text, ...ending, terminal];
      return {
        kind: 'events',
        writes: [...writes(opening), { bytes: first, waitMs: fault.pauseMs }, ...writes(rest)],
      };
    }
    case 'split-characters':
      return { kind: 'events', writes: whole.flatMap(splitCharacters) };
    case 'line-ends':
      return events(lineEndsOf(whole, fault.use));
    case 'multi-line-data':
      return events(whole.map(spreadData));
    case 'without-space':
      return events(whole.map((write) => write.replaceAll(/^(data|event): /gm, '$1:')));
    case 'byte-order-mark':
      return events(whole.map((write, index) => (index === 0 ? `\ufeff${write}` : write)));
    case 'unknown-events':
      return events(withForeignLines(whole));
    case 'wrong-content-type':
      return { ...events(whole), headers: { 'content-type': 'text/plain; charset=utf-8' } };
    case 'after-the-end':
      return events([...whole, text[0] ?? '']);
  }
}

function errorNamed(name: string | undefined, { format, errors }: StreamCall): SimulatedError {
  if (name === undefined) return format.overloaded;
  const error = errors[name];
  if (error === undefined) throw new Error(`The sandbox knows no error ${name}`);
  return error;
}

function events(texts: readonly string[]): EventsAnswer {
  return { kind: 'events', writes: writes(texts) };
}

function writes(texts: readonly string[]): readonly Write[] {
  return texts.map((bytes) => ({ bytes }));
}

function heldBack(bytes: string | Uint8Array, holdMs: number): EventsAnswer {
  return { kind: 'events', headersWait: true, writes: [{ bytes, gaps: 0, waitMs: holdMs }] };
}

function endlessEvent(megabytes: number): readonly Write[] {
  const noise: Write = { bytes: 'x'.repeat(64 * 1024), gaps: 0 };
  return [{ bytes: 'data: ' }, ...Array.from({ length: megabytes * 16 }, () => noise)];
}

const page = '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>Welcome</h1></body></html>';
