/** Clients that keep their settings where no other program can read them, and what the person can look at there. */
export const unreadable: Readonly<Record<string, { readonly name: string; readonly look: string }>> = {
  cursor: {
    name: 'Cursor',
    look: 'look at Settings > Models: Override OpenAI Base URL needs /v1 at its end, and the gateway has to be public',
  },
  'jetbrains-ai': {
    name: 'JetBrains AI',
    look: 'look at Settings > Tools > AI Assistant > Providers & API keys: an OpenAI-compatible base URL with /v1',
  },
  n8n: { name: 'n8n', look: 'look at the credential of the type OpenAI: its Base URL needs /v1 at its end' },
  'roo-code': {
    name: 'Roo Code',
    look: 'it ended on 15 May 2026: move to another client, such as opencode',
  },
  'gemini-cli': {
    name: 'Gemini CLI',
    look: 'it speaks the format of Gemini only, so it does not work with this gateway',
  },
};
