import { describe, expect, test } from 'vitest';
import { saveFile } from '../../src/cli/save-file.ts';
import { fakeSystem } from '../support/fake-system.ts';

describe('a file that the person named', () => {
  test('is written below the current folder', async () => {
    const system = fakeSystem({ cwd: '/home/ana/project' });
    await saveFile('ticket.md', 'text', { overwrite: false }, system);
    expect(system.fakeFiles.written.get('/home/ana/project/ticket.md')).toBe('text');
  });

  test.each([
    ['there already', { '/home/ana/project/ticket.md': 'precious' }, /one of that name is there/],
    ['a link', { '/home/ana/project/ticket.md': { linkTo: '/etc/passwd' } }, /a link of that name/],
  ])('is refused where it is %s, with the reason', async (_, files, reason) => {
    const system = fakeSystem({ files });
    await expect(saveFile('ticket.md', 'text', { overwrite: false }, system)).rejects.toThrow(reason);
    expect(system.fakeFiles.written.size).toBe(0);
  });

  test('may take the place of another when the person says so', async () => {
    const system = fakeSystem({ files: { '/home/ana/project/ticket.md': 'old' } });
    await saveFile('ticket.md', 'new', { overwrite: true }, system);
    expect(system.fakeFiles.written.get('/home/ana/project/ticket.md')).toBe('new');
  });

  test('a read-only disk is named', async () => {
    const system = fakeSystem({ readOnly: true });
    await expect(saveFile('t', 'x', { overwrite: false }, system)).rejects.toThrow('this disk is read-only');
  });
});
