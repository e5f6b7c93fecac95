/** A JUnit file with one suite: its opening tag, then its cases. */
export function inFile([suite = '', ...cases]: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  ${suite}`,
    ...cases.map((line) => `    ${line}`),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** An opening tag; every value is foreign text. */
export function tag(name: string, attributes: readonly (readonly [string, string | number])[]): string {
  return `<${[name, ...attributes.map(([key, value]) => `${key}="${xml(String(value))}"`)].join(' ')}>`;
}

export function xml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text.replace(/[&<>"']/g, (mark) => names[mark] ?? mark);
}

/** Milliseconds as JUnit counts time. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
