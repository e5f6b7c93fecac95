import { isRecord } from '../errors/read-answer.ts';

/** Whether a value that was read back from a file has the form that this version writes. */
export type Guard = (value: unknown) => boolean;
export type FieldsOf<T> = Readonly<Record<keyof T, Guard>>;

export const text: Guard = (value) => typeof value === 'string';
export const flag: Guard = (value) => typeof value === 'boolean';
export const number: Guard = (value) => Number.isFinite(value);
export const count: Guard = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const oneOf =
  (...known: readonly unknown[]): Guard =>
  (value) =>
    known.includes(value);
export const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
export const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
export const listOf =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
export const anyOf =
  (...guards: readonly Guard[]): Guard =>
  (value) =>
    guards.some((guard) => guard(value));
/** Further fields are those of a newer version and do no harm. */
export const shaped =
  (fields: Readonly<Record<string, Guard>>): Guard =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([name, guard]) => guard(value[name]));
