import { type Hinted, matchesOf, soughtText } from '../sought-text.ts';

/** How a program shows itself in a text. A smaller `rank` is nearer to the person: the tool before the library below it. */
export interface ClientSign extends Hinted {
  readonly rank: number;
  /** The name; `$1` is the version, where the pattern finds one. */
  readonly name: string;
}

const version = String.raw`v?(\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?:[-.]?[a-z]+\.?\d{1,4})?)`;
const sign = (hints: readonly string[], pattern: string, name: string, rank: number): ClientSign => ({
  hints,
  pattern: new RegExp(pattern, 'gm'),
  name,
  rank,
});

/** A tool and its version in the forms that people and programs write: `Cline (v3.38.1)`, `Cline/3.38.1`, `Cline version 3.38.1`. */
const tool = (hint: string, pattern: string, name: string, least = String.raw`(?:\.\d{1,6})?`): ClientSign =>
  sign(
    [hint],
    String.raw`(?<![\w.-])${pattern}[^\S\n]{0,3}[ (/:@][^\S\n]{0,2}(?:version[: ]{1,2})?(v?\d{1,4}\.\d{1,4}${least}(?:[-.]?[a-z]{1,8}\.?\d{1,4})?)(?![\w])`,
    `${name} $1`,
    1,
  );

/** Tools, then frameworks, then the libraries of the vendors; each with its version before the bare form. */
const tools = ['codex', 'cline', 'cursor', 'opencode', 'librechat', 'open webui', 'kilo code'];

