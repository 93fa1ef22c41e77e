import { NotificationType1, ParameterStructures, RequestType, RequestType2, RequestType4 } from 'vscode-jsonrpc';
import { say } from './peer.js';

const nut = { name: 'nut', price: 1.5, colour: null, sizes: [1, 2] };

export async function byPosition(peer) {
  const rpc = peer.listen();
  say(await rpc.sendRequest('subtract', 42, 23));
  say(await rpc.sendRequest('sum', 1, 2, 4));
  say(await rpc.sendRequest('sum'));
  say(await rpc.sendRequest('scale', 1.5, -0.25));
  say(await rpc.sendRequest('echo', 'snow ☃ "quoted" \u0001 𝄞'));
  say(await rpc.sendRequest('echo', null));
  say(await rpc.sendRequest('paint', nut, 'red'));
  say(await rpc.sendRequest('find', 'spring'));
  say(await rpc.sendRequest('label', 'nut', 2, 'red'));
  say(await rpc.sendRequest('store', ParameterStructures.byPosition, nut));
}

export async function byName(peer) {
  const rpc = peer.listen();
  say(await rpc.sendRequest('subtract', ParameterStructures.byName, { subtrahend: 23, minuend: 42 }));
  say(await rpc.sendRequest('subtract', { minuend: 7, unknown: 'x', subtrahend: 2 }));
  say(await rpc.sendRequest('paint', ParameterStructures.byName, { colour: 'red', part: nut }));
  say(await rpc.sendRequest('label', ParameterStructures.byName, { name: 'nut', bold: true, colour: undefined }));
  say(peer.sent.every((message) => !Array.isArray(message.params)));
}

export async function typed(peer) {
  const rpc = peer.listen();
  say(await rpc.sendRequest(new RequestType2('subtract'), 42, 23));
  say(await rpc.sendRequest(new RequestType('subtract', ParameterStructures.byName), { minuend: 5, subtrahend: 3 }));
  say(await rpc.sendRequest(new RequestType4('label'), 'nut', 3, null, true));
}

export async function ids(peer) {
  const rpc = peer.listen();
  say(await Promise.all([rpc.sendRequest('subtract', 3, 2), rpc.sendRequest('echo', 'b'), rpc.sendRequest('echo', 'c')]));
  say(peer.sent.map((message) => message.id));
  say(peer.received.map((message) => message.id).sort());
}

export async function manyAtOnce(peer) {
  const rpc = peer.listen();
  const differences = await Promise.all(Array.from({ length: 500 }, (_, i) => rpc.sendRequest('subtract', 2 * i, i)));
  say(differences.every((difference, i) => difference === i));
}

export async function notifications(peer) {
  const rpc = peer.listen();
  await rpc.sendNotification('note', 'first');
  await rpc.sendNotification('note', ParameterStructures.byName, { text: 'second' });
  await rpc.sendNotification('nobodyKnowsThis', 1);
  await rpc.sendNotification(new NotificationType1('note', ParameterStructures.byPosition), 'third');
  say(await rpc.sendRequest('echo', 'after them'));
  say(peer.received.length);
}
