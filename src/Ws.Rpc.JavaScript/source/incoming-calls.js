import { RpcError, RpcErrorCode } from './errors.js';
import { Inbox } from './inbox.js';
import { Outlet } from './outlet.js';
import { errorOf, failure, failureOf, isCount, isName, isObject, isStream } from './peer-values.js';

/** @import { Message } from './peer-values.js' */
/** @import { Session } from './session.js' */

const MOST_REQUEST_CREDIT = 65_535;

const invalid = () => new RpcError(RpcErrorCode.invalidRequest, 'The call is invalid.');
const ended = () => new RpcError(RpcErrorCode.requestCancelled, 'The call is over.');

/** The peer's calls: from a message to a handler, and what travels with them. */
export class IncomingCalls {
  #session;
  #handlers;
  /** @type {Map<unknown, AbortController>} */
  #running = new Map();
  /** @type {Map<unknown, Outlet>} */
  #results = new Map();
  /** @type {Map<unknown, Inbox>} */
  #arguments = new Map();

  /** @param {Session} session @param {Map<string, Function>} handlers */
  constructor(session, handlers) {
    this.#session = session;
    this.#handlers = handlers;
  }

  get isIdle() {
    return this.#running.size === 0;
  }

  /** @param {Error} error */
  end(error) {
    this.#running.forEach((controller) => controller.abort(error));
    this.#arguments.forEach((inbox) => inbox.end(error));
    this.#arguments.clear();
  }

  /** @param {unknown} id */
  cancel(id) {
    this.#running.get(id)?.abort(new RpcError(RpcErrorCode.requestCancelled, 'The call is cancelled.'));
  }

  /** Credit for a result. @param {Message} params */
  grant({ id, n }) {
    if (isCount(n) && n > 0) {
      this.#results.get(id)?.grant(n);
    }
  }

  /** Items of a stream among the peer's arguments; whether there was credit for them. @param {Message} params @param {number} size */
  deliver({ token, items = [], done, error }, size) {
    const inbox = this.#arguments.get(token);
    if (inbox && (!Array.isArray(items) || !inbox.push(items, size))) {
      return false;
    }

    if (inbox && (done === true || error != null)) {
      this.#arguments.delete(token);
      inbox.end(error == null ? null : errorOf(error));
    }

    return true;
  }

  /** @param {Message} message */
  serve(message) {
    const { id, method } = message;
    const handler = this.#handlers.get(method);
    const isFull = this.#running.size >= this.#session.settings.maxPendingCalls;
    const refusal = !handler ? RpcErrorCode.methodNotFound
      : isFull ? RpcErrorCode.unavailable
        : this.#running.has(id) ? RpcErrorCode.invalidRequest : 0;
    if (handler && refusal === 0) {
      this.#run(handler, message);
    } else if (id !== undefined) {
      this.#session.answer(failure(id, refusal));
    }
  }

  /** @param {Function} handler @param {Message} message */
  async #run(handler, { id, method, params, credit }) {
    const key = id ?? Symbol();
    const controller = new AbortController();
    const { signal } = controller;
    /** @type {unknown[]} */
    const tokens = [];
    this.#running.set(key, controller);
    /** @type {Message} */
    let reply;
    try {
      const args = this.#decode(id, params, tokens);
      const report = (/** @type {unknown} */ token, /** @type {unknown} */ value) => {
        if (isName(token) && this.#running.get(key) === controller) {
          this.#session.tell('$/progress', { token, value: value ?? null });
        }
      };
      const result = await handler(...args, { signal, report });
      reply = { jsonrpc: '2.0', id, result: isStream(result) ? await this.#produce(id, result, credit, signal) : result ?? null };
    } catch (error) {
      const isCancelled = signal.aborted && (error === signal.reason || /** @type {any} */ (error)?.name === 'AbortError');
      reply = isCancelled ? failure(id, RpcErrorCode.requestCancelled) : failureOf(id, error, this.#session, method);
    }

    this.#running.delete(key);
    for (const token of tokens) {
      this.#arguments.get(token)?.end(ended());
      this.#arguments.delete(token);
    }

    if (id !== undefined) {
      this.#session.answer(reply);
    }
  }

  /** @param {unknown} id @param {unknown} params @param {unknown[]} tokens */
  #decode(id, params, tokens) {
    const args = Array.isArray(params) ? params : params == null ? [] : [params];
    return id === undefined ? args : args.map((value) => (isPlaceholder(value) ? this.#receive(value, tokens) : value));
  }

  #checkStreams() {
    if (this.#arguments.size + this.#results.size >= this.#session.settings.maxStreams) {
      throw new RpcError(RpcErrorCode.unavailable, 'Too many streams.');
    }
  }

  /** @param {Message} placeholder @param {unknown[]} tokens @returns {AsyncIterableIterator<any>} */
  #receive({ token, values = [] }, tokens) {
    if (this.#arguments.has(token) || !Array.isArray(values)) {
      throw invalid();
    }

    this.#checkStreams();
    const { streamCredit } = this.#session.settings;
    const refill = (/** @type {number} */ n) => this.#session.tell('$/credit', { token, n });
    const inbox = new Inbox({
      open: () => {
        if (streamCredit > 0 && this.#arguments.has(token)) {
          inbox.allow(streamCredit);
          refill(streamCredit);
        }
      },
      refill,
      close: () => {
        if (this.#arguments.delete(token)) {
          this.#session.tell('$/enumerator/abort', { token });
        }
      },
      hold: (size) => this.#session.hold(size),
    }, streamCredit, values.length);
    inbox.push(values, 0);
    tokens.push(token);
    this.#arguments.set(token, inbox);
    return inbox.iterate();
  }

  /** @param {string | number} id @param {AsyncIterable<unknown>} source @param {unknown} credit @param {AbortSignal} signal */
  async #produce(id, source, credit, signal) {
    this.#checkStreams();
    if (!isCount(credit) || credit > MOST_REQUEST_CREDIT) {
      throw invalid();
    }

    const outlet = new Outlet(this.#session, { id }, source);
    this.#results.set(id, outlet);
    signal.addEventListener('abort', () => outlet.stop(signal.reason));
    try {
      signal.throwIfAborted();
      outlet.grant(credit);
      await outlet.push();
    } finally {
      this.#results.delete(id);
    }

    return null;
  }
}

/** Whether an argument stands for a stream that the peer pushes. @param {unknown} value @returns {value is Message} */
function isPlaceholder(value) {
  return isObject(value) && value.push === true && isName(value.token)
    && Object.keys(value).every((key) => key === 'token' || key === 'push' || key === 'values');
}
