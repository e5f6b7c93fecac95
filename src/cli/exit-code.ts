/** What each exit code means, as `nexus help exit-codes` prints it. */
export const exitCodes: Readonly<Record<string, string>> = {
  '0': 'healthy, or working with warnings;\nthe list, the explanation or the help was printed;\nthe key was kept or forgotten',
  '1': 'broken; no match for explain or models; a missing fact under report --strict;\nworking with warnings under --fail-on warn',
  '2': 'the command line or the settings file cannot be used',
  '3': 'could not be found out: no network, a time-out, a busy gateway;\nor a fault in nexus itself',
  '4': 'broken, and the key or a permission is the first cause',
  '130': 'interrupted by Ctrl-C (129 and 143 for other signals);\nwhat was found so far is printed',
};

export const usageExit = 2;
export const internalExit = 3;

/** The shell's code for a signal: 128 and its number. */
export function signalExit(signal: unknown): number {
  return { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[String(signal)] ?? 130;
}
