import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcConnectionError, RpcSessionLostError } from 'ws-rpc';
import { connect, startServer } from '../support/servers.js';
import { createSockets } from '../support/sockets.js';
import { failure, next, take, until, within } from '../support/waiting.js';

const server = await startServer();
const quick = { baseDelay: 10, maxDelay: 20 };
const numbers = (to) => Array.from({ length: to }, (_, i) => i);

/** A client whose connection can be cut. */
async function connectCuttable(url, options) {
  const sockets = createSockets();
  const client = await connect(url, { WebSocket: sockets.Socket, reconnect: quick, ...options });
  const cut = async () => {
    const reconnected = next(client, 'reconnected');
    sockets.cut();
    return (await reconnected).resumed;
  };
  return { client, cut, sockets };
}

test('Session goes on over the next connection', async () => {
  const { client, cut } = await connectCuttable(server.url);
  const id = client.connectionId;
  const states = [];
  client.addEventListener('statechange', ({ state }) => states.push(state));
  assert.equal(await cut(), true);
  assert.equal(client.connectionId, id);
  assert.deepEqual(states, ['reconnecting', 'connected']);
  assert.equal(await client.call('add', [1, 1]), 2);
  assert.ok((await server.journal()).includes('resumed'));
});

test('Call that is under way gets its answer over the next connection', async () => {
  const { client, cut } = await connectCuttable(server.url);
  client.handle({ confirm: () => true });
  const seen = [];
  const call = client.call('import', [60], { onProgress: (value) => seen.push(value) });
  await cut();
  assert.equal(await call, 60);
  assert.equal(seen.at(-1), 60);
});

test('Nothing is lost, doubled or disordered across many cuts, whichever way it goes', async () => {
  const { client, sockets } = await connectCuttable(server.url);
  const told = [];
  client.handle({ numbered: (number) => told.push(number) });
  await client.call('join', ['cuts']);
  let isDone = false;
  let cuts = 0;
  const cutting = (async () => {
    while (!isDone) {
      await new Promise((resolve) => setTimeout(resolve, 15 + cuts % 4 * 5));
      if (client.state === 'connected' && !isDone) {
        cuts++;
        sockets.cut();
      }
    }
  })();
  const sums = [];
  const pushed = take(client.stream('count', [5000]));
  const uploaded = client.call('sum', [slowly(200)]);
  for (let i = 0; i < 200; i++) {
    client.notify('note', `cut ${i}`);
    sums.push(client.call('add', [i, i]));
    if (i % 10 === 9) {
      sums.push(client.call('tellRoom', ['cuts', 20]).then(() => null));
    }

    await new Promise((resolve) => setTimeout(resolve, 2));
  }

  const results = (await within(Promise.all(sums))).filter((sum) => sum !== null);
  assert.deepEqual(results, numbers(200).map((i) => 2 * i));
  assert.deepEqual(await within(pushed), numbers(5000));
  assert.equal(await within(uploaded), 19_900);
  isDone = true;
  await cutting;
  await until(() => told.length === 400);
  assert.deepEqual(told.toSorted?.((a, b) => a - b) ?? [...told].sort((a, b) => a - b), numbers(20).flatMap((i) => Array(20).fill(i)));
  const noted = (await server.journal()).filter((entry) => entry.startsWith('noted cut '));
  assert.deepEqual(noted, numbers(200).map((i) => `noted cut ${i}`));
  assert.ok(cuts > 10, `${cuts} cuts`);
});

test('What was acknowledged is not kept, and what was not is sent again', async () => {
  const { client, cut, sockets } = await connectCuttable(server.url);
  for (let i = 0; i < 300; i++) {
    await client.call('add', [i, 1]);
  }

  await cut();
  assert.equal(await client.call('add', [1, 1]), 2);
  assert.ok(sockets.opened[0].sent.filter((text) => text.includes('$/session/ack')).length >= 4);
  assert.ok(sockets.opened.at(-1).sent.length < 150, `${sockets.opened.at(-1).sent.length} sent again`);
});

test('Session of a server that forgets is lost: calls fail, streams with a position go on', async () => {
  const forgetful = await startServer({ resume: false });
  const { client, cut } = await connectCuttable(forgetful.url);
  const held = client.call('hold', ['lost']);
  const stream = client.stream('resumable', [400]);
  const read = take(stream);
  const plain = take(client.stream('tick', ['plain']));
  const [error, streamError] = [failure(held), failure(plain)];
  await until(async () => stream.cursor !== undefined && (await forgetful.journal()).includes('holding lost'));
  assert.equal(await cut(), false);
  assert.ok((await error) instanceof RpcSessionLostError, String(await error));
  assert.ok((await streamError) instanceof RpcSessionLostError);
  assert.deepEqual(await within(read), numbers(400));
  await until(async () => (await forgetful.journal()).includes('cancelled lost'));
});

test('Idempotent call is repeated where its session is lost, and no other', async () => {
  const forgetful = await startServer({ resume: false });
  const { client, cut } = await connectCuttable(forgetful.url);
  const hub = client.hub('', { import: 'idempotent' });
  const [call, other] = [hub.import(60), failure(client.call('import', [60]))];
  await cut();
  assert.equal(await within(call), 60);
  assert.ok((await other) instanceof RpcSessionLostError);
});

test('Session that is gone when the client comes back is replaced', async () => {
  const short = await startServer({ window: 1 });
  const { client, sockets } = await connectCuttable(short.url, { reconnect: { delay: () => 300 } });
  const id = client.connectionId;
  const call = failure(client.call('hold', ['gone']));
  await until(async () => (await short.journal()).includes('holding gone'));
  const reconnected = next(client, 'reconnected');
  sockets.cut();
  assert.ok((await call) instanceof RpcSessionLostError);
  assert.equal((await reconnected).resumed, false);
  assert.notEqual(client.connectionId, id);
});

test('Client that does not want to resume does not', async () => {
  const { client, cut } = await connectCuttable(server.url, { resume: false });
  assert.equal(await cut(), false);
  assert.equal(await client.call('add', [1, 1]), 2);
});

test('More than what may be kept ends the session, and the client', async () => {
  const { client, sockets } = await connectCuttable(server.url);
  const id = client.connectionId;
  sockets.freeze();
  for (let i = 0; i < 1100; i++) {
    client.notify('note', 'kept');
  }

  const reconnected = next(client, 'reconnected');
  sockets.cut();
  assert.equal(typeof (await reconnected).resumed, 'boolean');
  assert.equal(await client.call('add', [1, 1]), 2);
  assert.ok(id);
});

test('Close ends the session at the server', async () => {
  const { client } = await connectCuttable(server.url);
  const held = failure(client.call('hold', ['closed']));
  await until(async () => (await server.journal()).includes('holding closed'));
  const closed = next(client, 'closed');
  await client.close();
  assert.ok((await held) instanceof RpcConnectionError);
  assert.equal((await held).disconnect.reason, 'closedLocally');
  assert.equal((await closed).reason, 'closedLocally');
  await until(async () => (await server.journal()).includes('cancelled closed'));
});

async function* slowly(to) {
  for (let i = 0; i < to; i++) {
    yield i;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
