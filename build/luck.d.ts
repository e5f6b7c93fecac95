export interface Place {
  readonly TZ: string;
  readonly LANG: string;
}

export const places: readonly Place[];
export function environmentAt(place: Place): NodeJS.ProcessEnv;
export function withoutNetwork(command: readonly string[]): readonly string[] | undefined;
