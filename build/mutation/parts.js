/**
 * What is changed, and the tests that have to notice it: those of the same part and no others, so a change that only a
 * run of the whole program shows counts as unnoticed.
 */
export const parts = {
  judges: {
    mutate: ['src/probe/{judge-call,overrun}.ts', 'src/report/verdict.ts'],
    tests: [
      'test/probe/{judge-call,judge-call-findings,asking,probe-verdict}.test.ts',
      'test/{checks,report}/**/*.test.ts',
    ],
  },
  recogniser: {
    mutate: ['src/errors/{recognise,read-answer}.ts'],
    tests: ['test/{checks,errors}/**/*.test.ts'],
  },
  redactor: {
    mutate: [
      'src/report/{redact,redact-by,redact-known,home-rules,redact-for-others,redaction-rules,find-secrets}.ts',
    ],
    tests: ['test/report/{redact*,find-secrets}.test.ts'],
  },
  checks: {
    mutate: ['src/checks/*/*.ts'],
    tests: ['test/checks/**/*.test.ts'],
  },
  encoder: {
    mutate: ['src/render/{escape,escape-markdown,junit-xml,shell-line}.ts'],
    tests: ['test/render/{escape,escape-markdown,junit-xml,shell-line,markdown,layout,junit}.test.ts'],
  },
  trust: {
    mutate: ['src/settings/{key-policy,own-host,project-file,load-project-file,project-url}.ts'],
    tests: [
      'test/settings/{key-policy,project-file-rules,project-url,key-in-force,load-settings,project-file,base-url}.test.ts',
    ],
  },
  retry: {
    mutate: [
      'src/probe/{bar-of,sweep}.ts',
      'src/gateway/{contrast,redirect-loop,spending-permit,wrong-key-memory}.ts',
    ],
    tests: ['test/gateway/**/*.test.ts', 'test/probe/{bar-of,sweep,sweep-stops}.test.ts'],
  },
  writer: {
    mutate: ['src/system/{write-private,open-append,append-line,private-folder}.ts', 'src/cli/save-file.ts'],
    tests: [
      'test/system/{append-line,node-files,open-append,write-private}.test.ts',
      'test/cli/save-file.test.ts',
    ],
  },
};

/** The part of this run, which `run.js` names in the environment: Stryker and Vitest read their settings on their own. */
export function chosenPart() {
  const part = parts[process.env.NEXUS_MUTATION_PART];
  if (part === undefined) throw new Error(`expected a part: ${Object.keys(parts).join(', ')}`);
  return part;
}
