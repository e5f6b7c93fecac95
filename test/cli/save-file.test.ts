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

  test.each([
    ['EEXIST', 'one of that name is there', 'name another one, or replace it with --force'],
    ['EISDIR', 'a folder of that name is there', 'name a new file in a folder that you may write to'],
    ['ELOOP', 'a link of that name is there, and links are not followed', 'name a new file'],
    ['ENOENT', 'its folder does not exist', 'name a new file'],
    ['ENOTDIR', 'its folder is a file', 'name a new file'],
    ['EACCES', 'this folder may not be written to', 'name a new file'],
    ['EPERM', 'this folder may not be written to', 'name a new file'],
    ['EROFS', 'this disk is read-only', 'name a new file'],
    ['ENOSPC', 'the disk is full', 'make room, or name a file on another disk'],
    ['EIO', 'EIO', 'name a new file'],
    [undefined, 'unknown', 'name a new file'],
  ])('says why it was not written, and what to do (%s)', async (code, reason, hint) => {
    const { files, cwd } = fakeSystem();
    const refused = { ...files, writePrivate: () => Promise.reject(Object.assign(new Error(), { code })) };
    const saved = saveFile('t', 'x', { overwrite: false }, { files: refused, cwd });
    await expect(saved).rejects.toMatchObject({
      message: expect.stringContaining(`the file could not be written: ${reason}`),
      hint: expect.stringContaining(hint),
    });
  });
});
