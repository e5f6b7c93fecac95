import { vendorPrefixes } from './key-shape.ts';

/** Whether a setting's name, in any spelling, says that its value is a secret. */
export function namesSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const joined = words.join('');
  return (
    words.some((word) => secretWords.includes(word)) || secretPieces.some((piece) => joined.includes(piece))
  );
}

/** As whole words only, because of monkey, author and keyboard. */
const secretWords = ['key', 'keys', 'auth', 'pass', 'pwd', 'jwt', 'cookie', 'cookies'];
const secretPieces = [
  'apikey',
  'accesskey',
  'secret',
  'token',
  'password',
  'passphrase',
  'passwd',
  'bearer',
  'credential',
  'authorization',
];

/** Whether a text has a piece of the form of a key: a known beginning and enough after it. */
export function keyIn(text: string): boolean {
  return keyForm.test(text);
}

const beginnings = [...vendorPrefixes.map(({ prefix }) => prefix), 'sk-', 'nsk_'];
const keyForm = new RegExp(`(?:^|[^A-Za-z0-9])(?:${beginnings.join('|')})[A-Za-z0-9_-]{16}`);
