/**
 * JSON with comments and commas before a closing bracket, as plain JSON of the same length: what is taken out becomes
 * spaces, so that every line and column stays where it is. Text inside of quotation marks is left alone.
 */
export function withoutComments(text: string): string {
  return blank(blank(text, comments), lastCommas);
}

// A string first, so that what looks like a comment inside of it is passed over. An open string ends at its line.
const string = String.raw`"(?:[^"\\\n]|\\.)*(?:"|$)`;
const comments = new RegExp(String.raw`${string}|(\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S])))`, 'gm');
const lastCommas = new RegExp(String.raw`${string}|(,)(?=\s*[}\]])`, 'gm');

function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (whole, taken: string | undefined) =>
    taken === undefined ? whole : whole.replace(/[^\n\r]/g, ' '),
  );
}
