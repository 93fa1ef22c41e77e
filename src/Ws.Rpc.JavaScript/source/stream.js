import { RpcSessionLostError } from './errors.js';

/** @import { Inbox } from './inbox.js' */

/**
 * Calls for the items behind a position.
 * @typedef {(signal: AbortSignal, after: string | undefined, goesOn: boolean) => Inbox | Promise<Inbox>} CallForItems
 */

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
    const reader = new StreamReader(this.#call, this.#signal, this.#after, (cursor) => (this.cursor = cursor));
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => reader.next(),
      return: async (value) => {
        reader.leave(null);
        return { done: true, value };
      },
    };
  }
}

/** One enumeration, which goes on in the next session where its own is lost and a position was stated. */
class StreamReader {
  #call;
  #signal;
  #after;
  #taken;
  #stop = new AbortController();
  /** @type {Inbox | Promise<Inbox> | null} */
  #inbox = null;
  /** @type {Inbox | null} */
  #source = null;
  #cancel = () => this.leave(this.#signal?.reason);

  /**
   * @param {CallForItems} call @param {AbortSignal | undefined} signal @param {string | undefined} after
   * @param {(cursor: string) => void} taken
   */
  constructor(call, signal, after, taken) {
    this.#call = call;
    this.#signal = signal;
    this.#after = after;
    this.#taken = taken;
  }

  /** @returns {Promise<IteratorResult<any>>} */
  async next(goesOn = false) {
    if (this.#stop.signal.aborted) {
      return { done: true, value: undefined };
    }

    try {
      const inbox = (this.#inbox ??= this.#begin(goesOn));
      this.#source = inbox instanceof Promise ? await inbox : inbox;
      const step = await this.#source.next();
      if (this.#source.cursor !== undefined && this.#source.cursor !== this.#after) {
        this.#taken((this.#after = this.#source.cursor));
      }

      if (step.done) {
        this.leave(null);
      }

      return step;
    } catch (error) {
      if (error instanceof RpcSessionLostError && this.#after !== undefined && !this.#stop.signal.aborted) {
        this.#inbox = this.#source = null;
        return this.next(true);
      }

      this.leave(null);
      throw error;
    }
  }

  /** No more items are wanted. @param {unknown} reason What a consumer sees who waits for one. */
  leave(reason) {
    this.#signal?.removeEventListener('abort', this.#cancel);
    this.#stop.abort(reason);
    this.#source?.cut(reason);
  }

  /** @param {boolean} goesOn */
  #begin(goesOn) {
    this.#signal?.throwIfAborted();
    this.#signal?.addEventListener('abort', this.#cancel);
    return this.#call(this.#stop.signal, this.#after, goesOn);
  }
}
