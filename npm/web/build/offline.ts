/**
 * What the page needs to work without a network: `service-worker.js`, which is the script of src/service-worker.ts with the list of all
 * files that were built and a name for their contents put in.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, type Rolldown, transformWithOxc } from 'vite';

const SCRIPT = fileURLToPath(new URL('../src/service-worker.ts', import.meta.url));

/** Comments of whole lines, which nobody reads in a browser. */
const COMMENTS = /^\/\*\*[\s\S]*?\*\/$/gm;

/** What the page begins with: its script, what that imports at once, and what is no script. All else is fetched when it is idle. */
function first(bundle: Rolldown.OutputBundle): Set<string> {
  const chosen = new Set<string>();
  const add = (file: string) => {
    const part = bundle[file];
    if (!part || chosen.has(file)) return;
    chosen.add(file);
    if (part.type === 'chunk') part.imports.forEach(add);
  };
  for (const [file, part] of Object.entries(bundle)) {
    const isFirst = () => !file.startsWith('rules/') && file !== 'index.html' && !isPartOfWorker(file, bundle);
    if (part.type === 'chunk' ? part.isEntry : isFirst()) add(file);
  }
  return chosen;
}

/** Whether it is a script that no script of the page names: the worker loads it when it is needed. */
function isPartOfWorker(file: string, bundle: Rolldown.OutputBundle): boolean {
  const name = file.replace(/^.*\//, '');
  const isNamed = (part: Rolldown.OutputBundle[string]) => part.type === 'chunk' && part.code.includes(name);
  return name.endsWith('.js') && !Object.values(bundle).some(isNamed);
}

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
      const begins = first(bundle);
      const { code } = await transformWithOxc(readFileSync(SCRIPT, 'utf8').replace(COMMENTS, ''), SCRIPT);
      const source = code
        // It is one to the compiler; the browser starts it as a plain script.
        .replace(/^export \{\};$/m, '')
        .replaceAll('__VERSION__', JSON.stringify(digest.digest('hex').slice(0, 16)))
        .replaceAll('__FIRST__', JSON.stringify(files.filter((file) => begins.has(file))))
        .replaceAll('__LATER__', JSON.stringify(files.filter((file) => !begins.has(file) && file !== 'index.html')));
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
    },
  };
}
