import { RpcError, RpcErrorCode } from './errors.js';

/**
 * @typedef {object} Origin Where the items of an inbox come from.
 * @property {() => void} [open] The first item is asked for.
 * @property {(count: number) => void} refill Gives credit.
 * @property {() => void} close No more items are wanted.
 * @property {(size: number) => boolean} hold Whether so much more may wait; negative when it has been taken.
 */

/** @typedef {{ resolve: (step: IteratorResult<any>) => void, reject: (error: unknown) => void }} Taker */

/** The receiving end of a stream: items come as far as the consumer's credit goes. */
export class Inbox {
  /** The position behind the item that was taken last. @type {string | undefined} */
  cursor;
  #origin;
  /** What came and is not taken yet. @type {{ items: unknown[], size: number, cursor: unknown }[]} */
  #batches = [];
  /** How much of the first is taken. */
  #taken = 0;
  /** @type {Taker[]} */
  #takers = [];
  #isOpen = false;
  #isOver = false;
  /** @type {unknown} */
  #failure = null;
  #window;
  #allowed;
  #used = 0;

  /** @param {Origin} origin @param {number} credit @param {number} allowed How much of it has been given. */
  constructor(origin, credit, allowed) {
    this.#origin = origin;
    this.#window = credit;
    this.#allowed = allowed;
  }

  /** @param {unknown[]} items @param {number} size @param {unknown} [cursor] @returns {boolean} Whether there was credit for them. */
  push(items, size, cursor) {
    if (this.#isOver) {
      return true;
    }

    if (items.length > this.#allowed) {
      return false;
    }

    this.#allowed -= items.length;
    if (items.length === 0) {
      return true;
    }

    if (!this.#origin.hold(size)) {
      this.end(new RpcError(RpcErrorCode.unavailable, 'Too many items of streams wait.'));
      this.#origin.close();
      return true;
    }

    this.#batches.push({ items, size, cursor });
    this.#hand();
    return true;
  }

  /** Nothing more comes. @param {unknown} [failure] */
  end(failure = null) {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#failure = failure;
      this.#hand();
    }
  }

  /** Nothing more is wanted. @param {unknown} [failure] What the consumer sees, if it asks nonetheless. */
  cut(failure = null) {
    this.#batches.splice(0).forEach(({ size }) => this.#origin.hold(-size));
    const wasOver = this.#isOver;
    this.end(failure);
    if (!wasOver) {
      this.#origin.close();
    }
  }

  /** @returns {Promise<IteratorResult<any>>} */
  next() {
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#origin.open?.();
    } else if (!this.#isOver && ++this.#used >= Math.max(1, this.#window >> 1)) {
      // The item taken last is dealt with: this is the consumer's next step.
      this.#refill(this.#used);
    }

    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject });
      this.#hand();
      if (this.#takers.length > 0 && this.#allowed === 0) {
        // A credit of nothing: one item for each time that one is asked for.
        this.#refill(1);
      }
    });
  }

  /** The consumer's view, of which there is one. @returns {AsyncIterableIterator<any>} */
  iterate() {
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => this.next(),
      return: async (value) => {
        this.cut();
        return { done: true, value };
      },
    };
  }

  /** More credit than the usual. @param {number} count */
  allow(count) {
    this.#allowed += count;
  }

  #hand() {
    while (this.#takers.length > 0 && (this.#batches.length > 0 || this.#isOver)) {
      const { resolve, reject } = /** @type {Taker} */ (this.#takers.shift());
      if (this.#batches.length > 0) {
        resolve({ done: false, value: this.#take(this.#batches[0]) });
      } else if (this.#failure !== null) {
        reject(this.#failure);
        this.#failure = null;
      } else {
        resolve({ done: true, value: undefined });
      }
    }
  }

  /** @param {{ items: unknown[], size: number, cursor: unknown }} batch */
  #take({ items, size, cursor }) {
    const value = items[this.#taken++];
    if (this.#taken === items.length) {
      this.#taken = 0;
      this.#batches.shift();
      this.#origin.hold(-size);
      this.cursor = typeof cursor === 'string' ? cursor : this.cursor;
    }

    return value;
  }

  /** @param {number} count */
  #refill(count) {
    this.#used = 0;
    this.#allowed += count;
    this.#origin.refill(count);
  }
}
