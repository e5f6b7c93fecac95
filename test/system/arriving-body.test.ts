import { expect, test } from 'vitest';
import { type BodySource, createArrivingBody } from '../../src/system/arriving-body.ts';

function body() {
  const asked: string[] = [];
  const { source, arrived } = createArrivingBody({
    pause: () => void asked.push('pause'),
    resume: () => void asked.push('resume'),
    abort: () => void asked.push('abort'),
  });
  return { source, arrived, asked };
}

function heardFrom(source: BodySource): string[] {
  const heard: string[] = [];
  source.read({
    data: (chunk) => heard.push(chunk.toString()),
    end: () => heard.push('end'),
    error: (error) => heard.push(String(error)),
  });
  return heard;
}

test('what came before somebody reads is not lost, and the order stays', () => {
  const { source, arrived } = body();
  arrived.data(Buffer.from('a'));
  arrived.data(Buffer.from('b'));
  const heard = heardFrom(source);
  arrived.data(Buffer.from('c'));
  arrived.end();
  expect(heard).toEqual(['a', 'b', 'c', 'end']);
});

test('an answer that was over before anybody read is whole', () => {
  const { source, arrived } = body();
  arrived.data(Buffer.from('a'));
  arrived.end();
  expect(heardFrom(source)).toEqual(['a', 'end']);
});

test('the connection of a whole answer is left open', () => {
  const { source, arrived, asked } = body();
  arrived.end();
  source.destroy();
  expect(asked).toEqual([]);
});

test('a connection that broke early says so to its reader', () => {
  const { source, arrived } = body();
  arrived.error('broken');
  expect(heardFrom(source)).toEqual(['broken']);
});

test('a body that is given up hands nothing on, and is given up once', () => {
  const { source, arrived, asked } = body();
  arrived.data(Buffer.from('a'));
  arrived.data(Buffer.from('b'));
  const heard: string[] = [];
  source.read({
    data(chunk) {
      heard.push(chunk.toString());
      source.destroy();
    },
    end: () => heard.push('end'),
    error: () => heard.push('error'),
  });
  arrived.data(Buffer.from('c'));
  arrived.error('late');
  source.destroy();
  expect(heard).toEqual(['a']);
  expect(asked).toEqual(['abort']);
});
