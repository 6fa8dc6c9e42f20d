/**
 * The states of the page at three widths, light and dark: no barrier that axe-core calls serious or critical, no page that scrolls
 * sideways, and a screenshot of each for people to look at.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { repository } from './site.mjs';
import { begin, paste, settled } from './visit.mjs';

const { visit } = await begin(after);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screenshots = join(repository, 'target/tablewarden/screenshots');
mkdirSync(screenshots, { recursive: true });

/** The states, one after the other: each begins where the one before ended. */
const STATES = {
  findings: (page) => tab(page, /^Findings/),
  finding: (page) => page.locator('.finding-main').nth(1).click().then(() => tab(page, /^Findings/)),
  waive: async (page) => {
    await page.getByRole('button', { name: 'Waive…' }).first().click();
    await page.getByRole('dialog').getByLabel('Reason').waitFor();
  },
  fixes: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Fix…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: 'What the safe fixes change' }).waitFor();
    assert.ok(await dialog.evaluate((one) => one.scrollWidth <= one.clientWidth), 'only the difference scrolls sideways');
  },
  rule: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Explain rule DDB/ }).first().click();
    await page.getByRole('heading', { name: 'Why' }).waitFor();
  },
  picture: async (page) => {
    await page.getByRole('button', { name: 'Findings', exact: true }).click();
    await tab(page, 'Picture');
    await page.locator('.drawing svg').waitFor();
  },
  compare: async (page) => {
    await tab(page, 'Compare');
    await page.getByLabel('Paste the earlier version').waitFor();
  },
  settings: async (page) => {
    await tab(page, 'Settings');
    await page.getByLabel(/^Stage/).waitFor();
    await page.getByRole('checkbox', { name: /DDB-A001/ }).waitFor();
  },
  'own-rules': async (page) => {
    if (await isNarrow(page)) await tab(page, 'Template');
    await page.getByRole('tab', { name: 'Own rules' }).click();
    await page.getByRole('button', { name: 'Insert an example' }).click();
    await settled(page);
  },
  menu: async (page) => {
    await page.getByRole('tab', { name: 'orders.yaml' }).click();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
  },
  help: async (page) => {
    await page.keyboard.press('Escape');
    if (await isNarrow(page)) await tab(page, 'Template');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('F8');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    await page.locator('.cm-help').getByText('DynamoDB table').waitFor();
  },
  list: async (page) => {
    await page.keyboard.press('Escape');
    await paste(page, 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      ');
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-tooltip-autocomplete').getByRole('option').first().waitFor();
    // The list takes no keys at first: they may have been meant for the text.
    await page.waitForTimeout(100);
    await page.keyboard.press('ArrowDown');
  },
  broken: async (page) => {
    await page.keyboard.press('Escape');
    if (await isNarrow(page)) await tab(page, 'Template');
    await paste(page, 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties: [\n');
    await tab(page, /^Findings/);
  },
  clean: async (page) => {
    if (await isNarrow(page)) await tab(page, 'Template');
    await paste(page, 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n');
    await page.getByRole('tab', { name: 'Own rules' }).click();
    await paste(page, ' ');
    await page.getByRole('tab', { name: 'orders.yaml' }).click();
    await tab(page, /^Findings/);
  },
  empty: async (page) => {
    if (await isNarrow(page)) await tab(page, 'Template');
    await page.getByRole('tab', { name: 'orders.yaml' }).focus();
    await page.keyboard.press('Delete');
    await tab(page, /^Findings/);
  },
};

const tab = (page, name) => page.getByRole('tablist', { name: 'Views' }).getByRole('tab', { name }).click();
const isNarrow = (page) => page.evaluate(() => innerWidth < 900);

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 768, 1440]) {
    test(`${width} px, ${colorScheme}`, async () => {
      const one = await visit({ viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme, bypassCSP: true });
      const { page } = one;
      for (const [name, reach] of Object.entries(STATES)) {
        await reach(page);
        await settled(page);
        await page.screenshot({ path: join(screenshots, `${name}-${width}-${colorScheme}.png`) });
        const found = await barriers(page);
        assert.deepEqual(found, [], `${name} at ${width} px, ${colorScheme}`);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} px`);
      }
      await one.end();
    });
  }
}

/** What axe-core calls serious or critical, with where it is. */
async function barriers(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    // The list of what can be written is scrolled by the arrow keys of the text, which keeps the focus.
    const isScrolled = (id, target) => id === 'scrollable-region-focusable' && `${target}`.includes('#cm-ac-');
    return bad.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ target }) => !isScrolled(id, target))
        .map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    );
  });
}
