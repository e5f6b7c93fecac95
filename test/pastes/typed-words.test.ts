import { describe, expect, test } from 'vitest';
import { typedHider } from '../../src/pastes/typed-words.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

const hide = (writing: string, message: string) => typedHider([writing], [message])(message).words;

describe('what a message has in common with a writing is hidden', () => {
  test.each([
    ['four words in a row', 'tell me about my cat Murka', 'Refused (about my cat Murka).', 'Refused ([…]).'],
    [
      'whatever stands between the words',
      'Draft, the\n letter: now',
      'x "draft the letter now" y',
      'x "[…]" y',
    ],
    [
      'line ends that JSON escapes',
      'one mail\nto Frau Schmidt',
      String.raw`bad: one mail\nto Frau Schmidt`,
      'bad: […]',
    ],
    ['a whole writing of three words', 'fix login bug', 'refused: fix login bug', 'refused: […]'],
    ['each time', 'pay my rent to Hans', 'pay my rent to; pay my rent to', '[…]; […]'],
    ['words of other scripts', 'расскажи мне про кота', 'отказ: расскажи мне про кота', 'отказ: […]'],
    [
      'a script without blanks',
      '请帮我写一封给老板的解雇信',
      '错误：请帮我写一封给老板的解雇信',
      '错误：[…]',
    ],
  ])('%s', (_, writing, message, shown) => {
    expect(hide(writing, message)).toBe(shown);
  });

  test.each([
    ['three words of a longer writing', 'is the key valid or not', 'the key valid'],
    ['the same words in another order', 'key the is valid now', 'now valid is the key'],
    ['words so short that they say nothing', 'a b c d e', 'x a b c d y'],
    ['two words', 'not found', '404 not found'],
  ])('%s stay', (_, writing, message) => {
    expect(hide(writing, message)).toBe(message);
  });

  test('which of the writings it was is told', () => {
    const message = 'no: tell me about my cat';
    const { writings } = typedHider(['one of the others', 'tell me about my cat'], [message])(message);
    expect([...writings]).toEqual([1]);
  });

  test('a long writing costs no more than its length', async () => {
    const writing = (size: number) => Array.from({ length: size }, (_, at) => `w${at % 97}`).join(' ');
    const growth = await growthOf(2000, writing, (text) => typedHider([text], [text])('w1 w2 w3 w4 w9 w9'));
    expect(growth).toBeLessThan(tooSteep);
  });
});
