import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { dataAsJson } from './build/data-as-json.js';
import { thirdPartyLicenses } from './build/third-party-licenses.js';

rmSync('dist', { recursive: true, force: true });

/** Parts of packages that nothing here reaches, by who asks for them; each answers with what stands behind it. */
const unused = [
  // For subcommands that are programs of their own: a bare `nexus --version` starts 0.1 times a bare node faster.
  { id: 'node:child_process', from: '/commander/', code: 'export const spawn = undefined;' },
  // zod's messages in 50 languages, 430 KB: ours say what was expected in our own words.
  { id: '/locales/index.js', from: '/zod/', code: 'export {};' },
  // js-yaml's way from data to YAML: settings are read here, never written.
  { id: './lib/dumper', from: '/js-yaml/', code: 'export const dump = undefined;' },
  // undici's HTTP/2 and its bodies of fetch, 50 KB: every request here is HTTP/1.1 with a text body.
  { id: '/client-h2.js', from: '/undici/', code: 'export default undefined;' },
  { id: '/fetch/body.js', from: '/undici/', code: 'export const extractBody = undefined;' },
  // undici's parser a second time, for vector instructions, 72 KB: where it is no program, undici takes the plain one.
  { id: '/llhttp/llhttp_simd-wasm.js', from: '/undici/', code: 'export default undefined;' },
  // parse-json's excerpts of the broken line, which may hold a key: never shown.
  { id: '@babel/code-frame', from: '/parse-json/', code: 'export const codeFrameColumns = () => "";' },
  // ninety spinners, 32 KB: ora turns by itself in dots, and src/cli/progress.ts asks for line.
  { id: './spinners.json', from: '/cli-spinners/', code: `export default ${JSON.stringify(twoSpinners())};` },
];

function twoSpinners() {
  const { dots, line } = JSON.parse(
    readFileSync(join(import.meta.dirname, 'node_modules/cli-spinners/spinners.json'), 'utf8'),
  );
  return { dots, line };
}

const withoutUnused = {
  name: 'without-unused',
  resolveId: (id, importer) => {
    const at = unused.findIndex((part) => id.endsWith(part.id) && importer?.includes(part.from));
    return at === -1 ? null : `\0unused-${at}`;
  },
  load: (id) => (id.startsWith('\0unused-') ? unused[Number(id.slice('\0unused-'.length))].code : null),
};

/**
 * commander's files as modules, which stand one require or export on a line. As CommonJS each has a function around
 * it, which V8 reads twice: 0.05 times a bare start.
 */
const commanderAsModules = {
  name: 'commander-as-modules',
  transform: {
    filter: { id: /\/commander\/(index|lib\/\w+)\.js$/ },
    handler: (code) =>
      code
        .replace(/^const (\w+) = require\('(.+)'\)\.\1;$/gm, "import { $1 } from '$2';")
        .replace(/^const (\w+) = require\('(.+)'\);$/gm, "import * as $1 from '$2';")
        .replace(/^const (\{.+\}) = require\('(.+?)(?:\.js)?'\);$/gm, "import $1 from '$2.js';")
        .replace(/^exports\.(\w+) = \1;/gm, 'export { $1 };')
        .replace(/^exports\.(\w+) = /gm, 'export const $1 = /* @__PURE__ */ '),
  },
};

/** What `explain <code>` loads; every command needs most of it to say anything. */
const wordRoots = ['cli/present', 'commands/explain', 'render/human/human', 'render/human/explain'];

/** One file for these: twenty small ones cost 6 ms more to open. What commander needs as well stays outside. */
function wordsOf(id, chunking) {
  const reached = (names) => {
    const ids = new Set(names.map((name) => join(import.meta.dirname, `src/${name}.ts`)));
    for (const one of ids) for (const next of chunking.getModuleInfo(one)?.importedIds ?? []) ids.add(next);
    return ids;
  };
  return reached(wordRoots).has(id) && !reached(['main', 'cli/program']).has(id) ? 'words' : null;
}

/**
 * CommonJS chunks, loaded when used: an eager bundle of the same code starts three times slower than bare
 * node, chunks about 1.4 times. The packages are bundled, so an install brings nothing else along.
 */
export default defineConfig({
  // The keychain is asked in a process of its own.
  input: { main: 'src/main.ts', keychain: 'src/system/keychain-program.ts' },
  // Needed where chunks are named below; bin/nexus.js takes main and nothing else.
  preserveEntrySignatures: 'allow-extension',
  platform: 'node',
  external: ['typescript', '@napi-rs/keyring'],
  resolve: {
    mainFields: ['module', 'main'],
    alias: { commander: join(import.meta.dirname, 'node_modules/commander/index.js') },
  },
  // The licences come last: dataAsJson goes over every file of the bundle and expects code.
  plugins: [withoutUnused, commanderAsModules, dataAsJson, thirdPartyLicenses],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: wordsOf }] },
    // With the packages in it, the bundle has 1.2 MB so, and 1.5 MB with its own names kept.
    minify: { compress: true, mangle: true, codegen: true },
  },
});