export const clientSigns: readonly ClientSign[] = [
  sign(['codex'], String.raw`\b(codex(?:_cli_rs|_exec|_vscode|-tui)\/\d[\w.-]{1,30})`, '$1', 1),
  sign(['claude-cli'], String.raw`\b(claude-cli\/\d[\w.-]{1,30})`, '$1', 1),
  sign(['claude-code/'], String.raw`\b(claude-code\/\d[\w.-]{1,30})`, '$1', 1),
  sign(['opencode'], String.raw`\b(opencode\/\d[\w.-]{1,30})`, '$1', 1),
  sign(['codex-cli'], String.raw`\b(codex-cli \d[\w.-]{1,30})`, '$1', 1),
  sign(['claude code'], String.raw`\b(\d{1,3}\.\d{1,4}\.\d{1,5} \(Claude Code\))`, '$1', 1),
  sign(['service=default'], String.raw`\bservice=default version=${version}`, 'opencode $1', 1),
  sign(
    ['openai codex'],
    String.raw`\bOpenAI Codex \(?(v?\d{1,3}\.\d{1,4}(?:\.\d{1,5})?)`,
    'OpenAI Codex $1',
    1,
  ),
  tool('claude code', 'Claude Code', 'Claude Code'),
  tool('codex', 'Codex(?: CLI)?', 'Codex'),
  tool('opencode', '[Oo]pen[Cc]ode', 'opencode'),
  tool('cline', 'Cline', 'Cline'),
  tool('roo', 'Roo[ -]?Code', 'Roo Code'),
  tool('kilo', 'Kilo[ -]?Code', 'Kilo Code'),
  tool('cursor', 'Cursor', 'Cursor'),
  tool('aider', '[Aa]ider', 'Aider'),
  // An ordinary word: two numbers behind it are as likely a step or a chapter.
  tool('continue', 'Continue(?: extension)?', 'Continue', String.raw`\.\d{1,6}`),
  sign(['claude code'], String.raw`\bClaude Code\b`, 'Claude Code', 2),
  sign(
    ['api error'],
    String.raw`^[^\S\n]{0,8}(?:[⎿●⏺]\s{1,3}API Error\b|API Error(?:: \d{3}\b|\s?\((?:Request|Connection|\d{3})))`,
    'Claude Code',
    3,
  ),
  sign(['auth conflict: both'], String.raw`\bAuth conflict: Both an? `, 'Claude Code', 3),
  sign(
    ['missing environment variable: `', 'wire_api = "chat"'],
    String.raw`\bMissing environment variable: \x60|\x60wire_api = "chat"\x60 is no longer`,
    'Codex',
    3,
  ),
  sign(['codex cli'], String.raw`\bCodex CLI\b`, 'Codex', 2),
  sign(['exceeded retry limit'], String.raw`\bexceeded retry limit, last status: \d{3}`, 'Codex', 3),
  sign(['ses_'], String.raw`\bses_[\da-f]{8,24}\w{6,24}\b`, 'opencode', 3),
  sign(['**error details**'], String.raw`\*\*Error Details\*\*\s{1,4}Model: `, 'Continue', 3),
  sign(
    tools,
    String.raw`(?<![\w/.-])(Codex|Cline|Cursor|OpenCode|LibreChat|Open WebUI|Kilo Code)(?![\w/-])`,
    '$1',
    4,
  ),
  sign(['roo'], String.raw`(?<![\w/.-])Roo[ -]?Code(?![\w/])|\broo-cline\b`, 'Roo Code', 4),
  sign(
    ['unexpected status'],
    String.raw`\bunexpected status \d{3} [A-Z][^\n]{0,2000}, url: https?:`,
    'Codex',
    3,
  ),
  sign(
    ['stream disconnected', 'stream closed'],
    String.raw`\b(?:stream disconnected before completion|stream closed before response\.completed)`,
    'Codex',
    3,
  ),
  sign(
    ['opencode', 'service='],
    String.raw`\bopencode\b|\bservice=(?:llm|session\.processor|session\.prompt)\b`,
    'opencode',
    3,
  ),
  sign(
    ['cline', 'saoudrizwan'],
    String.raw`\b(?:[Cc]line[\]: ]{1,3}(?:API|api|error|Error)|saoudrizwan\.claude-dev|\[Cline\])`,
    'Cline',
    3,
  ),
  sign(['aider'], String.raw`^[Aa]ider\b|\/site-packages\/aider\/`, 'Aider', 3),
  sign(
    ['continue.dev', 'continue extension', 'continue error'],
    String.raw`continue\.dev|\bContinue (?:extension|error)`,
    'Continue',
    3,
  ),
  sign(
    ['litellm'],
    String.raw`\b(?:[Ll]ite[Ll][Ll][Mm])(?:[=-]{1,2}|\/|[: ]{1,2}(?:version[: ]{1,2})?)(v?\d{1,3}\.\d[\w.]{0,18})`,
    'LiteLLM $1',
    5,
  ),
  sign(
    ['litellm'],
    String.raw`\blitellm\.(?=[A-Z]|exceptions)|\/site-packages\/litellm\/|\bLiteLLM\b`,
    'LiteLLM',
    6,
  ),
  sign(
    ['ai_', '@ai-sdk', 'vercel.ai'],
    String.raw`\bAI_[A-Z]\w{2,40}Error\b|node_modules\/@ai-sdk\/|\bvercel\.ai\.error\b`,
    'Vercel AI SDK',
    6,
  ),
  sign(['openai-python'], String.raw`\bopenai-python[ /=:]{1,3}${version}`, 'openai-python $1', 7),
  sign(['openai-node'], String.raw`\bopenai-node[ /=:]{1,3}${version}`, 'openai-node $1', 7),
  sign(['openai/python'], String.raw`\b(?:Async)?OpenAI\/Python ${version}`, 'OpenAI Python SDK $1', 7),
  sign(
    ['anthropic/python'],
    String.raw`\b(?:Async)?Anthropic\/Python ${version}`,
    'Anthropic Python SDK $1',
    7,
  ),
  sign(['openai/js'], String.raw`\bOpenAI\/JS ${version}`, 'OpenAI Node SDK $1', 7),
  sign(['anthropic/js'], String.raw`\bAnthropic\/JS ${version}`, 'Anthropic TypeScript SDK $1', 7),
  sign(
    ['openai==', '.dist-info'],
    String.raw`\bopenai==(\d[\w.]{2,20})|\bopenai-(\d[\w.]{2,20})\.dist-info`,
    'openai-python $1',
    7,
  ),
  sign(['anthropic=='], String.raw`\banthropic==(\d[\w.]{2,20})`, 'anthropic-sdk-python $1', 7),
  sign(['openai@'], String.raw`\.pnpm\/openai@(\d[\w.-]{2,20})`, 'openai-node $1', 7),
  sign(
    ['@anthropic-ai'],
    String.raw`\.pnpm\/@anthropic-ai\+sdk@(\d[\w.-]{2,20})`,
    'anthropic-sdk-typescript $1',
    7,
  ),
  sign(
    ['openai'],
    String.raw`[\\/](?:site|dist)-packages[\\/]openai[\\/]|\bopenai\._base_client\b|\bopenai\.[A-Z]\w{3,40}(?:Error|Exception)\b`,
    'openai-python',
    8,
  ),
  sign(
    ['anthropic'],
    String.raw`[\\/](?:site|dist)-packages[\\/]anthropic[\\/]|\banthropic\._base_client\b|\banthropic\.(?:_exceptions\.)?[A-Z]\w{3,40}Error\b`,
    'anthropic-sdk-python',
    8,
  ),
  sign(['openai'], String.raw`node_modules[\\/](?:\.bun[\\/])?openai[\\/@]`, 'openai-node', 8),
  sign(
    ['@anthropic-ai'],
    String.raw`node_modules[\\/]@anthropic-ai[\\/]sdk[\\/]`,
    'anthropic-sdk-typescript',
    8,
  ),
  sign(['curl: ('], String.raw`^curl: \(\d{1,3}\)`, 'curl', 9),
];

/** What a `user-agent` says, as it is written: the first product, or the browser of a browser. */
export function clientOfAgent(agent: string): { readonly client: string; readonly rank: number } | undefined {
  const short = agent.slice(0, 300);
  const sought = soughtText(short);
  for (const sign of clientSigns) {
    const [match] = matchesOf(sought, sign);
    if (match !== undefined) return { client: named(sign.name, match), rank: sign.rank };
  }
  const browser = /\b(?:Firefox|Edg|OPR|Chrome|Version)\/[\d.]{1,30}/.exec(short)?.[0];
  if (short.startsWith('Mozilla/') && browser !== undefined)
    return { client: browser.replace('Version', 'Safari').replace('Edg/', 'Edge/'), rank: 9 };
  const product = /^[A-Za-z][\w.@+-]{0,60}(?:\/[\w.+-]{1,40})?/.exec(short)?.[0];
  return product === undefined ? undefined : { client: product, rank: 4 };
}

/** The name of a sign with the version that it found. */
export function named(name: string, match: RegExpMatchArray): string {
  const found = match.slice(1).find((group) => group !== undefined);
  return found === undefined ? name.replace(' $1', '') : name.replace('$1', () => found.replace(/\.$/, ''));
}
