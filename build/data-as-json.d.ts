export const dataAsJson: { readonly transform: { handler(code: string): { readonly code: string } | null } };
