import { clientByName } from '../../src/clients/index.ts';
import { type LoadedClient, loadClient } from '../../src/clients/load-client.ts';
import type { FakeFile } from '../support/fake-files.ts';
import { type FakeSystem, type FakeWorld, fakeSystem } from '../support/fake-system.ts';

/** A person's files, with `~` for the home folder and `.` for the project, and their environment. */
export interface SetUp extends Pick<FakeWorld, 'env' | 'platform' | 'home' | 'cwd'> {
  readonly files?: Readonly<Record<string, FakeFile | object>>;
}

export function worldOf({ files = {}, ...world }: SetUp): FakeWorld {
  const placed = Object.entries(files).map(([path, content]) => [
    path.replace(/^~/, '/home/ana').replace(/^\.(?=\/)/, '/home/ana/project'),
    isFile(content) ? content : JSON.stringify(content, null, 2),
  ]);
  return { cwd: '/home/ana/project', ...world, files: Object.fromEntries(placed) };
}

function isFile(content: FakeFile | object): content is FakeFile {
  return typeof content === 'string' || 'text' in content || 'linkTo' in content || 'refused' in content;
}

export async function reading(name: string, setUp: SetUp): Promise<LoadedClient & { system: FakeSystem }> {
  const system = fakeSystem(worldOf(setUp));
  return { ...(await loadClient(clientByName(name), system)), system };
}

/** What a client would use, in one line for each: the value and where it stands, strongest first. */
export async function summaryOf(name: string, setUp: SetUp): Promise<Record<string, readonly string[]>> {
  const { baseUrls, credentials, models, wire, problems } = await reading(name, setUp);
  const lines = {
    url: baseUrls.map(({ value, origin }) => `${value} < ${origin.name}`),
    key: credentials.map(({ value, origin }) => `${value ?? 'not opened'} < ${origin.name}`),
    model: models.map(({ value, origin }) => `${value} < ${origin.name}`),
    wire: [...wire.dialects],
    problems: problems.map(({ about, finding }) => `${about}: ${finding.id}`),
  };
  return Object.fromEntries(Object.entries(lines).filter(([, list]) => list.length > 0));
}
