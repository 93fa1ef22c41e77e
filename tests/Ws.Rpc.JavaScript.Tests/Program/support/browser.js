import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

function findBrowser() {
  const places = process.env.PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) {
    throw new Error(`These tests need Chromium: there is no ${NAMES.join(', ')} on the PATH.`);
  }

  return found;
}

/** A browser without a window, which is gone behind the tests of its file. */
export async function startBrowser() {
  // Where tests run as root the browser has no sandbox to put its pages into.
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  after(() => browser.close());
  return browser;
}

/** A page of the server with a client of its hub as `client`, and what it complained about. */
export async function openPage(browser, address, { cookie, options = {} } = {}) {
  const context = await browser.newContext();
  if (cookie) {
    await context.addCookies([{ url: address, ...cookie }]);
  }

  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.stack));
  await page.goto(address);
  await page.evaluate(async (given) => {
    const { RpcClient } = await import('/_content/Ws.Rpc.AspNetCore/ws-rpc.js');
    const client = globalThis.client = new RpcClient('/hub', given);
    globalThis.events = [];
    for (const type of ['reconnecting', 'reconnected', 'closed']) {
      client.addEventListener(type, (event) => globalThis.events.push([type, event.resumed ?? event.disconnect?.reason]));
    }
  }, options);
  return { page, complaints };
}
