import { limit } from './deadline.js';
import { RpcConnectionError, RpcSessionLostError } from './errors.js';
import { Gate } from './gate.js';
import { createHub } from './hub.js';
import { Life } from './life.js';
import { isStream } from './peer-values.js';
import { settingsOf } from './settings.js';
import { RpcStream } from './stream.js';

/** @import * as Api from '../ws-rpc.js' */

/** What users write: the rest of this folder is how it is done. */
export class RpcClient extends EventTarget {
  #address;
  #settings;
  #gate;
  /** @type {Map<string, Function>} */
  #handlers = new Map();
  /** @type {Life | null} */
  #life = null;
  /** @type {Promise<void> | null} */
  #connecting = null;
  /** @type {Promise<void>} */
  #over = Promise.resolve();
  /** @type {Api.RpcClientState} */
  #state = 'disconnected';

  /** @param {string | URL} url @param {Api.RpcClientOptions} [options] */
  constructor(url, options = {}) {
    super();
    this.#settings = settingsOf(options);
    this.#gate = new Gate(this.#settings.maxWaitingCalls, this.#settings.whileDisconnected === 'wait');
    this.#address = new URL(url, globalThis.location?.href).href.replace(/^http/, 'ws');
    if (typeof this.#settings.WebSocket !== 'function') {
      throw new TypeError('There is no WebSocket here: pass one as an option.');
    }
  }

  get state() {
    return this.#state;
  }

  get connectionId() {
    return this.#life?.link?.session.connectionId ?? null;
  }

  get latency() {
    return this.#life?.link?.latency ?? null;
  }

  /** @param {{ signal?: AbortSignal }} [options] @returns {Promise<void>} */
  connect({ signal } = {}) {
    if (!this.#life) {
      return (this.#connecting = this.#connect(signal));
    }

    // Behind the end of what was closed, and then with whoever has asked last.
    /** @type {Promise<void>} */
    const connecting = (this.#connecting ??= this.#over.then(() => {
      if (this.#connecting === connecting) {
        return this.#connect(signal);
      }

      return this.#connecting ?? Promise.reject(new RpcConnectionError('There is no connection.'));
    }));
    return connecting;
  }

  async close() {
    this.#connecting = null;
    await this.#life?.close();
    await this.#over;
  }

  /** @template [T=any] @param {string} method @param {Api.RpcArguments} [args] @param {Api.RpcCallOptions} [options] @returns {Promise<T>} */
  async call(method, args = [], { signal, timeout = this.#settings.callTimeout, onProgress, idempotent = false } = {}) {
    const sent = onProgress ? [.../** @type {unknown[]} */ (args), onProgress] : args;
    const sendsStreams = Object.values(sent).some(isStream);
    const budget = limit(signal, timeout, method);
    /** @type {unknown} */
    let lost;
    try {
      for (;;) {
        try {
          return await this.#gate.enter((session) => {
            if (sendsStreams) {
              budget.stopClock();
            }

            return session.outgoing.call(method, sent, budget.signal);
          }, budget.signal, lost ? true : undefined);
        } catch (error) {
          // Where nothing comes after a session that was lost, what happened to the call remains unknown.
          if (!(error instanceof RpcSessionLostError) || !idempotent || sendsStreams) {
            throw lost && !budget.signal.aborted ? lost : error;
          }

          lost = error;
        }
      }
    } finally {
      budget.end();
    }
  }

  /** @param {string} method @param {unknown[]} args */
  async notify(method, ...args) {
    const budget = limit(undefined, this.#settings.callTimeout, method);
    try {
      await this.#gate.enter((session) => session.notify(method, args), budget.signal);
    } finally {
      budget.end();
    }
  }

  /** @template [T=any] @param {string} method @param {Api.RpcArguments} [args] @param {Api.RpcStreamOptions} [options] @returns {RpcStream<T>} */
  stream(method, args = [], { signal, credit = this.#settings.streamCredit, after } = {}) {
    return new RpcStream(async (stop, position, goesOn) => {
      const budget = limit(stop, goesOn ? Infinity : this.#settings.callTimeout, method);
      try {
        return await this.#gate.enter(
          (session) => session.outgoing.stream(method, args, { credit, after: position }), budget.signal, goesOn || undefined);
      } finally {
        budget.end();
      }
    }, signal, after);
  }

  /** @template {object} [T=Api.RpcAnyHub] @param {string} [prefix] @param {{ readonly [method: string]: Api.RpcMethodKind }} [kinds] @returns {T} */
  hub(prefix = '', kinds = {}) {
    return createHub(this, prefix, kinds);
  }

  /** @param {object} handlers @param {string} [prefix] @returns {() => void} */
  handle(handlers, prefix = '') {
    const entries = Object.entries(handlers).filter(([, handler]) => typeof handler === 'function');
    const names = entries.map(([name]) => prefix + name);
    const wrong = names.find((name) => this.#handlers.has(name) || name.startsWith('$/') || name.startsWith('rpc.'));
    if (wrong !== undefined || names.length === 0) {
      throw new TypeError(wrong === undefined ? 'There are no functions.' : `'${wrong}' is taken or reserved.`);
    }

    entries.forEach(([name, handler]) => this.#handlers.set(prefix + name, handler.bind(handlers)));
    return () => names.forEach((name) => this.#handlers.delete(name));
  }

  /** @param {AbortSignal | undefined} signal */
  async #connect(signal) {
    const life = (this.#life = new Life({
      address: this.#address,
      settings: this.#settings,
      handlers: this.#handlers,
      gate: this.#gate,
      moveTo: (state) => this.#moveTo(state),
      raise: (type, detail) => this.#raise(type, detail),
    }));
    this.#gate.shut();
    this.#moveTo('connecting');
    const connected = life.connect(signal);
    this.#over = connected.then(() => life.run(), () => {});
    return connected;
  }

  /** @param {Api.RpcClientState} state */
  #moveTo(state) {
    if (state === 'disconnected') {
      // Before anybody is told, who may connect again at once.
      this.#life = null;
    }

    if (this.#state !== state) {
      this.#state = state;
      this.#raise('statechange', { state });
    }
  }

  /** @param {string} type @param {object} detail */
  #raise(type, detail) {
    this.dispatchEvent(Object.assign(new Event(type), detail));
  }
}
