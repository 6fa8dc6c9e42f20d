/** Pages in Chromium: their addresses in, what their scripts print out; and folders as sites that it can visit. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Where it is, unless TABLEWARDEN_CHROMIUM says so. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** A site without a page of its own shows its script. */
const PAGE = '<!doctype html><script type="module" src="/page.js"></script>';

/** What a strict site has to allow at least. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** The first so many lines that the page at each address prints to its console. */
export async function printed(pages) {
  const executablePath = process.env.TABLEWARDEN_CHROMIUM ?? PLACES.find(existsSync);
  if (!executablePath) throw new Error('there is no Chromium: install it, or name its program in TABLEWARDEN_CHROMIUM');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    return await Promise.all(pages.map(({ url, count }) => visit(browser, url, count)));
  } finally {
    await browser.close();
  }
}

async function visit(browser, url, count) {
  const page = await browser.newPage();
  const lines = [];
  await new Promise((done, failed) => {
    setTimeout(() => failed(new Error(`${url} printed ${JSON.stringify(lines)} in a minute`)), 60_000).unref();
    page.on('pageerror', failed);
    // What tools say about themselves is no line of the page's own.
    page.on('console', (message) => message.type() === 'log' && lines.push(message.text()) === count && done());
    page.goto(url).catch(failed);
  });
  return lines;
}

/** A folder as a site of its own, on this machine alone. */
export async function served(folder) {
  const server = createServer((request, response) => answer(folder, request.url, response));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

function answer(folder, url, response) {
  response.setHeader('content-security-policy', POLICY);
  const file = join(folder, url === '/' ? 'index.html' : url);
  if (url === '/favicon.ico') response.writeHead(204).end();
  else if (existsSync(file)) response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? '' }).end(readFileSync(file));
  else if (url === '/') response.writeHead(200, { 'content-type': TYPES['.html'] }).end(PAGE);
  else response.writeHead(404).end();
}
