import type { ProxyChoice } from '../../system/proxy-choice.ts';

/** A proxy that the environment wants for this gateway and that nexus cannot use, in the words of its finding. */
export function unusedProxy({
  variable,
  unsupported,
  bypass,
}: ProxyChoice): { readonly variable: string; readonly kind: string } | null {
  if (variable === undefined || unsupported === undefined || bypass !== undefined) return null;
  return { variable, kind: unsupported === 'socks' ? 'SOCKS' : 'unreadable' };
}
