import { RpcSessionLostError } from './errors.js';

/** @import { Inbox } from './inbox.js' */

/**
 * Calls for the items behind a position.
 * @typedef {(signal: AbortSignal, after: string | undefined, goesOn: boolean) => Inbox | Promise<Inbox>} CallForItems
 */

const LEFT = 'The stream is left.';

/** A stream as its consumer sees it: one call for each enumeration. @template T */
export class RpcStream {
  /** @type {string | undefined} */
  cursor;
  #call;
  #signal;
  #after;

  /** @param {CallForItems} call @param {AbortSignal | undefined} signal @param {string | undefined} after */
  constructor(call, signal, after) {
    this.#call = call;
    this.#signal = signal;
    this.#after = after;
  }

  /** @returns {AsyncIterableIterator<T>} */
  [Symbol.asyncIterator]() {
    const stop = new AbortController();
    const steps = this.#enumerate(stop);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => steps.next(),
      return(value) {
        // At once: the generator alone would wait for the item that is asked for.
        stop.abort(LEFT);
        return steps.return(value);
      },
    };
  }

  /** Goes on in the next session where its own is lost and a position was stated. @param {AbortController} stop */
  async *#enumerate(stop) {
    const { signal } = stop;
    /** @type {Inbox | undefined} */
    let inbox;
    let after = this.#after;
    const cancel = () => stop.abort(this.#signal?.reason);
    const cut = () => signal.aborted && inbox?.cut(signal.reason);
    this.#signal?.throwIfAborted();
    this.#signal?.addEventListener('abort', cancel);
    signal.addEventListener('abort', cut);
    try {
      for (let goesOn = false; ; goesOn = true) {
        try {
          inbox = await this.#call(signal, after, goesOn);
          cut();
          for (;;) {
            const { done, value } = await inbox.next();
            this.cursor = after = inbox.cursor ?? after;
            if (done) {
              return;
            }

            yield value;
          }
        } catch (error) {
          if (signal.reason === LEFT) {
            return;
          }

          if (signal.aborted || after === undefined || !(error instanceof RpcSessionLostError)) {
            throw error;
          }
        }
      }
    } finally {
      this.#signal?.removeEventListener('abort', cancel);
      stop.abort(LEFT);
    }
  }
}
