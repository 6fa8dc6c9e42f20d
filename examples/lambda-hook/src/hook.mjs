/** The function of the hook. What fails a deployment stands in tablewarden.yaml beside it. */
import { readFileSync } from 'node:fs';
import { hookHandler } from 'tablewarden/lambda';

const content = readFileSync(new URL('./tablewarden.yaml', import.meta.url));

export const handler = hookHandler({ settings: { name: 'tablewarden.yaml', content } });
