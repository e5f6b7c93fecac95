import { hiddenMark } from './find-secrets.ts';
import type { RedactionRule } from './redact-by.ts';
import { isEcho, isPlaceholder, isRandom, isValue } from './value-shape.ts';

// Names that nothing but a secret has. Longer ones end in them: NEXUS_API_KEY, clientSecret.
const numbered = '(?:_?\\d{1,2})?';
const keyName = String.raw`(?:api[_ -]?keys?|(?:secret|access|private|signing|encryption|master)[_-]?key|(?:access|auth|refresh|session|bearer|(?<![a-z])id)[_-]?token|(?<=[a-z\d]_)token)${numbered}`;
// A working folder is no password, though PWD names it.
const folder = String.raw`(?!["'\\]{0,7}\s{0,4}[:=]\s{0,4}["']?[/~])`;
const passwordName = String.raw`(?:secret|passwor[dt]|passwd|passphrase|kata\s?sandi|(?<![a-z\d])pwd${folder}|(?<![а-яё])(?:пароль|пароля|паролем|секрет))${numbered}`;
const wordName = String.raw`(?:proxy-)?authorization|(?<![a-z\d])(?:key|kunci|token|credentials?|auth|sig(?:nature)?)|(?<![а-яё])(?:ключ|токен)[а-яё]{0,3}(?:\s(?:api|апи|доступа))?`;

const quote = `(?:["'${'`'}\\\\]|&quot;|&#3[49];|%2[27])`;
const opening = String.raw`(?:${quote}|\(|\[(?!hidden[\]:]))`;
const assigned = String.raw`${quote}{0,7}\s{0,4}(?:[:=]>?|:=|：|%3[ad])\s{0,4}${opening}{0,7}`;
const announced = String.raw`(?=[\s:="'${'`'}([\\>|&%])${quote}{0,7}(?:\s{0,4}(?:[:=|>]>?|->|[—–]|%3[ad])|\s{1,3}(?:provided|given|used|sent|is|was):?)?\s{0,4}${opening}{0,7}`;

const inValue = '[^\\s"\'`\\\\,;<>&]';
// The full stop of a sentence and a closing bracket are not of the value.
const endOfValue = '[^\\s"\'`\\\\,;<>&.:!?)}]';
const notHidden = String.raw`(?!${opening}{0,7}\[hidden[\]:])`;

const assigners = [':', '=', '：', '%3'];
const passwordSigns = ['secret', 'passw', 'passphrase', 'pwd', 'sandi', 'парол', 'секрет'];

/** What a text calls a secret itself. The longer the way from the name to the value, the more it must look like one. */
export const namedSecrets: readonly RedactionRule[] = [
  {
    rule: 'secret-parameter',
    signs: ['key=', 'token=', 'secret=', 'password=', 'passwd=', 'passphrase=', 'pwd='],
    pattern: new RegExp(
      `((?:(?<![\\w-])(?:key|token)|${keyName}|${passwordName})=)${notHidden}[^\\s&"'#<>,;]+`,
      'gi',
    ),
    replacement: `$1${hiddenMark}`,
    isSecret: (found) => !isPlaceholder(found),
  },
  {
    rule: 'secret-parameter',
    signs: ['key', 'token'],
    also: assigners,
    pattern: new RegExp(`(${keyName})(${assigned})${notHidden}${inValue}{7,}${endOfValue}`, 'gi'),
    replacement: `$1$2${hiddenMark}`,
    isSecret: isValue,
  },
  {
    rule: 'secret-parameter',
    signs: passwordSigns,
    also: assigners,
    pattern: new RegExp(`(${passwordName})(${assigned})${notHidden}${inValue}{3,}${endOfValue}`, 'gi'),
    replacement: `$1$2${hiddenMark}`,
    isSecret: isValue,
  },
  {
    // LiteLLM repeats the whole key, of whatever form: https://github.com/cline/cline/issues/1766
    rule: 'echoed-key',
    signs: ['received', 'got'],
    also: ['key', 'token'],
    pattern: new RegExp(
      `(?<!\\w)((?:received|got)(?:\\s(?:api[ _-]?)?(?:key|token))?\\s{0,4}[=:]\\s{0,4}${opening}{0,7})${notHidden}${inValue}{5,}${endOfValue}`,
      'gi',
    ),
    replacement: `$1${hiddenMark}`,
    isSecret: isEcho,
  },
  {
    rule: 'echoed-key',
    signs: ['hash'],
    pattern: new RegExp(`(key hash(?:\\s\\([a-z ]{1,20}\\))?${assigned})${notHidden}[\\da-f]{32,128}`, 'gi'),
    replacement: `$1${hiddenMark}`,
  },
  {
    rule: 'secret-parameter',
    signs: ['key', 'token', 'credential', 'auth', 'sig', 'kunci', 'ключ', 'токен', ...passwordSigns],
    // What `isRandom` takes for a value has one.
    also: [...'0123456789'],
    pattern: new RegExp(
      `(${keyName}|${passwordName}|${wordName})(${announced})[\\w.+/~-]{9,}[\\w+/~-]={0,2}`,
      'gi',
    ),
    replacement: `$1$2${hiddenMark}`,
    isSecret: isRandom,
  },
];
