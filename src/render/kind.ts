import type {
  AuthDocument,
  CatalogueDocument,
  ChecksDocument,
  CommandDocument,
  DoctorDocument,
  ErrorDocument,
  ExplainDocument,
  LoginDocument,
  LogoutDocument,
  ModelsDocument,
  ProbeDocument,
  ReportDocument,
  ScenariosDocument,
} from '../report/documents.ts';
import type { Redacted } from '../report/redact-by.ts';
import type { Style } from './style.ts';

/** Each kind of document; `command` alone does not tell a run from a list. */
export interface DocumentKinds {
  readonly doctor: DoctorDocument;
  readonly checks: ChecksDocument;
  readonly models: ModelsDocument;
  readonly probe: ProbeDocument;
  readonly explain: ExplainDocument;
  readonly catalogue: CatalogueDocument;
  readonly report: ReportDocument;
  readonly scenarios: ScenariosDocument;
  readonly login: LoginDocument;
  readonly logout: LogoutDocument;
  readonly auth: AuthDocument;
  readonly error: ErrorDocument;
}

/** Pure: a document without secrets in, finished text out. */
export type Renderer<T extends CommandDocument = CommandDocument> = (
  document: Redacted<T>,
  style: Style,
) => string;

/** Tells the documents apart by the one field that only they have. */
export function kindOf(document: CommandDocument): keyof DocumentKinds {
  if ('error' in document) return 'error';
  if ('results' in document) return 'doctor';
  if ('checks' in document) return 'checks';
  if ('models' in document) return 'models';
  if ('rows' in document) return 'probe';
  if ('matches' in document) return 'explain';
  if ('ticket' in document) return 'report';
  if ('kept' in document) return 'login';
  if ('forgotten' in document) return 'logout';
  if ('keys' in document) return 'auth';
  if ('entries' in document) return 'catalogue';
  return 'scenarios';
}

/** Text renderers by kind, each loaded when its kind comes. */
export type LinesByKind = {
  readonly [Kind in keyof DocumentKinds]: () => Promise<Lines<DocumentKinds[Kind]>>;
};

/** The lines of a document whose strings are safe to show already. */
export type Lines<T extends CommandDocument = CommandDocument> = (
  document: Redacted<T>,
  style: Style,
) => readonly string[];

/** The lines for this very document. */
export async function linesFor(document: CommandDocument, byKind: LinesByKind): Promise<Lines> {
  const lines = await byKind[kindOf(document)]();
  // The table pairs each kind with its own document, and the kind was read from this one.
  return lines as Lines;
}
