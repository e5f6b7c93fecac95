/** Keeps the newest of what is put in, in one buffer: thousands of small ones would leave the memory to the collector. */
export class NewestBytes<Label> {
  readonly #store: Buffer;
  /** Oldest first; the places of newer ones follow those of older ones, around the end of the buffer. */
  readonly #kept: { readonly place: number; readonly length: number; readonly label: Label }[] = [];
  #next = 0;
  /** Pieces that had to make room for newer ones. */
  dropped = 0;

  constructor(capacity: number) {
    this.#store = Buffer.allocUnsafe(capacity);
  }

  /** A piece longer than the whole room is not kept. */
  add(bytes: Uint8Array, label: Label): void {
    if (bytes.length > this.#store.length) {
      this.dropped += 1;
      return;
    }
    if (this.#next + bytes.length > this.#store.length) {
      this.#clear(this.#next, this.#store.length);
      this.#next = 0;
    }
    this.#clear(this.#next, this.#next + bytes.length);
    this.#store.set(bytes, this.#next);
    this.#kept.push({ place: this.#next, length: bytes.length, label });
    this.#next += bytes.length;
  }

  /** Oldest first. Views, good until the next piece is added. */
  all(): readonly { readonly bytes: Uint8Array; readonly label: Label }[] {
    return this.#kept.map(({ place, length, label }) => ({
      bytes: this.#store.subarray(place, place + length),
      label,
    }));
  }

  #clear(from: number, to: number): void {
    for (let [oldest] = this.#kept; oldest !== undefined; [oldest] = this.#kept) {
      if (oldest.place < from || oldest.place >= to) return;
      this.#kept.shift();
      this.dropped += 1;
    }
  }
}
