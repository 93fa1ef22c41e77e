import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSONRPCClient } from 'json-rpc-2.0';
import WebSocket from 'ws';
import { startChat } from '../support/chat.js';
import { until } from '../support/waiting.js';

const chat = await startChat();

async function connect(name) {
  const socket = new WebSocket(chat.address.replace('http', 'ws') + '/chat', { headers: { authorization: `Bearer ${await chat.token(name)}` } });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

test('Frames that are typed by hand are enough', async () => {
  const socket = await connect('raw');
  const frames = [];
  socket.on('message', (data) => frames.push(JSON.parse(data)));
  socket.send('{"jsonrpc":"2.0","id":1,"method":"join","params":["lobby"]}');
  socket.send('{"jsonrpc":"2.0","id":2,"method":"send","params":{"room":"lobby","text":"hello"}}');
  await until(() => frames.length === 2, 'two answers');
  assert.deepEqual(frames[0].result.members, ['raw']);
  assert.equal(typeof frames[1].result, 'number');
  socket.close();
});

test('A client from npm that knows nothing of us calls and is told', async () => {
  const socket = await connect('ann');
  const heard = [];
  const client = new JSONRPCClient((request) => socket.send(JSON.stringify(request)));
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.method === 'left') {
      // Who was here before may still be on his way out.
    } else if ('method' in message) {
      heard.push([message.method, message.params]);
    } else {
      client.receive(message);
    }
  });
  await client.request('join', ['lobby']);
  const other = await connect('bob');
  other.send('{"jsonrpc":"2.0","id":1,"method":"join","params":["lobby"]}');
  other.send('{"jsonrpc":"2.0","id":2,"method":"send","params":["lobby","hi ann"]}');
  await until(() => heard.length === 2, 'the callbacks');
  assert.deepEqual(heard[0], ['joined', ['lobby', 'bob']]);
  assert.equal(heard[1][0], 'message');
  assert.equal(heard[1][1][0].text, 'hi ann');
  await assert.rejects(client.request('send', ['nowhere', 'hi']), { code: 1002 });
  socket.close();
  other.close();
});
