/** What the pretended model said. Every wire format shows the same text and the same figures. */
export interface Generation {
  /** Twenty-four hexadecimal digits; each format puts its own prefix before them. */
  readonly id: string;
  readonly model: string;
  readonly createdAtSeconds: number;
  /** One for each output token. */
  readonly pieces: readonly string[];
  readonly inputTokens: number;
  readonly maxOutputTokens: number;
  readonly endedAtLimit: boolean;
}

const whole =
  'No model was asked: this text comes from the sandbox. One two three four five six seven eight nine ten.';

/** The same in letters of two, three and four bytes. */
const wholeInManyScripts =
  'Ни одна модель не спрошена: этот текст из песочницы. 一 二 三 四 五 🙂 ซึ่ง é ü ñ 🚀 конец.';

/** The same text every time, cut at the output limit, or said again and again up to `tokens` in spite of it. */
export function generate(
  request: Pick<Generation, 'id' | 'model' | 'createdAtSeconds' | 'inputTokens' | 'maxOutputTokens'>,
  script: 'latin' | 'many' = 'latin',
  tokens?: number,
): Generation {
  const wholePieces = (script === 'many' ? wholeInManyScripts : whole).split(/(?= )/);
  if (tokens !== undefined) {
    const pieces = Array.from(
      { length: tokens },
      (_, place) => wholePieces[place % wholePieces.length] ?? '',
    );
    return { ...request, pieces, endedAtLimit: false };
  }
  return {
    ...request,
    pieces: wholePieces.slice(0, request.maxOutputTokens),
    endedAtLimit: request.maxOutputTokens < wholePieces.length,
  };
}

export function textOf(generation: Generation): string {
  return generation.pieces.join('');
}

/** The text in a few parts, one for each write of a stream. */
export function partsOf(generation: Generation): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < generation.pieces.length; start += 4) {
    parts.push(generation.pieces.slice(start, start + 4).join(''));
  }
  return parts;
}

/** About one token for four characters of all the text in a prompt. Walks without recursion: the depth is hostile. */
export function tokensIn(prompt: readonly unknown[]): number {
  const waiting: unknown[] = [...prompt];
  let characters = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') characters += value.length;
    else if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value)) waiting.push(part);
    }
  }
  return Math.max(1, Math.ceil(characters / 4));
}
