/** An empty variable is as good as none. */
export function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
