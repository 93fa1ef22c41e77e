import { CancellationTokenSource, ErrorCodes, ParameterStructures } from 'vscode-jsonrpc';
import { failure, heard, say } from './peer.js';

export async function byPosition(peer) {
  await cancel(peer, (rpc, token) => rpc.sendRequest('hold', 'a', token));
}

export async function byName(peer) {
  await cancel(peer, (rpc, token) => rpc.sendRequest('hold', ParameterStructures.byName, { name: 'a' }, token));
}

export async function oneOfTwo(peer) {
  const rpc = peer.listen();
  const [first, second] = [new CancellationTokenSource(), new CancellationTokenSource()];
  const a = rpc.sendRequest('hold', 'a', first.token);
  await heard();
  const b = rpc.sendRequest('hold', 'b', second.token);
  await heard();
  second.cancel();
  say((await failure(b)).code);
  say(await rpc.sendRequest('subtract', 3, 2));
  say(peer.received.map((message) => message.id));
  first.cancel();
  say((await failure(a)).code);
}

export async function afterTheAnswer(peer) {
  const rpc = peer.listen();
  const source = new CancellationTokenSource();
  say(await rpc.sendRequest('subtract', 3, 2, source.token));
  await rpc.sendNotification('$/cancelRequest', { id: 0 });
  say(await rpc.sendRequest('subtract', 5, 2));
}

export async function lost(peer) {
  const rpc = peer.listen();
  const call = rpc.sendRequest('hold', 'a');
  await heard();
  peer.socket.terminate();
  say((await failure(call)).code === ErrorCodes.PendingResponseRejected);
}

async function cancel(peer, hold) {
  const rpc = peer.listen();
  const source = new CancellationTokenSource();
  const call = hold(rpc, source.token);
  await heard();
  source.cancel();
  say((await failure(call)).code);
  say(peer.sent[1]);
  say(await rpc.sendRequest('subtract', 3, 2));
}
