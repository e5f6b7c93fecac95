/**
 * A setting as something to take out, named by itself: a line number alone may stand for more, or leave a comma behind.
 * `env.NAME from ~/.claude/settings.json (line 5)`, `NAME from the environment`.
 */
export function removable({ from, setting }: { readonly from: string; readonly setting: string }): string {
  // An element of a list already says where it stands.
  if (/ in the (?:\S+ list of|list) /.test(setting)) return setting.replace(' in the ', ' from the ');
  if (from.startsWith('env ')) return `${from.slice('env '.length)} from the environment`;
  const [, file = from, line] = /^(.*?)(?::(\d+))?$/.exec(from) ?? [];
  const end = ` in ${file}`;
  const name = setting.endsWith(end) ? setting.slice(0, -end.length) : setting;
  return line === undefined ? `${name} from ${file}` : `${name} from ${file} (line ${line})`;
}
