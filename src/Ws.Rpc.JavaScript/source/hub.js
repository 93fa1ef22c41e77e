/** @import * as Api from '../ws-rpc.js' */

/**
 * Methods as functions. What asks an object for its ways is not answered by a call: it is no promise, and nothing inherited.
 * @param {Api.RpcClient} client @param {string} prefix @param {{ readonly [method: string]: Api.RpcMethodKind }} kinds
 */
export function createHub(client, prefix, kinds) {
  /** @type {Map<string, Function>} */
  const methods = new Map();
  return new Proxy(/** @type {any} */ ({}), {
    get(_, name) {
      if (typeof name === 'symbol' || name === 'then' || name === 'toJSON' || name in Object.prototype) {
        return undefined;
      }

      const method = methods.get(name) ?? methodOf(client, prefix + name, Object.hasOwn(kinds, name) ? kinds[name] : 'call');
      methods.set(name, method);
      return method;
    },
  });
}

/** @param {Api.RpcClient} client @param {string} name @param {Api.RpcMethodKind} kind */
function methodOf(client, name, kind) {
  return (/** @type {unknown[]} */ ...args) => {
    const last = args.at(-1);
    const signal = last instanceof AbortSignal ? last : undefined;
    const sent = signal ? args.slice(0, -1) : args;
    switch (kind) {
      case 'notification':
        return client.notify(name, ...sent);
      case 'stream':
        return client.stream(name, sent, { signal });
      default:
        return client.call(name, sent, { signal, idempotent: kind === 'idempotent' });
    }
  };
}
