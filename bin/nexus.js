#!/usr/bin/env node
'use strict';

const { main } = require('../dist/main.cjs');

main().then((exitCode) => {
  process.exitCode = exitCode;
});
