import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { startBrowser } from '../support/browser.js';
import { openChat, say, startChat } from '../support/chat.js';

const axe = createRequire(import.meta.url).resolve('axe-core');
const narrow = { width: 360, height: 700 };
const chat = await startChat();
const browser = await startBrowser();

async function violations(page) {
  await page.addScriptTag({ path: axe });
  const { violations: found } = await page.evaluate(() => globalThis.axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

async function fits(page) {
  return page.evaluate(() => {
    const beyond = [...document.querySelectorAll('.bar *, .room, .composer *, .message, .rooms.open *, .people.open *, dialog[open] *')]
      .filter((element) => !element.closest('.hidden') && element.getClientRects().length > 0)
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
      .map((element) => element.outerHTML);
    return [...beyond, ...(document.scrollingElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])];
  });
}

for (const scheme of ['light', 'dark']) {
  test(`Everybody can use the page, ${scheme}`, async () => {
    const context = await browser.newContext({ colorScheme: scheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(chat.address);
    await page.waitForSelector('dialog[open]');
    assert.deepEqual(await violations(page), []);

    await page.fill('#name', 'ann');
    await page.press('#name', 'Enter');
    await page.waitForSelector('.room-button[aria-current]');
    await say(page, 'hello');
    await page.locator('.message.sent').first().waitFor();
    assert.deepEqual(await violations(page), []);
  });
}

test('A telephone shows all of the page', async () => {
  const { page } = await openChat(browser, chat, 'a-name-of-forty-characters-is-quite-long', narrow);
  await say(page, `${'word '.repeat(40)}${'x'.repeat(300)}`);
  await page.locator('.message.sent').first().waitFor();
  assert.deepEqual(await fits(page), []);

  for (const [button, panel] of [['#show-rooms', '#rooms.open'], ['#show-people', '#people.open']]) {
    await page.click(button);
    await page.waitForSelector(panel);
    await page.waitForFunction((open) => document.querySelector(open).getAnimations().length === 0, panel);
    assert.deepEqual(await fits(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator(panel).count(), 0);
  }
});

test('Keys alone are enough', async () => {
  const { page } = await openChat(browser, chat, 'kim');
  await page.getByRole('button', { name: 'random' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'text');
  await page.keyboard.type('first');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second');
  await page.keyboard.press('Enter');
  await page.locator('.message.sent').first().waitFor();

  assert.equal(await page.locator('.message .text').innerText(), 'first\nsecond');
});
