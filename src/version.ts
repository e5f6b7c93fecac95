import packageFile from '../package.json' with { type: 'json' };

/** Read at build time: the bundler puts the values in. */
export const toolVersion: string = packageFile.version;

/** How the tool names itself on the wire and in tickets. */
export const toolName = 'nexus';
