import { StringDecoder } from 'node:string_decoder';
import { createParser } from 'eventsource-parser';
import type { SseEvent } from './stream-reading.ts';

export interface SseReader {
  /** Takes the next bytes, split anywhere. Events are handed over before it returns. */
  feed(bytes: Uint8Array): void;
  /** An event was too large; nothing after it is read. */
  readonly tooLarge: boolean;
  /** To be called once, when the bytes are over. */
  end(): SseReport;
}

export interface SseReport {
  readonly events: number;
  /** Keep-alives: signs of life without data. */
  readonly comments: number;
  /** An event was begun and lacks its blank line. It is not handed over, as no client takes it. */
  readonly endedInsideEvent: boolean;
  readonly tooLarge: boolean;
}

/** Room for the name of a field before its value. */
const fieldNameLength = 64;
/** The parser looks at its limit only between two calls. */
const mostAtOnce = 64 * 1024;

/**
 * Server-sent events from bytes: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 * `maxEventBytes` bounds what is kept of one event, counted in characters of its data (never more than its bytes).
 */
export function createSseReader(options: {
  readonly onEvent: (event: SseEvent) => void;
  readonly maxEventBytes?: number;
}): SseReader {
  const { onEvent, maxEventBytes = 1024 * 1024 } = options;
  // TextDecoder takes three times as long for pieces of a stream.
  const decoder = new StringDecoder('utf8');
  let isBegun = false;
  let events = 0;
  let comments = 0;
  let tooLarge = false;
  let atEnd = false;
  let leftOver = false;
  let lastLineIsComment = false;
  let lastCharacter = '\n';
  let lastWasReturn = false;

  const parser = createParser({
    maxBufferSize: maxEventBytes + fieldNameLength,
    onEvent({ event, data, id }) {
      if (atEnd) leftOver = event !== undefined || id !== undefined || data !== '';
      else if (data.length > maxEventBytes) tooLarge = true;
      else if (!tooLarge) {
        events += 1;
        onEvent(event === undefined ? { data } : { event, data });
      }
    },
    onComment() {
      if (atEnd) lastLineIsComment = true;
      else comments += 1;
    },
    onError({ type }) {
      if (type === 'max-buffer-size-exceeded') tooLarge = true;
    },
  });
  // A byte order mark is gone by then. After its first call the parser no longer looks for a garbled one.
  parser.feed('');

  function feedText(text: string): void {
    for (let start = 0; start < text.length && !tooLarge; start += mostAtOnce) {
      parser.feed(text.slice(start, start + mostAtOnce));
    }
    lastCharacter = text.at(-1) ?? lastCharacter;
  }

  function withoutMark(text: string): string {
    if (isBegun || text === '') return text;
    isBegun = true;
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  /** Line ends become LF here: the parser holds a last CR back, and with it the event that is complete. */
  function withLineFeeds(text: string): string {
    if (text === '') return text;
    const rest = lastWasReturn && text.startsWith('\n') ? text.slice(1) : text;
    lastWasReturn = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }

  return {
    feed(bytes) {
      if (!tooLarge)
        feedText(
          withLineFeeds(
            withoutMark(decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))),
          ),
        );
    },
    get tooLarge() {
      return tooLarge;
    },
    end() {
      if (tooLarge) return { events, comments, endedInsideEvent: true, tooLarge };
      feedText(withLineFeeds(withoutMark(decoder.end())));
      const lineIsOpen = lastCharacter !== '\n';
      atEnd = true;
      // Closes whatever is open with an empty line of data: more than that in the event was left over.
      if (!tooLarge) parser.feed(`${lineIsOpen ? '\n' : ''}data:\n\n`);
      const endedInsideEvent = leftOver || tooLarge || (lineIsOpen && !lastLineIsComment);
      return { events, comments, endedInsideEvent, tooLarge };
    },
  };
}
