import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'THIRD-PARTY-LICENSES.txt';
const holdsTerms = /^(?:licen[cs]e|copying|notice)(?:[.-](?:md|txt|mit|isc|bsd|apache|2\.0))*$/i;

/**
 * Writes which packages are in the bundle, each with its version and the terms it comes under. The licences ask for
 * that, and nobody sees packages in one file otherwise. A package without terms stops the build.
 */
export const thirdPartyLicenses = {
  name: 'third-party-licenses',
  generateBundle(_, bundle) {
    const ids = Object.values(bundle).flatMap((file) => file.moduleIds ?? []);
    this.emitFile({ type: 'asset', fileName, source: licensesOf(ids) });
  },
};

/** The page about the packages that these modules come from, sorted by name. Throws for one without terms. */
export function licensesOf(moduleIds) {
  const folders = new Set(moduleIds.flatMap(packageFolder));
  const parts = [...folders].map(readPackage).sort((a, b) => (a.title < b.title ? -1 : 1));
  const list = parts.map(({ title, license }) => `- ${title} (${license})`);
  // Many come under the same words of the same person: these stand there once.
  const texts = [...new Set(parts.map(({ terms }) => terms))].map((terms) => {
    const under = parts.filter((part) => part.terms === terms).map(({ title }) => title);
    return `${'='.repeat(80)}\n${under.join('\n')}\n\n${terms}\n`;
  });
  return `The program contains code of these packages:\n\n${list.join('\n')}\n\n${texts.join('\n')}`;
}

/** Where the package of a module stands; of a package inside of another one, its own place. */
function packageFolder(id) {
  // The few lines that join the chunks come from the bundler itself.
  if (id.startsWith('\0rolldown/')) return [join(import.meta.dirname, '../node_modules/rolldown')];
  const found = /^[^\0].*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id);
  return found === null ? [] : [found[0]];
}

function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const title = `${name} ${version}`;
  const terms = readdirSync(folder)
    .filter((file) => holdsTerms.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .filter((text) => text !== '');
  if (typeof license !== 'string' || terms.length === 0)
    throw new Error(`${title} is in the bundle and brings no licence text`);
  return { title, license, terms: terms.join('\n\n') };
}
