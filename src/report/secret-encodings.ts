import { sha256 } from './sha256.ts';

/** Secrets shorter than this are too common as words to be masked wherever they stand. */
export const shortestSecret = 8;

const htmlNames: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Every spelling under which a gateway, a proxy or a log may echo a secret: as it is, in small and in
 * capital letters, URL-, JSON- and HTML-escaped,
 * hex, base64 and base64url, and its SHA-256, by which LiteLLM names a key. Empty for a secret that is too short.
 */
export function encodingsOf(secret: string): readonly string[] {
  const plain = secret.replace(/\s+/g, '');
  if (plain.length < shortestSecret) return [];
  const hex = Buffer.from(plain, 'utf8').toString('hex');
  const forms = [
    plain,
    plain.toLowerCase(),
    plain.toUpperCase(),
    ...urlForms(plain),
    ...jsonForms(plain),
    ...htmlForms(plain),
    hex,
    hex.toUpperCase(),
    ...base64Forms(plain),
    ...base64OfOthers(plain),
    ...hashForms(plain),
  ];
  return [...new Set(forms)].filter((form) => form.length >= shortestSecret);
}

/**
 * The bytes of a secret as a program prints a buffer, without white space: `115,107,45`, `115 107 45`, `0x73,0x6b`,
 * `\163\153`. Apart, because a few numbers in a row are no piece of a key yet.
 */
export function byteFormsOf(secret: string): readonly string[] {
  const plain = secret.replace(/\s+/g, '');
  if (plain.length < shortestSecret) return [];
  const bytes = [...Buffer.from(plain, 'utf8')];
  const hex = bytes.map((byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  return [
    bytes.join(','),
    bytes.join(''),
    hex.join(','),
    hex.map((byte) => `0x${byte.slice(2).toUpperCase()}`).join(','),
    bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  ];
}

function hashForms(plain: string): string[] {
  const hash = sha256(plain);
  const hex = hash.toString('hex');
  return [
    hex,
    hex.toUpperCase(),
    hash.toString('base64').slice(0, 42),
    hash.toString('base64url').slice(0, 42),
  ];
}

function urlForms(plain: string): string[] {
  // A lone surrogate can't be URL-encoded and makes encodeURIComponent throw.
  const encoded = encodeURIComponent(plain.replace(/[\ud800-\udfff]/gu, '\ufffd'));
  return [encoded, encoded.replace(/%../g, (code) => code.toLowerCase()), everyMark(plain, percent)];
}

function jsonForms(plain: string): string[] {
  const escaped = JSON.stringify(plain).slice(1, -1);
  const unicode = everyMark(plain, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const upper = unicode.replace(/\\u(....)/g, (_, digits: string) => `\\u${digits.toUpperCase()}`);
  return [escaped, escaped.replaceAll('/', '\\/'), unicode, upper];
}

function htmlForms(plain: string): string[] {
  const named = plain.replace(/[&<>"']/g, (mark) => htmlNames[mark] ?? mark);
  const wide = plain.replace(/[&<>"'/=`]/g, (mark) => htmlNames[mark] ?? `&#x${hexOf(mark)};`);
  return [named, wide, everyMark(plain, (mark) => `&#${mark.charCodeAt(0)};`)];
}

/** Three alignments each: inside `user:key` the secret may start at any byte of a base64 group. */
function base64Forms(plain: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(plain, 'utf8')]);
    // Characters that also depend on the bytes before or after the secret are left out.
    const first = Math.ceil((shift * 8) / 6);
    const end = Math.floor((bytes.length * 8) / 6);
    return [bytes.toString('base64').slice(first, end), bytes.toString('base64url').slice(first, end)];
  });
}

/** As a program writes it that keeps text in two bytes a character, and encoded once more. */
function base64OfOthers(plain: string): string[] {
  const once = Buffer.from(plain, 'utf8').toString('base64');
  return [Buffer.from(plain, 'utf16le'), Buffer.from(once, 'utf8')].map((bytes) =>
    bytes.toString('base64').replace(/.=*$/, ''),
  );
}

function everyMark(plain: string, encode: (mark: string) => string): string {
  return plain.replace(/[^A-Za-z0-9_.~-]/g, encode);
}

function percent(mark: string): string {
  return Buffer.from(mark, 'utf8').toString('hex').toUpperCase().replace(/../g, '%$&');
}

function hexOf(mark: string): string {
  return mark.charCodeAt(0).toString(16).toUpperCase();
}
