#!/usr/bin/env node
/** The program `tablewarden`: starts the command that the build left in dist. */
require('../dist/cli.cjs').main();
