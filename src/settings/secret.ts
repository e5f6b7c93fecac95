import { inspect } from 'node:util';

/**
 * A value that can't be printed, logged or serialised by accident.
 * `reveal` is called in the gateway folder (to send it), where it is masked, and where `nexus login` keeps it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
