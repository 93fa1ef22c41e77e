import { RpcConnectionError, RpcError, RpcErrorCode } from './errors.js';

/** @import { Session } from './session.js' */

/** The session that calls go to, or where they wait for one: in the order in which they came, and no more than so many. */
export class Gate {
  #mostWaiting;
  #waits;
  /** @type {Session | null} */
  #session = null;
  /** @type {Error | null} */
  #refusal = new RpcConnectionError('There is no connection.');
  /** @type {Set<{ go: (session: Session) => void, fail: (reason: unknown) => void }>} */
  #waiting = new Set();

  /** @param {number} mostWaiting @param {boolean} waits Whether calls wait for a connection, rather than fail. */
  constructor(mostWaiting, waits) {
    this.#mostWaiting = mostWaiting;
    this.#waits = waits;
  }

  /** Sends those that wait, one after another. @param {Session} session */
  open(session) {
    this.#session = session;
    this.#refusal = null;
    for (const waiter of this.#waiting) {
      if (!session.canSend) {
        break;
      }

      this.#waiting.delete(waiter);
      waiter.go(session);
    }
  }

  /** Calls wait from now on. */
  shut() {
    this.#session = this.#refusal = null;
  }

  /** Calls fail from now on, and so do those that wait. @param {Error} refusal */
  close(refusal) {
    this.#session = null;
    this.#refusal = refusal;
    this.#waiting.forEach(({ fail }) => fail(refusal));
    this.#waiting.clear();
  }

  /**
   * Sends something, perhaps later. @template T @param {(session: Session) => T} send @param {AbortSignal} signal Gives it up.
   * @param {boolean} waits Whether it waits in any case. @returns {T | Promise<Awaited<T>>}
   */
  enter(send, signal, waits = this.#waits) {
    if (this.#session?.canSend && this.#waiting.size === 0) {
      return send(this.#session);
    }

    if (this.#refusal ?? !waits) {
      throw this.#refusal ?? new RpcConnectionError('There is no connection.');
    }

    if (this.#waiting.size >= this.#mostWaiting) {
      throw new RpcError(RpcErrorCode.unavailable, 'Too many calls wait for a connection.');
    }

    return new Promise((resolve, reject) => {
      const waiter = {
        go: (/** @type {Session} */ session) => resolve(/** @type {any} */ ((async () => send(session))())),
        fail: reject,
      };
      this.#waiting.add(waiter);
      signal.addEventListener('abort', () => {
        this.#waiting.delete(waiter);
        reject(signal.reason);
      });
    });
  }
}
