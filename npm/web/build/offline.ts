/**
 * What the page needs to work without a network: `service-worker.js`, which is the script of src/service-worker.ts with the list of all
 * files that were built and a name for their contents put in.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';

const SCRIPT = fileURLToPath(new URL('../src/service-worker.ts', import.meta.url));

/** Files that the page begins with; the others are fetched when it is idle. */
const isFirst = (file: string): boolean => !file.startsWith('rules/');

export function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const digest = createHash('sha256');
      const files = Object.keys(bundle).sort();
      for (const file of files) {
        const part = bundle[file];
        if (part) digest.update(file).update(part.type === 'chunk' ? part.code : part.source);
      }
      const { code } = await transformWithOxc(readFileSync(SCRIPT, 'utf8'), SCRIPT);
      const source = code
        // It is one to the compiler; the browser starts it as a plain script.
        .replace(/^export \{\};$/m, '')
        .replace('__VERSION__', JSON.stringify(digest.digest('hex').slice(0, 16)))
        .replace('__FIRST__', JSON.stringify(files.filter((file) => isFirst(file) && file !== 'index.html')))
        .replace('__LATER__', JSON.stringify(files.filter((file) => !isFirst(file))));
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
    },
  };
}
