import { describe, expect, test } from 'vitest';
import { errorIn, readAnswer } from '../../src/errors/read-answer.ts';

const read = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  readAnswer({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('a failure behind status 200', () => {
  test.each([
    [{ status: 'failure', message: 'No.' }],
    [{ status: 'error', message: 'No.' }],
    [{ status: false, msg: 'No.' }],
    [{ success: false, message: 'No.' }],
    [{ code: 400, message: 'No.' }],
    [{ code: '599', msg: 'No.' }],
  ])('%j is one', (body) => {
    expect(read(200, body)).toMatchObject({ kind: 'error', facts: { message: 'No.' } });
  });

  // A look-alike that is taken for a failure would break what works.
  test.each([
    [{ status: 'ok', message: 'Yes.' }],
    [{ status: 'completed', message: 'Yes.' }],
    [{ code: 399, message: 'Yes.' }],
    [{ code: 600, message: 'Yes.' }],
    [{ code: 400.5, message: 'Yes.' }],
    [{ code: 402 }],
    [{ code: 'invalid_key', message: 'Yes.' }],
    [{ error: null, data: [] }],
    [{ error: '', data: [] }],
    [{ errors: [], detail: 'x' }],
  ])('%j is none', (body) => {
    expect(read(200, body).kind).toBe('success');
  });

  test.each([
    [400, 400],
    [599, 599],
    [600, 200],
    [399, 200],
  ])('that names %i as its code counts as %i', (code, status) => {
    expect(read(200, { error: { code, message: 'No.' } })).toMatchObject({ facts: { status } });
  });
});

describe('a refusal', () => {
  test.each([
    [{ code: 'a_code' }, { code: 'a_code' }],
    [{ msg: 'No.' }, { message: 'No.' }],
    [{ detail: null, message: 'No.' }, { message: 'No.' }],
    [{ detail: [{ type: 'missing', loc: ['body', 'messages', 0, 'body'] }] }, { param: 'messages.0.body' }],
    [{ detail: [{ msg: 'No.', loc: ['query', 'limit'] }] }, { message: 'No.', param: 'query.limit' }],
  ])('in %j is read', (body, facts) => {
    expect(read(400, body)).toMatchObject({ kind: 'error', facts });
  });

  test('without anything that names it is no API error, from 400 on', () => {
    expect(read(400, { data: [] }).kind).toBe('not-api');
    expect(read(399, { data: [] }).kind).toBe('success');
  });

  test('of the type "error" has no type: that is the wrapper', () => {
    expect(errorIn({ error: { type: 'error', message: 'No.' } }, 400)).toEqual({
      message: 'No.',
      body: 'api-error',
    });
  });
});

describe('a code is a word', () => {
  test.each([
    ['4029', '4029'],
    ['402', undefined],
    ['a402', 'a402'],
    ['402b', '402b'],
    ['  padded ', 'padded'],
    ['  ', undefined],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['x'.repeat(201), undefined],
  ])('%j is %j', (code, found) => {
    expect(errorIn({ error: { code, message: 'No.' } }, 400)?.code).toBe(found);
  });
});

describe('a message of more than 4,000 characters', () => {
  const messageOf = (message: string) => errorIn({ error: { message } }, 400)?.message;

  test('is kept whole up to there', () => {
    expect(messageOf('y'.repeat(4000))).toBe('y'.repeat(4000));
  });

  test('is cut between two words, so that no half of a key stays', () => {
    expect(messageOf(`${'word '.repeat(700)}${'K'.repeat(900)} end`)).toBe(
      `${'word '.repeat(700).trimEnd()} […]`,
    );
  });

  test('is not kept at all where it is one word, which could be a key', () => {
    expect(messageOf('K'.repeat(5000))).toBe(' […]');
    expect(messageOf(`a ${'K'.repeat(5000)}`)).toBe(' […]');
  });
});

describe('the request id', () => {
  test.each([
    [{ 'x-request-id': 'a', 'request-id': 'b' }, 'a'],
    [{ 'x-request-id': '', 'request-id': 'b' }, 'b'],
    [{ 'request-id': 'b' }, 'b'],
    [{}, undefined],
  ])('of the headers %j is %j', (headers, id) => {
    const facts = [read(401, { error: { code: 'x' } }, headers), read(502, '<html>', headers)];
    for (const answer of facts)
      expect(answer).toMatchObject({ facts: id === undefined ? {} : { requestId: id } });
    for (const answer of facts)
      if (id === undefined) expect('facts' in answer && answer.facts).not.toHaveProperty('requestId');
  });

  test.each([
    ['r'.repeat(200), 'r'.repeat(200)],
    ['r'.repeat(201), 'from-header'],
    ['', 'from-header'],
    [7, 'from-header'],
  ])('of the body counts first, when it is a word: %j', (request_id, id) => {
    const answer = read(401, { error: { code: 'x', request_id } }, { 'x-request-id': 'from-header' });
    expect(answer).toMatchObject({ facts: { requestId: id } });
  });
});

describe('the wait', () => {
  test.each([
    ['7', 7],
    ['1.25', 1.25],
    [' 30 ', 30],
    ['1234567', undefined],
    ['-5', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('of the header %j is %j', (header, seconds) => {
    const { facts } = read(429, { error: { code: 'x' } }, { 'retry-after': header }) as { facts: object };
    expect('retryAfterSeconds' in facts ? facts.retryAfterSeconds : undefined).toBe(seconds);
  });
});

describe('what kind of body it is', () => {
  test.each([
    ['', {}, 'empty'],
    [' \n', {}, 'empty'],
    ['\n<!DOCTYPE html><p>x', {}, 'html'],
    ['plain', { 'content-type': 'text/html' }, 'html'],
    ['plain', {}, 'text'],
    ['{"half', {}, 'text'],
    [`${'x'.repeat(600)}<html>`, {}, 'text'],
  ])('%j with %j', (body, headers, kind) => {
    expect(read(502, body, headers as Readonly<Record<string, string>>)).toMatchObject({
      facts: { body: kind },
    });
  });

  test('white space before the JSON makes no difference', () => {
    expect(read(200, ' \n{"data":[]}').kind).toBe('success');
  });

  test('the title of a page is read where it stands, not behind 20,000 characters', () => {
    expect(read(502, `<html><title class="a"> Bad \n</title>`)).toMatchObject({ pageTitle: 'Bad' });
    expect(read(502, '<html><title></title>')).not.toHaveProperty('pageTitle');
    expect(read(502, `<html>${' '.repeat(20_000)}<title>late</title>`)).not.toHaveProperty('pageTitle');
  });
});
