import { expect, test } from 'vitest';
import { removable } from '../../src/clients/removable.ts';

test.each([
  [
    'a line of a file',
    '~/.claude/settings.json:5',
    'env.CLAUDE_CODE_USE_BEDROCK in ~/.claude/settings.json',
    'env.CLAUDE_CODE_USE_BEDROCK from ~/.claude/settings.json (line 5)',
  ],
  ['a file without lines', '~/a.json', 'b in ~/a.json', 'b from ~/a.json'],
  ['a drive', 'C:\\a.json:7', 'b in C:\\a.json', 'b from C:\\a.json (line 7)'],
  ['a variable', 'env OPENAI_API_KEY', 'OPENAI_API_KEY', 'OPENAI_API_KEY from the environment'],
])('%s is named by itself', (_, from, setting, words) => {
  expect(removable({ from, setting })).toBe(words);
});
