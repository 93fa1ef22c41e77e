import { ParameterStructures } from 'vscode-jsonrpc';
import { failure, say } from './peer.js';

export async function ofTheHub(peer) {
  const rpc = peer.listen();
  say(await failure(rpc.sendRequest('reject', 4711, 'too "many"', { field: 'copies', limit: 9 })));
  say(await failure(rpc.sendRequest('reject', -5, 'no')));
  say(await failure(rpc.sendRequest('rejectWithText', -6, 'never', 'because')));
  say(await rpc.sendRequest('subtract', 3, 2));
}

export async function ofTheRuntime(peer) {
  const rpc = peer.listen();
  say(await failure(rpc.sendRequest('break', 'password=1234')));
  say((await failure(rpc.sendRequest('foo.get', 1))).code);
  say((await failure(rpc.sendRequest('$/foo', 1))).code);
  say((await failure(rpc.sendRequest('tie'))).code);
  say(await rpc.sendRequest('subtract', 3, 2));
}

export async function ofArguments(peer) {
  const rpc = peer.listen();
  const tries = [
    rpc.sendRequest('subtract', 1),
    rpc.sendRequest('subtract', 1, 2, 3),
    rpc.sendRequest('subtract', 'one', 2),
    rpc.sendRequest('subtract', ParameterStructures.byName, { subtrahend: 1 }),
    // One object alone goes by name unless the caller says otherwise.
    rpc.sendRequest('store', { name: 'nut', price: 1, colour: null, sizes: [] }),
  ];
  for (const call of tries) {
    const { code, data } = await failure(call);
    say(`${code} ${data.message}`);
  }
}
