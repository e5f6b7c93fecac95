import { describe, expect, test } from 'vitest';
import { readPaste } from '../../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 0 };
const errorLine =
  '2026/11/22 12:42:07 [error] 31#31: *7 upstream timed out (110: Connection timed out) while reading response header from upstream, request: "POST /v1/messages HTTP/1.1", host: "api.example.com"';
const accessLine = (time: string) =>
  `10.0.0.1 - - [${time}] "POST /v1/messages HTTP/1.1" 504 160 "-" "python-requests/2.31"`;
const timesOf = (...lines: readonly string[]) =>
  readPaste(lines.join('\n'), context).errors.map(({ time }) => [time?.value, time?.zone]);

describe('an error line without a zone', () => {
  test.each([
    ['before it', (access: string) => [errorLine, access]],
    ['behind it', (access: string) => [access, errorLine]],
  ])('is of the same failure as the access line of that second %s', (_, inOrder) => {
    expect(timesOf(...inOrder(accessLine('22/Nov/2026:12:42:07 +0300')))).toEqual([
      ['2026-11-22T09:42:07.000Z', 'stated'],
    ]);
  });

  test('keeps its own time beside an access line of another hour', () => {
    expect(timesOf(errorLine, accessLine('22/Nov/2026:18:42:07 +0300'))).toContainEqual([
      '2026-11-22T12:42:07.000Z',
      'assumed-local',
    ]);
  });
});
