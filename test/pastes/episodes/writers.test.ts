import { describe, expect, test } from 'vitest';
import { writersOf } from '../../../src/pastes/episodes/writers.ts';
import { readPaste } from '../../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 180 };
const body = '{"error":{"message":"Service Request Error","code":"internal_error"}}';

describe('in a log of several workers an error has what its own worker said', () => {
  test.each([
    ['docker compose', 'name-1  | ', 'name-2  | '],
    ['a process manager', 'worker-1 | ', 'worker-2 | '],
    ['syslog', 'app[101]: ', 'app[102]: '],
    ['syslog with its time', 'Nov 22 09:42:07 host app[101]: ', 'Nov 22 09:42:07 host app[102]: '],
    ['strace', '[pid 17] ', '[pid 18] '],
    ['kubectl', 'pod/x ', 'pod/y '],
    ['kubectl with its container', '[pod/x/app] ', '[pod/y/app] '],
    [
      'a name behind time and level',
      '2026-11-22T09:42:00Z INFO worker-1 ',
      '2026-11-22T09:42:00Z INFO worker-2 ',
    ],
  ])('%s', (_, one, other) => {
    const starts = [
      `${one}start POST /v1/messages model=claude-sonnet-4-6`,
      `${other}start POST /v1/responses model=gpt-5.4`,
    ];
    for (const lines of [starts, starts.toReversed()]) {
      const { errors } = readPaste([...lines, `${one}ERROR 502 ${body}`, `${other}done`].join('\n'), context);
      expect(errors).toMatchObject([
        { model: { value: 'claude-sonnet-4-6' }, endpoint: { value: 'POST /v1/messages' } },
      ]);
    }
  });

  test('and two that fail at once have each their own', () => {
    const text = [
      'worker-1 | start POST /v1/messages model=claude-sonnet-4-6',
      'worker-2 | start POST /v1/responses model=gpt-5.4',
      `worker-2 | ERROR 500 ${body}`,
      `worker-1 | ERROR 502 ${body}`,
    ].join('\n');
    expect(readPaste(text, context).errors.map(({ status, model }) => [status?.value, model?.value])).toEqual(
      [
        [502, 'claude-sonnet-4-6'],
        [500, 'gpt-5.4'],
      ],
    );
  });
});

describe('a text is no log of several writers', () => {
  test.each([
    ['words', 'it fails\nsince today'],
    ['one container', 'api-1  | a\napi-1  | b'],
    ['places of a list', 'messages[0]: required\nmessages[1]: required'],
    ['a time of nginx', '2026/11/22 12:42:07 [error] 31#31: a\n2026/11/22 12:42:08 [error] 32#32: b'],
  ])('%s', (_, text) => {
    expect(writersOf(text)).toBeUndefined();
  });
});

test('a line without a prefix goes on with the one above it, until an empty one', () => {
  const writerOf = writersOf('head\nworker-1 | a\n  at b\nworker-2 | c\n\nthat is all');
  expect([1, 2, 3, 4, 5, 6].map((line) => writerOf?.(line))).toEqual([
    undefined,
    'worker-1',
    'worker-1',
    'worker-2',
    undefined,
    undefined,
  ]);
});
