#!/usr/bin/env node
'use strict';

const { main } = require('../dist/main.cjs');

// Every write was awaited, so nothing is cut off. Without it a look-up that hangs in the operating system would keep
// the program for seconds behind its last word, and every start would take 0.05 bare starts longer.
main().then((exitCode) => process.exit(exitCode));
