import fc from 'fast-check';

/** As often as `npm test` tries a property that states no number, twenty times over. */
const numRuns = 2000;
const longestMs = 20_000;

// A property that fails prints its seed and the path to its smallest input, whatever round found it.
fc.configureGlobal({
  seed: Number(process.env.NEXUS_FUZZ_SEED),
  numRuns,
  interruptAfterTimeLimit: longestMs,
  markInterruptAsFailure: false,
});
