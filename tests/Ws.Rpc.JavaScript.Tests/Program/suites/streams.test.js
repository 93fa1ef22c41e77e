import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, createClient, startServer } from '../support/servers.js';
import { failure, take, until } from '../support/waiting.js';

const server = await startServer();
const numbers = (to) => Array.from({ length: to }, (_, i) => i);

test('Stream brings all items in order, however small the credit', async () => {
  const client = await connect(server.url);
  for (const credit of [undefined, 0, 1, 2, 7, 65_535]) {
    assert.deepEqual(await take(client.stream('count', [500], { credit })), numbers(500), `credit ${credit}`);
  }

  assert.deepEqual(await take(client.stream('count', [20_000])), numbers(20_000));
  assert.deepEqual(await take(client.stream('count', [0])), []);
});

test('Stream is called for once for each enumeration', async () => {
  const client = await connect(server.url);
  const stream = client.stream('count', [3]);
  assert.deepEqual(await take(stream), [0, 1, 2]);
  assert.deepEqual(await take(stream), [0, 1, 2]);
});

test('Leaving the loop disposes the producer', async () => {
  const client = await connect(server.url);
  assert.deepEqual(await take(client.stream('tick', ['left']), 3), [0, 1, 2]);
  await until(async () => (await server.journal()).includes('disposed left'));
  assert.equal(await client.call('add', [1, 1]), 2);
});

test('Signal ends the stream for both sides', async () => {
  const client = await connect(server.url);
  const controller = new AbortController();
  const items = client.stream('tick', ['aborted'], { signal: controller.signal })[Symbol.asyncIterator]();
  assert.deepEqual(await items.next(), { done: false, value: 0 });
  controller.abort(new Error('enough'));
  assert.match((await failure((async () => { for (;;) { if ((await items.next()).done) { throw new Error('enough, done'); } } })())).message, /enough/);
  await until(async () => (await server.journal()).includes('disposed aborted'));
});

test('Consumer that waits sees the signal', async () => {
  const client = await connect(server.url);
  const controller = new AbortController();
  const items = client.stream('tick', ['waiting'], { signal: controller.signal, credit: 1 })[Symbol.asyncIterator]();
  await items.next();
  await items.next();
  const [third, fourth] = [items.next(), items.next()];
  controller.abort(new Error('enough'));
  const results = await Promise.allSettled([third, fourth]);
  assert.ok(results.some(({ reason }) => reason?.message === 'enough'), JSON.stringify(results));
});

test('Slow consumer stops its producer and nothing else', async () => {
  const client = await connect(server.url);
  const items = client.stream('count', [100_000], { credit: 4 })[Symbol.asyncIterator]();
  await items.next();
  assert.equal(await client.call('add', [1, 1]), 2);
  await items.return();
});

test('Error comes behind the items before it', async () => {
  const client = await connect(server.url);
  const seen = [];
  const error = await failure((async () => {
    for await (const item of client.stream('breakAfter', [5])) {
      seen.push(item);
    }
  })());
  assert.deepEqual([seen, error.code], [[0, 1, 2, 3, 4], 4711]);
});

test('Position is that of the last item taken, and the stream goes on behind it', async () => {
  const client = await connect(server.url);
  const stream = client.stream('resumable', [10]);
  const first = await take(stream, 4);
  assert.deepEqual(first, [0, 1, 2, 3]);
  assert.equal(stream.cursor, '4');
  assert.deepEqual(await take(client.stream('resumable', [10], { after: stream.cursor })), [4, 5, 6, 7, 8, 9]);
});

test('Call for what is no stream fails in the loop', async () => {
  const client = await connect(server.url);
  assert.match((await failure(take(client.stream('whoAmI')))).message, /stream/);
  assert.equal((await failure(take(client.stream('nothing')))).code, -32601);
});

test('Async iterable among the arguments is sent as a stream', async () => {
  const client = await connect(server.url);
  async function* source(to) {
    for (let i = 1; i <= to; i++) {
      yield i;
    }
  }

  assert.equal(await client.call('sum', [source(1000)]), 500_500);
  assert.equal(await client.hub().sum(source(0)), 0);
  assert.equal(await client.call('sum', { numbers: source(10) }), 55);
});

test('Sender is stopped and disposed when the server has enough', async () => {
  const client = await connect(server.url);
  let isDisposed = false;
  async function* endless() {
    try {
      for (let i = 7; ; i++) {
        yield i;
      }
    } finally {
      isDisposed = true;
    }
  }

  assert.equal(await client.call('first', [endless()]), 7);
  await until(() => isDisposed);
});

test('Sender that waits is stopped when the call is cancelled', async () => {
  const client = await connect(server.url);
  const controller = new AbortController();
  let isReturned = false;
  const stuck = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise(() => {}),
      return: async () => {
        isReturned = true;
        return { done: true, value: undefined };
      },
    }),
  };
  const call = client.call('sum', [stuck], { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 50);
  assert.match((await failure(call)).message, /enough/);
  await until(() => isReturned);
});

test('Source that fails fails the call', async () => {
  const errors = [];
  const client = await connect(server.url, { onError: (error) => errors.push(error.message) });
  async function* broken() {
    yield 1;
    throw new Error('mine');
  }

  assert.ok((await failure(client.call('sum', [broken()]))).code);
  assert.deepEqual(errors, ['mine']);
});

test('Streams have no deadline', async () => {
  const client = await connect(server.url, { callTimeout: 60 });
  assert.equal((await take(client.stream('tick', ['long']), 60)).length, 60);
  async function* slowly() {
    for (let i = 0; i < 4; i++) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      yield 1;
    }
  }

  assert.equal(await client.call('sum', [slowly()]), 4);
});

test('Stream that cannot be called for leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
  const client = createClient(server.url);
  const before = timers();
  await assert.rejects(client.stream('count', [1])[Symbol.asyncIterator]().next());
  assert.equal(timers(), before);
});
