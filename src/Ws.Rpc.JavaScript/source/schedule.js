import { time } from './peer-values.js';

/** @import { Advice } from './advice.js' */
/** @import { Policy } from './settings.js' */
/** @import * as Api from '../ws-rpc.js' */

/** When the next attempt is, and whether there is one: counts attempts over all connections that did not last. */
export class Schedule {
  attempts = 0;
  /** @type {boolean | undefined} */
  isExhausted;
  #policy;
  #hasToken;
  /** @type {boolean | undefined} */
  #refreshed;
  #lostAt = Date.now();

  /** @param {Policy} policy @param {boolean} hasToken */
  constructor(policy, hasToken) {
    this.#policy = policy;
    this.#hasToken = hasToken;
  }

  /** @param {number} lived How long the connection has lasted. */
  lost(lived) {
    this.#lostAt = Date.now();
    if (lived >= this.#policy.stableAfter) {
      this.attempts = 0;
      this.#refreshed = false;
    }
  }

  /** @param {Advice} advice @param {Api.RpcDisconnect} disconnect @returns {{ delay: number, least: number } | null} */
  next({ step, within, atLeast = 0, needsToken }, disconnect) {
    const refreshes = step === 'refresh';
    if (step === 'never' || (refreshes && (this.#refreshed || (needsToken && !this.#hasToken)))) {
      return null;
    }

    this.isExhausted = this.attempts >= this.#policy.maxAttempts;
    if (this.isExhausted) {
      return null;
    }

    this.attempts++;
    if (refreshes) {
      this.#refreshed = true;
      return { delay: 0, least: 0 };
    }

    // A server that says goodbye to each connection as soon as it is made is not come back to faster than one that drops it.
    const delay = this.attempts > 1 || within === undefined ? this.#own(disconnect) : 0;
    this.isExhausted = delay === null;
    const least = atLeast + Math.random() * (within ?? atLeast);
    return delay === null ? null : { delay: Math.max(least, time(delay, 0, 86_400_000)), least };
  }

  /** @param {Api.RpcDisconnect} disconnect */
  #own(disconnect) {
    const { baseDelay, factor, maxDelay, delay } = this.#policy;
    return delay
      ? delay({ attempt: this.attempts, elapsed: Date.now() - this.#lostAt, disconnect })
      : Math.random() * Math.min(maxDelay, baseDelay * factor ** (this.attempts - 1));
  }
}
