import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, startBrowser } from '../support/browser.js';
import { startLine } from '../support/line.js';
import { startServer } from '../support/servers.js';
import { until } from '../support/waiting.js';

const server = await startServer();
const browser = await startBrowser();
const quick = { reconnect: { baseDelay: 10, maxDelay: 20 } };
const numbers = (to) => Array.from({ length: to }, (_, i) => i);

test('Page calls, is called, streams both ways and sees progress', async () => {
  const { page, complaints } = await openPage(browser, server.address);
  const seen = await page.evaluate(async () => {
    const { client } = globalThis;
    const heard = [];
    client.handle({
      announced: (text) => heard.push(text),
      confirm: (question) => question === 'yes?',
      async *read(to) {
        for (let i = 0; i < to; i++) {
          yield i;
        }
      },
    });
    await client.connect();
    const hub = client.hub('', { count: 'stream', note: 'notification' });
    await hub.announce('hello');
    const counted = [];
    for await (const item of hub.count(300)) {
      counted.push(item);
    }

    const upload = (async function* () {
      yield* [1, 2, 3];
    })();
    const steps = [];
    return {
      sum: await hub.add(40, 2),
      answer: await hub.ask('yes?'),
      counted,
      uploaded: await hub.sum(upload),
      read: await hub.readClient(10, 5),
      imported: await hub.import(3, (step) => steps.push(step)),
      last: steps.at(-1),
      heard,
      latency: typeof client.latency,
    };
  });
  assert.deepEqual(seen, {
    sum: 42, answer: true, counted: numbers(300), uploaded: 6, read: numbers(5), imported: 3, last: 3, heard: ['hello'],
    latency: 'number',
  });
  assert.deepEqual(complaints, []);
  await page.evaluate(() => globalThis.client.close());
});

test('Session of a page goes on where its line was cut', async () => {
  const line = await startLine(server.port);
  const { page, complaints } = await openPage(browser, line.address, { options: quick });
  await page.evaluate(async () => {
    await globalThis.client.connect();
    globalThis.counting = (async () => {
      const items = [];
      for await (const item of globalThis.client.stream('count', [20_000])) {
        items.push(item);
      }

      return items;
    })();
    globalThis.importing = globalThis.client.call('import', [300]);
  });
  for (let i = 1; i <= 3; i++) {
    line.cut();
    await page.waitForFunction((times) => globalThis.events.filter(([type]) => type === 'reconnected').length === times, i);
  }

  assert.equal(await page.evaluate(() => globalThis.importing), 300);
  assert.deepEqual(await page.evaluate(() => globalThis.counting), numbers(20_000));
  const events = await page.evaluate(() => globalThis.events);
  assert.deepEqual(events.filter(([type]) => type === 'reconnected'), Array(3).fill(['reconnected', true]));
  assert.deepEqual(complaints, []);
});

test('Page heals when its server is started again', async () => {
  const first = await startServer();
  const line = await startLine(first.port);
  const { page, complaints } = await openPage(browser, line.address, { options: quick });
  await page.evaluate(() => globalThis.client.connect());
  line.fail();
  await first.end();
  await page.waitForFunction(() => globalThis.client.state === 'reconnecting');
  await page.evaluate(() => {
    globalThis.waiting = globalThis.client.call('add', [40, 2]);
  });
  line.mend((await startServer()).port);
  assert.equal(await page.evaluate(() => globalThis.waiting), 42);
  // The browser itself tells of each attempt that fails.
  assert.deepEqual(complaints.filter((text) => !/^Failed to load resource|^WebSocket connection to/.test(text)), []);
});

for (const [what, wake] of [
  ['to the network', () => dispatchEvent(new Event('online'))],
  ['to the front', () => document.dispatchEvent(new Event('visibilitychange'))],
]) {
  test(`Page that comes back ${what} tries at once`, async () => {
    const line = await startLine(server.port);
    const { page } = await openPage(browser, line.address, { options: { reconnect: { baseDelay: 3_600_000, maxDelay: 3_600_000 } } });
    await page.evaluate(() => globalThis.client.connect());
    line.fail();
    await page.waitForFunction(() => globalThis.client.state === 'reconnecting');
    line.mend();
    await page.evaluate(wake);
    await page.waitForFunction(() => globalThis.client.state === 'connected');
    assert.deepEqual(await page.evaluate(() => globalThis.events.at(-1)), ['reconnected', true]);
  });
}

test('Cookie of the page lets it in, and without one it learns why not', async () => {
  const closed = await startServer({ authorized: true });
  const known = await openPage(browser, closed.address, { cookie: { name: 'user', value: 'ann' } });
  assert.equal(await known.page.evaluate(async () => {
    await globalThis.client.connect();
    return globalThis.client.call('whoAmI');
  }), 'ann');
  const unknown = await openPage(browser, closed.address);
  assert.deepEqual(await unknown.page.evaluate(() => globalThis.client.connect().catch(({ name, status }) => [name, status])),
    ['RpcConnectionError', 401]);
  const bearer = await openPage(browser, closed.address);
  assert.equal(await bearer.page.evaluate(async () => {
    const { RpcClient } = await import('/_content/Ws.Rpc.AspNetCore/ws-rpc.js');
    const client = new RpcClient('/hub', { accessToken: () => 'bob' });
    await client.connect();
    return client.call('whoAmI');
  }), 'bob');
});

test('Page that is left ends its session', async () => {
  const left = await startServer({ window: 1 });
  const { page } = await openPage(browser, left.address);
  await page.evaluate(() => globalThis.client.connect());
  await page.close();
  await until(async () => (await left.journal()).some((entry) => entry.startsWith('disconnected')));
});
