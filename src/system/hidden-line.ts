/** A line that is typed without an echo in raw mode, where the editing keys arrive as bytes. */
export class HiddenLine {
  #characters: string[] = [];

  get text(): string {
    return this.#characters.join('');
  }

  /** Takes what was typed or pasted. Tells when the line is over; what stands behind its end is dropped. */
  type(input: string): 'entered' | 'interrupted' | 'ended' | undefined {
    // Arrow keys and the marks of a bracketed paste are no part of a line.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins such a key
    for (const character of input.replace(/\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.)?/g, '')) {
      switch (character) {
        case '\r':
        case '\n':
          return 'entered';
        case '\u0003':
          return 'interrupted';
        case '\u0004':
          return this.#characters.length === 0 ? 'ended' : 'entered';
        case '\b':
        case '\u007f':
          this.#characters.pop();
          break;
        case '\u0015':
          this.#characters = [];
          break;
        default:
          this.#characters.push(character);
      }
    }
    return undefined;
  }
}
