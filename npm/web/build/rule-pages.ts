/**
 * The pages of the rules as parts of HTML: `rules/ID.html`, one for each file of docs/rules, made when the page is built and loaded
 * when somebody opens one. The text is ours; nothing of a template gets into it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import type { Plugin } from 'vite';

const PAGES = fileURLToPath(new URL('../../../docs/rules/', import.meta.url));

/** A heading of the page stands below those of the panel that shows it. */
const deeper = (html: string): string =>
  html.replace(/<(\/?)h([1-4])>/g, (_, end, level) => `<${end}h${Number(level) + 1}>`);

/** Links lead out of the page, and tell nobody where from. */
const outward = (html: string): string =>
  html.replace(/<a href="(https?:[^"]*)"/g, '<a href="$1" target="_blank" rel="noreferrer"');

/** Code that is wider than the panel is scrolled by keyboard too. */
const reachable = (html: string): string => html.replaceAll('<pre>', '<pre tabindex="0">');

const page = (file: string): string =>
  reachable(outward(deeper(marked.parse(readFileSync(PAGES + file, 'utf8'), { async: false }))));

export function rulePages(): Plugin {
  return {
    name: 'rule-pages',
    generateBundle() {
      for (const file of readdirSync(PAGES)) {
        if (file === 'README.md' || !file.endsWith('.md')) continue;
        this.emitFile({ type: 'asset', fileName: `rules/${file.replace(/md$/, 'html')}`, source: page(file) });
      }
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const id = /\/rules\/([A-Z0-9-]+)\.html$/.exec(request.url ?? '')?.[1];
        if (!id) return next();
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(page(`${id}.md`));
      });
    },
  };
}
