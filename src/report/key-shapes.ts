/** What a key of one vendor begins with, in lower case, and the whole of its shape. */
export type KeyShape = readonly [sign: string, shape: string];

/** Keys whose beginning says whose they are. Shorter than a real one each: a piece of a key is hidden too. */
export const keyShapes: readonly KeyShape[] = [
  ['sk-', 'sk-[\\w-]{16,}'],
  ['nsk_', 'nsk_[\\w-]{16,}'],
  ['gsk_', 'gsk_[\\w-]{16,}'],
  ['xai-', 'xai-[\\w-]{16,}'],
  ['hf_', 'hf_[A-Za-z0-9]{16,}'],
  ['aiza', 'AIza[\\w-]{30,}'],
  ['gh', 'gh[opsur]_[A-Za-z0-9]{20,}'],
  ['github_pat_', 'github_pat_\\w{20,}'],
  ['gl', 'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat)-[\\w-]{16,}'],
  ['xox', 'xox[abeprs]-[\\w-]{10,}'],
  ['xapp-', 'xapp-[\\w-]{16,}'],
  ['npm_', 'npm_[A-Za-z0-9]{20,}'],
  ['pypi-', 'pypi-[\\w-]{20,}'],
  ['k_', '[srp]k_(?:live|test)_[A-Za-z0-9]{10,}'],
  // A name in a program can begin so too, but has no digits among its letters.
  ['sk_', 'sk_(?=[A-Za-z_-]{0,64}\\d)[\\w-]{16,}'],
  ['akia', 'AKIA[A-Z0-9]{16}'],
  ['asia', 'ASIA[A-Z0-9]{16}'],
  ['absk', 'ABSK[\\w+/]{40,}={0,2}'],
  // Telegram's bots.
  [':aa', '\\d{8,10}:AA[\\w-]{32,}'],
  // Perplexity, NVIDIA, Replicate, Fireworks, Cerebras, Together, Tavily, Jina, LangSmith.
  ['pplx-', 'pplx-[A-Za-z0-9]{16,}'],
  ['nvapi-', 'nvapi-[\\w-]{16,}'],
  ['r8_', 'r8_[A-Za-z0-9]{16,}'],
  ['fw_', 'fw_(?=[A-Za-z]{0,64}\\d)[A-Za-z0-9]{16,}'],
  ['dsk-', 'dsk-[\\w-]{16,}'],
  ['csk-', 'csk-[\\w-]{16,}'],
  ['tgp_v1_', 'tgp_v1_[\\w-]{16,}'],
  ['tvly-', 'tvly-[\\w-]{16,}'],
  ['jina_', 'jina_[A-Za-z0-9_-]{20,}'],
  ['lsv2_', 'lsv2_(?:pt|sk)_\\w{16,}'],
  // Yandex: API keys, OAuth tokens, IAM tokens.
  ['aqvn', 'AQVN[\\w-]{16,}'],
  ['y0_', 'y0_[\\w-]{16,}'],
  ['y1_', 'y1_[\\w-]{16,}'],
  ['y2_', 'y2_[\\w-]{16,}'],
  ['y3_', 'y3_[\\w-]{16,}'],
  ['t1.', 't1\\.[\\w-]{16,}={0,2}\\.[\\w-]{40,}={0,2}'],
  // Google's OAuth.
  ['ya29.', 'ya29\\.[\\w-]{16,}'],
  ['gocspx-', 'GOCSPX-[\\w-]{16,}'],
  // Places where a program with an LLM in it runs.
  ['sg.', 'SG\\.[\\w-]{16,}\\.[\\w-]{16,}'],
  ['dapi', 'dapi[a-f0-9]{32,}'],
  ['_v1_', 'do[opr]_v1_[a-f0-9]{32,}'],
  ['hvs.', 'hvs\\.[\\w-]{20,}'],
  ['shp', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32,}'],
  ['sbp_', 'sbp_[a-f0-9]{32,}'],
  ['sb_secret_', 'sb_secret_[\\w-]{16,}'],
  ['age-secret-key-1', 'AGE-SECRET-KEY-1[A-Z0-9]{40,}'],
  // Whatever of it was written for a URL, once or twice.
  ['%', 'n?sk(?:[-_][\\w-]{0,40})?%(?:25)?(?:2[dD]|5[fF])[\\w%-]{12,}'],
  // What a gateway leaves when it masks a key itself: the ends are still the person's.
  ['**', '(?:n?sk[-_]|gsk_|xai-|hf_|AIza|pplx-|nvapi-|AQVN)[\\w-]{0,64}\\*{3,}[\\w*-]{0,64}'],
  ['...', '(?:n?sk[-_]|gsk_|xai-|hf_|AIza|pplx-|nvapi-|AQVN)[\\w-]{0,64}\\.\\.\\.[\\w-]{4,64}'],
];
