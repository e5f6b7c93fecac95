import { expect, test } from 'vitest';
import { readPaste } from '../../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 180 };
const read = (text: string) => readPaste(text, context);

test('a time whose zone is shared is kept in its words, with its place', () => {
  const { errors } = read('2026-11-22 15:42:03 CST ERROR code=internal_error');
  expect(errors[0]?.time).toBeUndefined();
  expect(errors[0]?.unclearTime).toEqual({
    value: '2026-11-22 15:42:03 CST',
    reason: 'zone',
    from: 'the time of the line, line 1',
  });
});

test('the date header of the answer is surer than a line that is not clear', () => {
  const { errors } = read(
    '2026-11-22 15:42:03 IST ERROR upstream said\nHTTP/1.1 500 Oops\ndate: Sun, 22 Nov 2026 10:12:03 GMT\n\n',
  );
  expect(errors.map(({ time, unclearTime }) => [time?.value, unclearTime])).toEqual([
    ['2026-11-22T10:12:03.000Z', undefined],
  ]);
});

test('a call that is told twice by its id has the time that is clear', () => {
  const { errors } = read(
    [
      '2026-11-22T10:12:03Z ERROR HTTP 500 code=internal_error request_id=req_0123456789',
      '2026-11-22 15:42:04 IST ERROR HTTP 500 code=internal_error request_id=req_0123456789',
    ].join('\n'),
  );
  expect(errors.map(({ time, unclearTime }) => [time?.value, unclearTime])).toEqual([
    ['2026-11-22T10:12:03.000Z', undefined],
  ]);
});

test('another call with the same outcome lends no time to one that is not clear', () => {
  const { errors } = read(
    [
      '2026-11-20T10:12:03Z ERROR HTTP 500 code=internal_error',
      '2026-11-22 15:42:04 IST ERROR HTTP 500 code=internal_error',
    ].join('\n'),
  );
  expect(errors.map(({ time, unclearTime }) => [time, unclearTime?.value])).toEqual([
    [undefined, '2026-11-22 15:42:04 IST'],
  ]);
});

test('a wait until a day that may be a month is not counted', () => {
  const { errors } = read('HTTP/1.1 429 Too Many\nretry-after: 01/02/2027 03:00:00 UTC\n\n');
  expect(errors[0]?.retryAfterSeconds).toBeUndefined();
});

test.each(['ts', 'time', 'timestamp'])('seconds and milliseconds in a field named %s are a time', (name) => {
  const times = [1795340527, 1795340527000, '1795340527', 1795340527.000001].map((value) => {
    const line = { level: 'error', [name]: value, status: 500, error: { code: 'internal_error' } };
    return read(JSON.stringify(line)).errors[0]?.time;
  });
  expect(times.map((time) => `${time?.value} ${time?.zone}`)).toEqual(
    times.map(() => '2026-11-22T09:42:07.000Z stated'),
  );
});

test('a time without a zone that is still to come in local time was written elsewhere', () => {
  // It is 05:00 in Moscow.
  const [here, elsewhere] = ['2026-11-23 05:05:00', '2026-11-23 08:42:03'].map(
    (time) => read(`${time} ERROR code=internal_error`).errors[0],
  );
  expect(here?.time).toMatchObject({ value: '2026-11-23T02:05:00.000Z', zone: 'assumed-local' });
  expect(elsewhere?.time).toBeUndefined();
  expect(elsewhere?.unclearTime).toMatchObject({ value: '2026-11-23 08:42:03', reason: 'to-come' });
});

test('a reset without a zone may be still to come', () => {
  const { errors } = read(
    '{"level":"error","ts":"2026-11-23T02:00:00Z","reset_at":"2026-11-23 06:00:00","error":{"code":"daily_limit"}}',
  );
  expect(errors[0]?.retryAfterSeconds?.value).toBe(3600);
});
