/** Pages in Chromium: folders in, what their scripts print out. Each folder is a site of its own, on this machine alone. */
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

/** The first so many lines that the page of each site prints to its console. */
export async function printed(sites, counts) {
  const executablePath = process.env.TABLEWARDEN_CHROMIUM ?? PLACES.find(existsSync);
  if (!executablePath) throw new Error('there is no Chromium: install it, or name its program in TABLEWARDEN_CHROMIUM');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    return await Promise.all(sites.map((site, index) => visit(browser, site, counts[index])));
  } finally {
    await browser.close();
  }
}

async function visit(browser, site, count) {
  const server = createServer((request, response) => answer(site, request.url, response));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const page = await browser.newPage();
  const lines = [];
  try {
    await new Promise((done, failed) => {
      setTimeout(() => failed(new Error(`${site} printed ${JSON.stringify(lines)} in 20 seconds`)), 20_000).unref();
      page.on('pageerror', failed);
      page.on('console', (message) => lines.push(message.text()) === count && done());
      page.goto(`http://127.0.0.1:${server.address().port}/`).catch(failed);
    });
    return lines;
  } finally {
    await page.close();
    server.close();
  }
}

function answer(site, url, response) {
  const path = url === '/' ? '/index.html' : url;
  const file = join(site, path);
  if (path === '/favicon.ico') return response.writeHead(204).end();
  if (existsSync(file)) return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? '' }).end(readFileSync(file));
  if (url === '/') return response.writeHead(200, { 'content-type': TYPES['.html'] }).end(PAGE);
  return response.writeHead(404).end();
}
