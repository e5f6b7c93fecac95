export function auditResult(report: string, bundled: readonly string[]): { exitCode: number; text: string };
export function bundledPackages(licenses: string): readonly string[];
