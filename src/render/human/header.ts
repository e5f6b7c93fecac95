import type {
  AuthDocument,
  DoctorDocument,
  EndpointDocument,
  LoginDocument,
  ModelsDocument,
  ProbeDocument,
} from '../../report/documents.ts';
import { displayWidth, flow, usableColumns, wrap } from '../layout.ts';
import { type Style, symbolsOf } from '../style.ts';

/** Who was asked, where, and with which key, in one line; then what is worth saying about the choice. */
export function header(
  document: DoctorDocument | ModelsDocument | ProbeDocument | LoginDocument | AuthDocument,
  style: Style,
): string[] {
  const { endpoint, sandbox } = document;
  const name = `nexus ${document.command}`;
  const parts = [
    name,
    document.provider.name,
    endpoint.baseUrl ?? endpoint.typedBaseUrl,
    keyPart(endpoint, style),
    ...(endpoint.model === null ? [] : [`model ${endpoint.model}`]),
    ...(endpoint.route === null ? [] : [`route ${endpoint.route}`]),
    ...(sandbox === null ? [] : [`sandbox ${sandbox}`]),
  ];
  const separator = ` ${symbolsOf(style).dot} `;
  const [first = '', ...rest] = flow(parts, usableColumns(style.columns) - 2, separator);
  return [
    style.paint.bold(name) + first.slice(name.length),
    ...rest.map((line) => `  ${line}`),
    ...typedLine(endpoint),
    ...clientLine(endpoint, style),
    ...(endpoint.note === undefined ? [] : wrap(endpoint.note, usableColumns(style.columns))),
  ];
}

/** Where each value in force comes from, and what it hides. */
export function originLines(endpoint: EndpointDocument, style: Style): string[] {
  const { fromTo } = symbolsOf(style);
  const shadowed = (name: string) =>
    endpoint.shadowed.filter(({ setting }) => setting === name).map(({ origin }) => origin);
  const width = endpoint.sources.reduce((widest, { setting }) => Math.max(widest, displayWidth(setting)), 0);
  const fingerprint =
    endpoint.keyFingerprint === null ? [] : [`  key fingerprint ${endpoint.keyFingerprint}`];
  return [
    style.paint.bold('Origins'),
    ...endpoint.sources.map(({ setting, origin }) => {
      const hidden = shadowed(setting);
      return `  ${setting.padEnd(width)} ${fromTo} ${origin}${hidden.length === 0 ? '' : `, shadows ${hidden.join(', ')}`}`;
    }),
    ...fingerprint,
  ];
}

function keyPart({ keySource }: EndpointDocument, style: Style): string {
  if (keySource === null) return 'no key';
  const { lastFour } = style.screen;
  const end = lastFour === undefined ? '' : ` ${symbolsOf(style).ellipsis}${lastFour}`;
  return `key${end} (${keySource.replace(/^env /, '')})`;
}

function typedLine({ baseUrl, typedBaseUrl }: EndpointDocument): string[] {
  if (baseUrl === null || baseUrl.replace(/\/$/, '') === typedBaseUrl.replace(/\/$/, '')) return [];
  return [`typed as ${typedBaseUrl}`];
}

/** Whose settings were read, and where the strongest of each stands. */
function clientLine({ client }: EndpointDocument, style: Style): string[] {
  if (client === undefined) return [];
  const part = (setting: string, words: string) => {
    const first = client.values.find((value) => value.setting === setting && !value.shadowed);
    if (first === undefined) return `no ${words} set`;
    return `${words} from ${first.origin}${first.used ? '' : ' (not tested)'}`;
  };
  const line = `for ${client.name}: ${part('base-url', 'base URL')}, ${part('key', 'key')}`;
  return wrap(line, usableColumns(style.columns));
}
