import { rmSync } from 'node:fs';
import { defineConfig } from 'rolldown';

rmSync('dist', { recursive: true, force: true });

/** Parts of packages that nothing here reaches, by who asks for them; each answers with what stands behind it. */
const unused = [
  // For subcommands that are programs of their own: a bare `nexus --version` starts 0.1 times a bare node faster.
  { id: 'node:child_process', from: '/commander/', code: 'export default {};' },
  // zod's messages in 50 languages, 430 KB: ours say what was expected in our own words.
  { id: '/locales/index.js', from: '/zod/', code: 'export {};' },
  // undici's HTTP/2 and its bodies of fetch, 50 KB: every request here is HTTP/1.1 with a text body.
  { id: '/client-h2.js', from: '/undici/', code: 'export default undefined;' },
  { id: '/fetch/body.js', from: '/undici/', code: 'export const extractBody = undefined;' },
  // parse-json's excerpts of the broken line, which may hold a key: never shown.
  { id: '@babel/code-frame', from: '/parse-json/', code: 'export const codeFrameColumns = () => "";' },
];

const withoutUnused = {
  name: 'without-unused',
  resolveId: (id, importer) => {
    const at = unused.findIndex((part) => id.endsWith(part.id) && importer?.includes(part.from));
    return at === -1 ? null : `\0unused-${at}`;
  },
  load: (id) => (id.startsWith('\0unused-') ? unused[Number(id.slice('\0unused-'.length))].code : null),
};

/**
 * CommonJS chunks, loaded when used: an eager bundle of the same code starts three times slower than bare
 * node, chunks about 1.4 times. The packages are bundled, so an install brings nothing else along.
 */
export default defineConfig({
  input: { main: 'src/main.ts' },
  // Needed where chunks are named below; bin/nexus.js takes main and nothing else.
  preserveEntrySignatures: 'allow-extension',
  platform: 'node',
  external: ['typescript'],
  resolve: { mainFields: ['module', 'main'] },
  plugins: [withoutUnused],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // What every command needs to say anything stands in one file: twenty small ones cost 6 ms more to open.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          name: 'words',
          test: /src\/(errors\/(?!usage-error|article)|providers\/(?!nearest-names)|dialects\/\w+-errors|report\/(redact|find-secrets|secret-encodings)|render\/(escape|layout|style|kind|index|table|shell-line|human\/(human|explain|words|finding|fix|error))\.ts|cli\/(present|display|known-secrets)|settings\/(environment-keys|key-shape|secret|is-set|unknown-provider)|commands\/(explain|next-command))/,
        },
      ],
    },
    // With the packages in it, the bundle has 1.2 MB so, and 1.5 MB with its own names kept.
    minify: { compress: true, mangle: true, codegen: true },
  },
});
