/**
 * The pictures of tests/pictures as Chromium draws them, light and dark: everything is inside, no text lies on another or runs out of
 * its box, and a PNG of each is left for people to look at.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repository } from './site.mjs';
import { launch } from './visit.mjs';

const browser = await launch(after);
const pictures = join(repository, 'tests/pictures');
const screenshots = join(repository, 'target/tablewarden/screenshots/pictures');
mkdirSync(screenshots, { recursive: true });

for (const file of readdirSync(pictures).filter((name) => name.endsWith('.svg'))) {
  test(file, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 600 } });
      await page.goto(pathToFileURL(join(pictures, file)).href);
      assert.deepEqual(await page.evaluate(faults), [], colorScheme);
      const { width, height } = await page.evaluate(() => document.documentElement.getBoundingClientRect().toJSON());
      const clip = { x: 0, y: 0, width, height };
      await page.screenshot({ path: join(screenshots, file.replace('.svg', `-${colorScheme}.png`)), clip, fullPage: false });
      await page.close();
    }
  });
}

/** What a person would see at once: texts over texts, and texts outside of the picture. Runs in the page. */
function faults() {
  const whole = document.documentElement.getBoundingClientRect();
  const texts = [...document.querySelectorAll('text')].map((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    // Lines of text stand closer than their boxes, which have room for accents.
    const room = (bottom - top) / 4;
    return { text: element.textContent, left, right, top: top + room, bottom: bottom - room };
  });
  const outside = ({ left, right, top, bottom }) =>
    left < whole.left || right > whole.right || top < whole.top || bottom > whole.bottom;
  const over = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const found = texts.filter(outside).map(({ text }) => `outside: ${text}`);
  texts.forEach((one, at) => {
    for (const other of texts.slice(at + 1)) if (over(one, other)) found.push(`${one.text} lies on ${other.text}`);
  });
  return texts.length > 5 ? found : ['no text'];
}
