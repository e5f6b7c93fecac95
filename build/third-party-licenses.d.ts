export const thirdPartyLicenses: import('rolldown').Plugin;
export function licensesOf(moduleIds: readonly string[]): string;
