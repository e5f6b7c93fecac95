// Loaded into the program by NODE_OPTIONS: the most memory it ever had, in KiB, is its last line on stderr.
process.on('exit', () => process.stderr.write(`\nmost memory: ${process.resourceUsage().maxRSS}\n`));
