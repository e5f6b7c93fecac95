import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attacks } from '../security/attacks.ts';
import { type Loopback, listen, response } from '../support/loopback.ts';
import { drawn } from '../support/screen.ts';
import { hasTerminal, runInTerminal } from '../support/terminal.ts';

const message = `No. ${attacks.join(' ')}`;

/** It hides the cursor, draws its line at once and again, takes it away, and gives the cursor back. */
const ofSpinner = ['CSI ?25l', 'CSI ?25h', 'CSI ?2026h', 'CSI ?2026l', 'CSI 1G', 'CSI 0K'];

describe.skipIf(!hasTerminal)('on a real terminal, spinner and colours included', () => {
  let gateway: Loopback;
  beforeAll(async () => {
    const body = JSON.stringify({ error: { code: 'invalid_key', message }, request_id: message });
    const refusal = response(body, ['content-type: application/json'], '401 No');
    gateway = await listen((socket) => void setTimeout(() => socket.write(refusal), 300));
  });
  afterAll(() => gateway.close());

  test.each(['doctor', 'models'])('what the gateway says to %s is drawn as text', async (command) => {
    const run = await runInTerminal([command], {
      columns: 120,
      env: {
        HOME: '/nonexistent',
        NEXUS_API_KEY: 'nexus-0123456789abcdef0123456789abcdef',
        NEXUS_BASE_URL: `http://127.0.0.1:${gateway.port}`,
      },
    });
    expect(run.modesKept).toBe(true);
    // The terminal line puts a return before each new line.
    const screen = drawn(run.output.replaceAll('\r\n', '\n'), 120);
    const shown = screen.rows.join('\n');
    expect(shown).toContain('No. ');
    expect(screen).toMatchObject({ title: undefined, clipboard: undefined, links: [], asked: [] });
    expect(screen.rows.filter((row) => /^\s*✔ every check passed|^\s*::/.test(row))).toEqual([]);
    expect(screen.moves.filter((move) => !ofSpinner.includes(move))).toEqual([]);
    expect(screen.moves).toContain('CSI ?25l');
    expect(screen.rows.filter((row) => /^[⠁-⣿] /u.test(row))).toEqual([]);
  });
});
