/** Name and password of a URL, without their percent encoding; what is not encoded as it should be stays as it is. */
export function loginOf({ username, password }: URL): { readonly name: string; readonly password: string } {
  return { name: decoded(username), password: decoded(password) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
