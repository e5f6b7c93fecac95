import { build } from 'rolldown';

const megabytes = 60;
const chunk = (index) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1, model: 'gpt-5.4', choices: [{ index: 0, delta: index === 0 ? { role: 'assistant', content: '' } : { content: ` word${index % 97}` }, finish_reason: null }] })}\n\n`;

/** The dialect and the reader, bundled as they are shipped. */
async function load() {
  const { output } = await build({
    input: 'bench-entry',
    platform: 'node',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'bench-entry' ? id : null),
        load: (id) =>
          id === 'bench-entry'
            ? `export { createSseReader } from '${process.cwd()}/src/dialects/sse.ts'; export { openaiChat } from '${process.cwd()}/src/dialects/openai-chat.ts';`
            : null,
      },
    ],
    write: false,
    output: { format: 'esm' },
  });
  return import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);
}

/** Reading a chat stream of 60 MB in reads of 64 KB, beside JSON.parse of the same events alone. */
export async function runSseBench() {
  const { createSseReader, openaiChat } = await load();
  const events = [];
  let size = 0;
  for (let index = 0; size < megabytes * 1024 * 1024; index += 1) {
    events.push(chunk(index));
    size += events.at(-1).length;
  }
  const bytes = Buffer.from(events.join(''));

  const readStart = performance.now();
  const reading = openaiChat.openStream();
  const reader = createSseReader({ onEvent: (event) => reading.push(event) });
  for (let at = 0; at < bytes.length; at += 65_536) reader.feed(bytes.subarray(at, at + 65_536));
  reader.end();
  const readMs = performance.now() - readStart;

  const parseStart = performance.now();
  for (const event of events) JSON.parse(event.slice(6));
  const parseMs = performance.now() - parseStart;

  const speed = (ms) => `${(size / 1024 / 1024 / (ms / 1000)).toFixed(0)} MB/s`;
  return [
    ['reading chat chunks', speed(readMs), 'at least 100 MB/s'],
    [
      'of that, beside JSON.parse alone',
      `${Math.round((1 - parseMs / readMs) * 100)} %`,
      'the share of our code',
    ],
  ];
}
