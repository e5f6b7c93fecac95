/** The target with the origin of each value. */
export interface EndpointDocument {
  readonly baseUrl: string | null;
  readonly typedBaseUrl: string;
  readonly model: string | null;
  readonly route: string | null;
  readonly keySource: string | null;
  readonly keyFingerprint: string | null;
  /** Where each value in force comes from. */
  readonly sources: readonly { readonly setting: string; readonly origin: string }[];
  readonly shadowed: readonly { readonly setting: string; readonly origin: string }[];
  /** How the profile was chosen, when the person did not say. */
  readonly note?: string;
  /** With `--for`: the program, and what its own settings say. */
  readonly client?: ClientDocument;
}

/** The program that `--for` names, and what its own settings say. */
export interface ClientDocument {
  readonly id: string;
  readonly name: string;
  /** Strongest first of each setting. */
  readonly values: readonly {
    readonly setting: 'base-url' | 'key' | 'model';
    readonly origin: string;
    /** This run tests it. */
    readonly used: boolean;
    /** The program itself prefers another place. */
    readonly shadowed: boolean;
    /** Without user name, password and query; absent for a key. */
    readonly value?: string;
  }[];
}
