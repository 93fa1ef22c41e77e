import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { request } from 'node:https';
import { join } from 'node:path';
import { after, test } from 'node:test';
import WebSocket from 'ws';
import { until } from '../support/waiting.js';

const [, , chatFolder] = process.argv;
const local = { rejectUnauthorized: false };
const minutes = 60_000;

/** The script of the sample, from which all that it started is gone behind the tests. */
async function startScript() {
  const script = spawn('bash', [join(chatFolder, '..', 'nginx', 'run.sh')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  script.stdout.on('data', (data) => (said += data));
  script.stderr.on('data', (data) => (said += data));
  const gone = new Promise((resolve) => script.once('exit', resolve));
  after(async () => {
    script.kill('SIGTERM');
    await gone;
  });
  const ready = new Promise((resolve) => script.stdout.on('data', () => said.includes('The chat is at') && resolve(true)));
  assert.ok(await Promise.race([ready, gone.then(() => false)]), said);
}

function post(path, body) {
  return new Promise((resolve, reject) => {
    const call = request(`https://localhost:8443${path}`, { ...local, method: 'POST', headers: { 'content-type': 'application/json' } }, (answer) => {
      let text = '';
      answer.on('data', (data) => (text += data)).on('end', () => resolve(JSON.parse(text)));
    });
    call.on('error', reject).end(JSON.stringify(body));
  });
}

async function join8443(name) {
  const { token } = await post('/token', { name });
  const socket = new WebSocket('wss://localhost:8443/chat', { ...local, headers: { authorization: `Bearer ${token}` } });
  const heard = [];
  socket.on('message', (data) => heard.push(JSON.parse(data)));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send('{"jsonrpc":"2.0","id":1,"method":"join","params":["lobby"]}');
  await until(() => heard.some(({ id }) => id === 1), `${name} is in the room`);
  return { socket, heard, members: () => heard.find(({ id }) => id === 1).result.members };
}

test('Two servers behind nginx are one chat', { timeout: 2 * minutes }, async () => {
  await startScript();
  const people = [];
  for (let i = 0; i < 12; i++) {
    people.push(await join8443(`person ${i}`));
  }

  // Who is there each server knows for itself, so that the last who came sees on his how many are on the other.
  assert.ok(people.at(-1).members().length < people.length, 'all are on one server');
  people[0].socket.send('{"jsonrpc":"2.0","id":2,"method":"send","params":["lobby","hello, both of you"]}');
  for (const { heard } of people.slice(1)) {
    await until(() => heard.some(({ method, params }) => method === 'message' && params[0].text === 'hello, both of you'), 'all hear it');
  }

  people.forEach(({ socket }) => socket.close());
});
