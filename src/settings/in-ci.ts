import type { System } from '../system/system.ts';

/** Whether this is a job of CI, where nobody answers and the machine was made for the job. */
export function isInCi({ env }: Pick<System, 'env'>): boolean {
  return !['', '0', 'false', undefined].includes(env.CI?.toLowerCase());
}
