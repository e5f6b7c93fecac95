"""Runs a program in a real terminal (a pty), presses keys and tells what happened, as JSON.

The plan comes as JSON in the first argument:
  argv, env, columns   what to run, and how wide the terminal is
  early                keys that are pressed 20 ms after the start, whatever the program shows
  waitFor, press       keys are pressed `afterMs` after this text was seen; without `press` the program runs to its end
  limitMs              then it is killed
"""
import fcntl, json, os, pty, select, signal, struct, sys, termios, time

plan = json.loads(sys.argv[1])
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, plan['columns'], 0, 0))
before = termios.tcgetattr(slave)

child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(slave, descriptor)
    os.close(master)
    os.execvpe(plan['argv'][0], plan['argv'], plan['env'])

output = b''
started = time.monotonic()
pressed = None
early = plan.get('early')
status = None
while status is None:
    ready, _, _ = select.select([master], [], [], 0.01)
    if ready:
        output += os.read(master, 65536)
    if early is not None and time.monotonic() - started > 0.02:
        os.write(master, early.encode('latin1'))
        early = None
    if pressed is None and 'press' in plan and plan['waitFor'].encode() in output:
        time.sleep(plan.get('afterMs', 50) / 1000)
        os.write(master, plan['press'].encode('latin1'))
        pressed = time.monotonic()
    if (time.monotonic() - started) * 1000 > plan['limitMs']:
        os.kill(child, signal.SIGKILL)
    ended, code = os.waitpid(child, os.WNOHANG)
    if ended:
        status = code
exited = time.monotonic()
while select.select([master], [], [], 0.05)[0]:
    output += os.read(master, 65536)

print(json.dumps({
    'exitCode': os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
    'msAfterKey': None if pressed is None else round((exited - pressed) * 1000),
    'modesKept': termios.tcgetattr(slave) == before,
    'output': output.decode('utf8', 'replace'),
}))
