import { own, pass, problem } from '../../errors/finding.ts';
import type { NotAKey } from '../../settings/not-a-key.ts';
import { defineCheck } from '../check.ts';
import { keyIsPresent } from './key-is-present.ts';

/** What stands where the key belongs, and what to do about it. */
const wordsFor: Readonly<Record<NotAKey, { what: string; mend: string }>> = {
  assignment: {
    what: 'a whole line with a name and a value',
    mend: 'set only what stands behind the name, without the name and the sign behind it',
  },
  json: { what: 'a piece of JSON', mend: 'set only the text of the key, without the JSON around it' },
  url: { what: 'a URL', mend: 'set the key there; a base URL has a setting of its own' },
  'private-url': {
    what: 'a URL with a password or a query in it',
    mend: 'set the key there; a base URL has a setting of its own',
  },
  path: {
    what: 'the path of a file',
    mend: 'set the key itself, or let the file be read with --key-file <path>',
  },
  reference: {
    what: 'a reference into a store of secrets',
    mend: 'set the secret that it stands for; nothing here looks it up',
  },
  'two-keys': { what: 'more than one key, or one key twice', mend: 'set one key only' },
  masked: {
    what: 'a key as a list of keys shows it, with its middle left out',
    mend: 'copy the whole key; where it is shown only once, create a new one',
  },
  'with-tail': {
    what: 'a key with a comma, a semicolon or a typed line break behind it',
    mend: 'set the key without what stands behind it',
  },
};

export const keyHasCleanShape = defineCheck({
  id: 'key.has-clean-shape',
  title: 'The key has a clean shape',
  spine: true,
  needs: { present: keyIsPresent },
  observe: async ({ settings }) => {
    const shape = settings.apiKey?.value.shape;
    return {
      from: settings.apiKey?.origin.name ?? 'nowhere',
      length: shape?.length ?? 0,
      outerSpace: shape?.outerSpace ?? false,
      problem: shape?.problem ?? null,
      position: shape?.position ?? 1,
      ...(shape?.instead === undefined ? {} : { instead: shape.instead }),
    };
  },
  judge: ({ from, outerSpace, problem: found, position, instead }) => {
    switch (found) {
      case null:
        return outerSpace ? problem(own('local/key-has-outer-space', { from })) : pass;
      case 'empty':
        return problem(own('local/key-missing', { looked: [`${from} (it is empty)`] }));
      case 'line-break':
        return problem(own('local/key-has-line-break', { from, position }));
      case 'quotes':
        return problem(own('local/key-has-quotes', { from, position }));
      case 'illegal-character':
        return problem(own('local/key-has-illegal-character', { from, position }));
      case 'bearer-prefix':
        return problem(own('local/key-has-bearer-prefix', { from }));
      case 'not-a-key':
        return problem(own('local/key-is-something-else', { from, ...wordsFor[instead ?? 'assignment'] }));
      case 'placeholder':
        return problem(own('local/key-is-placeholder', { from }));
      case 'unexpanded':
        return problem(own('local/key-is-unexpanded', { from }));
    }
  },
  fact: ({ length, outerSpace }) =>
    outerSpace ? 'white space around it was ignored' : `${length} characters`,
});
