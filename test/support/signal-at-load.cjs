// Preloaded: sends this very process a signal at the moment when it loads its nth file, counted from 0. Without a
// signal it tells at the end on standard error how many there were.
const Module = require('node:module');

const { load } = Module.prototype;
const { SIGNAL_AT, SIGNAL_NAME } = process.env;
let loaded = 0;

Module.prototype.load = function (...args) {
  if (SIGNAL_NAME !== undefined && loaded === Number(SIGNAL_AT)) process.kill(process.pid, SIGNAL_NAME);
  loaded += 1;
  return load.apply(this, args);
};

if (SIGNAL_NAME === undefined) process.on('exit', () => process.stderr.write(`${loaded}`));
