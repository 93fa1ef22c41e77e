import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcError, RpcErrorCode } from 'ws-rpc';
import { connect, createClient, startServer } from '../support/servers.js';
import { failure, until, within } from '../support/waiting.js';

const server = await startServer();

test('Notification of the server reaches its handler', async () => {
  const client = createClient(server.url);
  const heard = new Promise((resolve) => client.handle({ announced: resolve }));
  await client.connect();
  await client.call('announce', ['hello']);
  assert.equal(await within(heard), 'hello');
});

test('Question of the server is answered, at once, later and with an error', async () => {
  const client = createClient(server.url);
  client.handle({
    async confirm(question) {
      if (question === 'refuse') {
        throw new RpcError(4711, 'not today', { field: 'day' });
      }

      await null;
      return question === 'yes?';
    },
  });
  await client.connect();
  assert.equal(await client.call('ask', ['yes?']), true);
  assert.equal(await client.call('ask', ['no?']), false);
  assert.equal((await failure(client.call('ask', ['refuse']))).code, 4711);
});

test('What a handler throws that is no RpcError stays here', async () => {
  const errors = [];
  const client = createClient(server.url, { onError: (error, where) => errors.push([error.message, where]) });
  client.handle({ confirm: () => { throw new Error('secret'); }, announced: () => { throw new RpcError(1, 'lost'); } });
  await client.connect();
  const error = await failure(client.call('ask', ['?']));
  assert.ok(!error.message.includes('secret'));
  await client.call('announce', ['x']);
  await until(() => errors.length === 2);
  assert.deepEqual(errors, [['secret', 'confirm'], ['lost', 'announced']]);
});

test('Calls nest in both directions', async () => {
  const client = createClient(server.url);
  client.handle({ climb: async (depth) => (depth === 0 ? 0 : 1 + await client.call('descend', [depth - 1])) });
  await client.connect();
  assert.equal(await client.call('descend', [12]), 12);
});

test('Handler sees that the server gives up', async () => {
  const client = createClient(server.url);
  const reasons = [];
  client.handle({
    confirm: (_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => {
      reasons.push(signal.reason.code);
      reject(signal.reason);
    })),
  });
  await client.connect();
  assert.equal(await client.call('askAndGiveUp', ['well?']), 'given up');
  await until(() => reasons.length === 1);
  assert.deepEqual(reasons, [RpcErrorCode.requestCancelled]);
});

test('Handler is gone once it is disposed', async () => {
  const client = createClient(server.url);
  const dispose = client.handle({ confirm: () => true });
  await client.connect();
  assert.equal(await client.call('ask', ['?']), true);
  dispose();
  assert.ok(await failure(client.call('ask', ['?'])));
  client.handle({ confirm: () => false });
  assert.equal(await client.call('ask', ['?']), false);
});

test('Handlers are own functions, of names that are free', async () => {
  const client = createClient(server.url);
  assert.throws(() => client.handle({}), TypeError);
  assert.throws(() => client.handle({ '$/stream': () => 1 }), TypeError);
  assert.throws(() => client.handle({ discover: () => 1 }, 'rpc.'), TypeError);
  client.handle({ confirm: () => true });
  assert.throws(() => client.handle({ confirm: () => true }), TypeError);
});

test('Handler reports progress', async () => {
  const client = createClient(server.url);
  client.handle({
    step(steps, token, { report }) {
      for (let i = 1; i <= steps; i++) {
        report(token, i);
      }

      return steps;
    },
  });
  await client.connect();
  const seen = await client.call('progressOfClient', [5]);
  assert.equal(seen.at(-1), 5);
});

test('Handler streams its result, and is stopped when the server has enough', async () => {
  const client = createClient(server.url);
  let isDisposed = false;
  client.handle({
    async *read(to) {
      try {
        for (let i = 0; i < to; i++) {
          yield i;
        }
      } finally {
        isDisposed = true;
      }
    },
  });
  await client.connect();
  assert.deepEqual(await client.call('readClient', [300, 1000]), Array.from({ length: 300 }, (_, i) => i));
  isDisposed = false;
  assert.deepEqual(await client.call('readClient', [1_000_000, 3]), [0, 1, 2]);
  await until(() => isDisposed);
});

test('Handler reads a stream among its arguments', async () => {
  const client = createClient(server.url);
  client.handle({
    async total(numbers) {
      let sum = 0;
      for await (const number of numbers) {
        sum += number;
      }

      return sum;
    },
  });
  await client.connect();
  assert.equal(await client.call('sumAtClient', [1000]), 499_500);
  assert.equal(await client.call('sumAtClient', [0]), 0);
});
