#!/usr/bin/env node
/** The program `tablewarden`: starts the command that the build left in dist. */
import { main } from '../dist/cli.js';

await main();
