/** The built page as a static host serves it: under a path of its own, with its policy as a header, and nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');

/** What `npm run build` in npm/web made. */
const BUILT = join(repository, 'npm/web/dist');

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The policy of issue and page, and what only a header can say. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The bytes of a built file. */
export const built = (file) => readFileSync(join(BUILT, file));

/** A build after that which is there: its scripts have other names, and those of before are gone. */
function next(file) {
  const scripts = readdirSync(join(BUILT, 'assets')).filter((name) => name.endsWith('.js'));
  if (scripts.some((name) => file === `assets/${name}`)) return undefined;
  const bytes = found(file.replace('/next-', '/'));
  if (!bytes || !['.html', '.js'].includes(extname(file))) return bytes;
  const renamed = scripts.reduce((text, name) => text.replaceAll(name, `next-${name}`), bytes.toString());
  return renamed.replace('NAME + "', '$&next');
}

const found = (file) => (existsSync(join(BUILT, file)) ? built(file) : undefined);

/** Serves the page; `url` is its address, which is no root. `served` are the files that were asked for; `renew` puts another build in its place. */
export async function serve() {
  if (!existsSync(join(BUILT, 'index.html'))) throw new Error('the page is not built: `npm run build` in npm/web');
  let read = found;
  const served = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = path.startsWith('/some/where/') ? path.slice('/some/where/'.length) || 'index.html' : undefined;
    const bytes = file && !file.includes('..') && read(file);
    served.push(file);
    if (!bytes) return response.writeHead(404).end();
    const headers = { 'content-type': TYPES[extname(file)] ?? '', 'content-security-policy': POLICY };
    response.writeHead(200, headers).end(bytes);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    url: `${origin}/some/where/`,
    origin,
    served,
    renew() {
      read = next;
    },
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
