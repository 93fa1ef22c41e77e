import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBrowser } from '../support/browser.js';
import { openChat, say, startChat, startConsole, textsOf } from '../support/chat.js';
import { until } from '../support/waiting.js';

const chat = await startChat();
const browser = await startBrowser();

test('Two at pages and one at a console talk, and the page heals when the server has died', async () => {
  const { page: ann, complaints } = await openChat(browser, chat, 'ann');
  const { page: bob } = await openChat(browser, chat, 'bob');
  const carl = startConsole(chat, 'carl');
  await carl.hears('You joined lobby');

  await say(ann, 'hello from a page');
  await carl.hears('ann: hello from a page');
  carl.say('hello from a console');
  await bob.getByText('hello from a console').waitFor();
  await bob.getByText('carl came in').waitFor();
  assert.deepEqual((await bob.locator('#people-list').innerText()).match(/\w{3,}/g), ['ann', 'bob', 'you', 'carl']);
  assert.deepEqual(complaints, []);

  await chat.kill();
  await ann.waitForSelector('#connection[data-state=reconnecting]');
  await say(ann, 'written while the server was dead');
  await ann.getByText('Sending…').waitFor();
  await chat.start();

  await carl.hears('written while the server was dead');
  carl.say('said when it was back');
  const all = ['hello from a page', 'hello from a console', 'written while the server was dead', 'said when it was back'];
  for (const page of [ann, bob]) {
    await page.waitForSelector('#connection[data-state=connected]');
    await until(async () => (await textsOf(page)).length >= all.length, 'the page shows all');
    assert.deepEqual(await textsOf(page), all);
    assert.equal(await page.locator('#banner').isVisible(), false);
  }

  assert.equal(await ann.getByText('Sending…').count(), 0);
  await ann.reload();
  await until(async () => (await textsOf(ann)).length >= all.length, 'the history is there after a reload');
  assert.deepEqual(await textsOf(ann), all);
});

test('Page shows who is writing, what is unread, and when somebody goes', async () => {
  const { page: dora } = await openChat(browser, chat, 'dora');
  const { page: emil } = await openChat(browser, chat, 'emil');
  await emil.locator('#text').pressSequentially('hm');
  await dora.getByText('emil is writing…').waitFor();

  await dora.fill('#new-room-name', 'garden');
  await dora.press('#new-room-name', 'Enter');
  await emil.getByRole('button', { name: 'garden' }).waitFor();
  await say(emil, 'one');
  await dora.getByRole('button', { name: 'lobby 1 unread' }).waitFor();
  assert.match(await dora.title(), /^\(1\) garden/);

  await dora.getByRole('button', { name: 'lobby' }).click();
  await dora.getByText('one', { exact: true }).waitFor();
  assert.match(await dora.title(), /^lobby/);
  await emil.close({ runBeforeUnload: true });
  await dora.getByText('emil went away').waitFor();
});

test('What people write is text, and nothing else', async () => {
  const { page: fay, complaints } = await openChat(browser, chat, '<b>fay</b>');
  await say(fay, '<img src="x" onerror="globalThis.broken = true"><script>globalThis.broken = true</script>');
  await fay.getByText('<img src="x"').waitFor();

  assert.equal(await fay.evaluate(() => globalThis.broken), undefined);
  assert.equal(await fay.locator('#messages img').count(), 0);
  assert.deepEqual(complaints, []);
});

test('Earlier messages are fetched when they are asked for', async () => {
  const { page } = await openChat(browser, chat, 'gus');
  await page.fill('#new-room-name', 'long');
  await page.press('#new-room-name', 'Enter');
  const speakers = [startConsole(chat, 'hal'), startConsole(chat, 'ida')];
  for (const speaker of speakers) {
    speaker.say('/join long');
    await speaker.hears('You joined long');
  }

  for (let i = 1; i <= 54; i++) {
    speakers[i % 2].say(`line ${i}`);
    await speakers[i % 2].hears(`line ${i}`);
  }

  await until(async () => (await textsOf(page)).length === 54, 'the page shows all 54');
  await page.reload();
  await page.getByRole('button', { name: 'long' }).click();
  await until(async () => (await textsOf(page)).length === 50, 'the page shows the last 50');
  await page.getByRole('button', { name: 'Show earlier messages' }).click();
  await until(async () => (await textsOf(page)).length === 54, 'the page shows the 4 before');
  assert.deepEqual(await textsOf(page), Array.from({ length: 54 }, (_, i) => `line ${i + 1}`));
});
