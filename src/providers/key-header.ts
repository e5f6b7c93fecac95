/** The headers that a key goes out in. Source: the reference pages of OpenAI, Anthropic and Azure. */
export const keyHeaders = ['authorization', 'x-api-key', 'api-key'] as const;
export type KeyHeader = (typeof keyHeaders)[number];

/** As people write them. */
export const keyHeaderWords: Readonly<Record<KeyHeader, string>> = {
  authorization: 'Authorization: Bearer',
  'x-api-key': 'x-api-key',
  'api-key': 'api-key',
};

/** The header of this name; undefined for one that carries no key. */
export function keyHeaderOf(name: string): KeyHeader | undefined {
  const wanted = name.trim().toLowerCase();
  return keyHeaders.find((header) => header === wanted);
}
