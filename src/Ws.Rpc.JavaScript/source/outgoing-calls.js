import { RpcError, RpcErrorCode, RpcProtocolError } from './errors.js';
import { Inbox } from './inbox.js';
import { Outlet } from './outlet.js';
import { errorOf, failureOf, isCount, isName, isStream } from './peer-values.js';

/** @import * as Api from '../ws-rpc.js' */
/** @import { Message } from './peer-values.js' */
/** @import { Session } from './session.js' */

/** @typedef {(error: Error | null, result?: any) => void} Settle Called once: with the answer, or with the session's end. */

const cancelled = () => new RpcError(RpcErrorCode.requestCancelled, 'The call is over.');

/** Our requests, and what travels with them: reports of progress, streams of arguments and of results. */
export class OutgoingCalls {
  #session;
  #lastId = 0;
  #lastToken = 0;
  /** @type {Map<unknown, { settle: Settle, tokens: number[] }>} */
  #pending = new Map();
  /** @type {Map<unknown, (value: unknown) => void>} */
  #reports = new Map();
  /** @type {Map<unknown, Outlet>} */
  #sources = new Map();
  /** @type {Map<unknown, Inbox>} */
  #results = new Map();

  /** @param {Session} session */
  constructor(session) {
    this.#session = session;
  }

  get isIdle() {
    return this.#pending.size + this.#sources.size + this.#results.size === 0;
  }

  newId() {
    return ++this.#lastId;
  }

  /** @param {Error} error */
  end(error) {
    const [calls, inboxes] = [[...this.#pending.values()], [...this.#results.values()]];
    this.#sources.forEach((outlet) => outlet.stop(error));
    [this.#pending, this.#reports, this.#sources, this.#results].forEach((map) => map.clear());
    inboxes.forEach((inbox) => inbox.end(error));
    calls.forEach(({ settle }) => settle(error));
  }

  /** Sends a request. @param {string} method @param {Api.RpcArguments} args @param {Settle} settle @param {object} [more] */
  begin(method, args, settle, more) {
    const id = this.newId();
    /** @type {number[]} */
    const tokens = [];
    this.#pending.set(id, { settle, tokens });
    try {
      this.#session.send({ jsonrpc: '2.0', id, method, params: this.#encode(args, tokens), ...more });
    } catch (error) {
      this.#forget(id);
      throw error;
    }

    return id;
  }

  /** @param {string} method @param {Api.RpcArguments} args @param {AbortSignal} signal @returns {Promise<any>} */
  call(method, args, signal) {
    return new Promise((resolve, reject) => {
      const id = this.begin(method, args, (error, result) => (error ? reject(error) : resolve(result)));
      signal.addEventListener('abort', () => {
        if (this.#forget(id)) {
          this.#session.tell('$/cancelRequest', { id });
        }

        reject(signal.reason);
      });
    });
  }

  /**
   * Calls for a stream, which the peer pushes as far as the credit goes.
   * @param {string} method @param {Api.RpcArguments} args @param {{ credit: number, after?: string }} more
   */
  stream(method, args, more) {
    const inbox = new Inbox({
      refill: (n) => this.#session.tell('$/credit', { id, n }),
      close: () => this.#leave(id),
      hold: (size) => this.#session.hold(size),
    }, more.credit, more.credit);
    const id = this.begin(method, args, (error, result) => {
      this.#results.delete(id);
      this.#refuse(result);
      inbox.end(error ?? (result === null ? null : new RpcProtocolError(`'${method}' is no stream that is pushed.`)));
    }, more);
    this.#results.set(id, inbox);
    return inbox;
  }

  // What the peer says

  /** @param {unknown} id @param {unknown} error @param {unknown} result */
  settle(id, error, result) {
    const call = this.#pending.get(id);
    if (call) {
      this.#forget(id);
      error == null ? call.settle(null, result ?? null) : call.settle(errorOf(error));
    }
  }

  /** @param {unknown} [token] @param {unknown} [value] */
  progress(token, value) {
    try {
      this.#reports.get(token)?.(value);
    } catch (error) {
      this.#session.report(error, '$/progress');
    }
  }

  /** Items of a result; whether there was credit for them. @param {Message} params @param {number} size */
  deliver({ id, items, cursor }, size) {
    const inbox = this.#results.get(id);
    return !inbox || (Array.isArray(items) && inbox.push(items, size, cursor));
  }

  /** Credit for a stream among our arguments. @param {Message} params */
  grant({ token, n }) {
    const outlet = this.#sources.get(token);
    if (outlet && isCount(n) && n > 0) {
      outlet.grant(n);
      if (!outlet.isBegun) {
        this.#push(outlet, token);
      }
    }
  }

  /** @param {unknown} token */
  abort(token) {
    this.#sources.get(token)?.stop(cancelled());
    this.#sources.delete(token);
  }

  /** @param {Outlet} outlet @param {unknown} token */
  async #push(outlet, token) {
    try {
      await outlet.push();
    } catch (thrown) {
      if (this.#sources.get(token) === outlet) {
        const { error } = failureOf(null, thrown, this.#session, '$/stream');
        this.#session.tell('$/stream', { token, error });
      }
    }

    this.#sources.delete(token);
  }

  // The answer is still to come, and may name a stream that nobody will pull.
  /** @param {number} id */
  #leave(id) {
    this.#results.delete(id);
    if (this.#forget(id)) {
      this.#pending.set(id, { settle: (_, result) => this.#refuse(result), tokens: [] });
      this.#session.tell('$/cancelRequest', { id });
    }
  }

  /** @param {any} result */
  #refuse(result) {
    if (isName(result?.token)) {
      this.#session.tell('$/enumerator/abort', { token: result.token });
    }
  }

  // Arguments

  // Functions are told progress, async iterables are streams that the peer may ask for.
  /** @param {Api.RpcArguments} args @param {number[]} tokens */
  #encode(args, tokens) {
    const encode = (/** @type {unknown} */ value) => {
      if (typeof value === 'function') {
        tokens.push(++this.#lastToken);
        this.#reports.set(this.#lastToken, /** @type {(value: unknown) => void} */ (value));
        return this.#lastToken;
      }

      if (isStream(value)) {
        const token = ++this.#lastToken;
        tokens.push(token);
        this.#sources.set(token, new Outlet(this.#session, { token }, value));
        return { token, push: true };
      }

      return value;
    };
    return Array.isArray(args)
      ? args.slice(0, args.findLastIndex((value) => value !== undefined) + 1).map(encode)
      : Object.fromEntries(Object.entries(args).map(([name, value]) => [name, encode(value)]));
  }

  // The end of a call releases all that travelled with it.
  /** @param {unknown} id */
  #forget(id) {
    for (const token of this.#pending.get(id)?.tokens ?? []) {
      this.#reports.delete(token);
      this.abort(token);
    }

    return this.#pending.delete(id);
  }
}
