import { ResponseError } from 'vscode-jsonrpc';
import { Peer, say } from './peer.js';

export async function announcements(peer, address) {
  const second = await Peer.connect(address);
  const complete = [peer, second].map((each, i) => new Promise((resolve) => {
    const heard = [];
    each.rpc.onNotification('announced', (text, part) => {
      heard.push(`${text} ${part?.name ?? '-'}`);
      if (heard.length === 2) {
        resolve([i, ...heard]);
      }
    });
    each.listen();
  }));

  // A connection is one of all as soon as it has been answered.
  await second.rpc.sendRequest('subtract', 2, 1);
  await peer.rpc.sendRequest('announce', 'hello', { name: 'nut', price: 1, colour: null, sizes: [] });
  await peer.rpc.sendRequest('announce', 'bye', null);
  for (const heard of complete) {
    say(await heard);
  }

  await second.close();
}

export async function questions(peer) {
  peer.rpc.onRequest('confirm', (question) => {
    switch (question) {
      case 'refuse':
        return new ResponseError(4711, 'not today', { field: 'day', limit: 7 });
      case 'break':
        throw new Error('broken');
      case 'later':
        return new Promise((resolve) => setImmediate(() => resolve(true)));
      default:
        return question.length % 2 === 0;
    }
  });
  const rpc = peer.listen();
  for (const question of ['odd', 'even', 'later', 'refuse', 'break']) {
    say(await rpc.sendRequest('ask', question));
  }

  say(peer.received.filter((message) => message.method === 'confirm').map((message) => message.id));
}

export async function unserved(peer) {
  const rpc = peer.listen();
  say(await rpc.sendRequest('ask', 'anything'));
}

export async function unasked(peer) {
  peer.rpc.onRequest('confirm', () => true);
  await unserved(peer);
  say(peer.received.length);
}

export async function recursion(peer) {
  peer.rpc.onRequest('climb', async (depth) => (depth === 0 ? 0 : 1 + (await peer.rpc.sendRequest('descend', depth - 1))));
  const rpc = peer.listen();
  say(await rpc.sendRequest('descend', 6));
}

export async function cancelled(peer) {
  peer.rpc.onRequest('confirm', (question, token) => {
    say(`asked ${question}`);
    return new Promise((resolve) => token.onCancellationRequested(() => {
      say('question cancelled');
      resolve(new ResponseError(-32800, 'cancelled'));
    }));
  });
  const rpc = peer.listen();
  say(await rpc.sendRequest('ask', 'dawdle'));
  say(await rpc.sendRequest('subtract', 3, 2));
}
