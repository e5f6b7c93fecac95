export function oldestVersion(range: string): string;
export function nodePackage(version: string, platform: string, arch: string): string;
