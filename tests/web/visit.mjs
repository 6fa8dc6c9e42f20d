/**
 * Visits of the page in Chromium. A visit notes what must never happen: an error in the console, a breach of the policy, a request to
 * another origin. Its end fails the test where something was noted.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { serve } from './site.mjs';

/** Where Chromium is, unless TABLEWARDEN_CHROMIUM says so. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts Chromium; `after` is that of the test file. */
export async function launch(after) {
  const executablePath = process.env.TABLEWARDEN_CHROMIUM ?? PLACES.find(existsSync);
  if (!executablePath) throw new Error('there is no Chromium: install it, or name its program in TABLEWARDEN_CHROMIUM');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  after(() => browser.close());
  return browser;
}

/** Starts the site and Chromium; `after` is that of the test file. */
export async function begin(after) {
  const site = await serve();
  const browser = await launch(after);
  after(() => site.close());
  return {
    site,
    /** A new person's visit: nothing is kept from others. */
    visit: (options = {}) => visit(browser, site, options),
  };
}

async function visit(browser, site, { hash = '', before = async () => {}, ...options }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin });
  const noted = [];
  const requests = [];
  context.on('request', (request) => {
    requests.push(request.url());
    const { origin, protocol } = new URL(request.url());
    if (origin !== site.origin && protocol !== 'data:' && protocol !== 'blob:') noted.push(`request to ${request.url()}`);
  });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && noted.push(message.text()));
  page.on('pageerror', (error) => noted.push(String(error)));
  await before(page);
  await page.goto(site.url + hash);
  await settled(page);
  return {
    page,
    context,
    requests,
    noted,
    /** Ends the visit; nothing may have been noted. */
    async end() {
      await context.close();
      assert.deepEqual(noted, []);
    },
  };
}

/** Waits until the page has checked what is in it. */
export async function settled(page) {
  await page.locator('[data-state="checked"]').waitFor({ timeout: 30_000 });
}

/** The editor's text, as it is seen or not. */
export const text = (page) =>
  page.evaluate(() => {
    const content = document.querySelector('.editor')?.shadowRoot?.querySelector('.cm-content');
    return content?.cmView?.view?.state.doc.toString() ?? content?.cmTile?.view?.state.doc.toString();
  });

/** Puts a text in place of the editor's, as somebody pastes it. */
export async function paste(page, content) {
  await page.evaluate((given) => navigator.clipboard.writeText(given), content);
  await page.locator('.editor .cm-content').first().focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  await settled(page);
}
