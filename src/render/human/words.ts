import type { Owner, Retry } from '../../errors/entry.ts';
import type { Rung, Spend } from '../../report/documents.ts';
import { grouped } from '../plan-text.ts';

/** Whose move it is, as an answer to that question. */
export const whoseMove: Readonly<Record<Owner, string>> = {
  you: 'Yours',
  'your-network': "Your network's: the proxy, the firewall, or whoever runs them",
  gateway: "The gateway's",
  upstream: "The model provider's, behind the gateway",
};

/** Who acts, inside a sentence. */
export const whoActs: Readonly<Record<Owner, string>> = {
  you: 'you',
  'your-network': 'you, or whoever runs your network',
  gateway: "the gateway's support",
  upstream: 'the model provider behind the gateway',
};

/** Whether to send the same request again. */
export const retryWords: Readonly<Record<Retry, string>> = {
  never: 'no',
  'after-fix': 'after the fix',
  later: 'yes, later',
  'when-told': 'yes, when the gateway says it is time',
  'not-documented': 'the documentation does not say',
};

/** What a rung of the proof means, as a statement. */
export const provenWords: Readonly<Record<Rung, string>> = {
  configured: 'the settings are complete',
  reachable: 'the gateway can be reached',
  'speaks-api': 'the gateway speaks this API',
  'accepts-key': 'the gateway accepts this key',
  'model-allowed': 'this key may use the model',
  answers: 'the model answers',
  streams: 'the model streams to the end',
};

/** `1 warning`, `3 warnings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `9 calls, 41 output tokens`. What nobody counted is not shown as nothing. */
export function spent({ calls, outputTokens, usageUnknown }: Spend): string {
  if (calls === 0) return 'nothing';
  const tokens = `${grouped(outputTokens)} output token${outputTokens === 1 ? '' : 's'}`;
  const words =
    usageUnknown !== true ? tokens : outputTokens === 0 ? 'output tokens unknown' : `at least ${tokens}`;
  return `${grouped(calls)} ${calls === 1 ? 'call' : 'calls'}, ${words}`;
}

/** `84 ms`, `0.4 s`, `1 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `0.62 s`, `30.0 s`: for times that are compared with each other. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 9_995 ? 2 : 1)} s`;
}

/** A title inside a sentence: an acronym at its start keeps its capitals. */
export function midSentence(title: string): string {
  return /^[A-Z][a-z]|^[A-Z] /.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** Without the full stop that would stand before our own punctuation. */
export function unstopped(text: string): string {
  // A loop, because a pattern that is used a few times only costs more to compile than it saves.
  let end = text.length;
  while (end > 0 && '.:;, \t\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
