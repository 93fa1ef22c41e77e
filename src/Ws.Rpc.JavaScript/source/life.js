import { adviceOfClose, adviceOfFailure, advise } from './advice.js';
import { limit } from './deadline.js';
import { RpcConnectionError, RpcProtocolError, RpcTimeoutError } from './errors.js';
import { Link } from './link.js';
import { pause } from './pause.js';
import { refusalOf } from './refusal.js';
import { Schedule } from './schedule.js';
import { Session } from './session.js';

/** @import * as Api from '../ws-rpc.js' */
/** @import { Advice } from './advice.js' */
/** @import { Gate } from './gate.js' */
/** @import { Settings } from './settings.js' */

/**
 * @typedef {object} Surroundings
 * @property {string} address
 * @property {Settings} settings
 * @property {Map<string, Function>} handlers
 * @property {Gate} gate
 * @property {(state: Api.RpcClientState) => void} moveTo
 * @property {(type: string, detail: object) => void} raise
 */

/** @type {Api.RpcDisconnect} */
const CLOSED = { reason: 'closedLocally', code: 1000, text: 'The client is closed.' };
/** @type {Api.RpcDisconnect} */
const REPLACED = { reason: 'serverGoingAway', code: 1000, text: 'The connection is over.' };
const LOOK_AGAIN = 50;

/** @param {Api.RpcDisconnect} end */
const ended = (end) => new RpcConnectionError(`The connection is over: ${end.text}`, end);

/** A client from `connect()` to the end that nothing follows: serves a connection, and replaces it when it is lost or about to be. */
export class Life {
  /** The newest connection. @type {Link | null} */
  link = null;
  #around;
  #schedule;
  #stopping = new AbortController();
  /** Those that are left when nothing is under way on them. @type {Set<Link>} */
  #leaving = new Set();

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#schedule = new Schedule(around.settings.policy, !!around.settings.accessToken);
  }

  /** Makes the first connection. @param {AbortSignal | undefined} signal */
  async connect(signal) {
    const { settings, gate, moveTo } = this.#around;
    const give = () => this.#stopping.abort(signal?.reason);
    signal?.addEventListener('abort', give);
    try {
      signal?.throwIfAborted();
      for (;;) {
        try {
          this.#adopt(await this.#dial(null));
          return;
        } catch (error) {
          const advice = adviceOfFailure(error);
          const isOver = this.#stopping.signal.aborted || !(advice.step === 'refresh' || settings.retryFirstConnect);
          if (isOver || !(await this.#wait(advice, describe(error, advice)))) {
            throw error;
          }
        }
      }
    } catch (error) {
      gate.close(new RpcConnectionError('There is no connection.'));
      moveTo('disconnected');
      throw error;
    } finally {
      signal?.removeEventListener('abort', give);
    }
  }

  /** Serves the first connection and those that follow it, and says how it all ended. */
  async run() {
    const { gate, moveTo, raise } = this.#around;
    /** @type {Api.RpcDisconnect} */
    let end;
    try {
      end = await this.#serve();
    } catch (error) {
      end = this.#stopping.signal.aborted ? CLOSED : { reason: 'connectionLost', code: 1006, text: String(error), error };
    }

    gate.close(ended(end));
    await Promise.all([...this.#leaving].map((link) => link.close(end)));
    moveTo('disconnected');
    raise('closed', end);
  }

  /** Ends it at any point. */
  async close() {
    this.#around.gate.close(ended(CLOSED));
    this.#stopping.abort(ended(CLOSED));
    await this.link?.close(CLOSED);
  }

  /** @returns {Promise<Api.RpcDisconnect>} */
  async #serve() {
    const { gate, moveTo, raise, settings } = this.#around;
    for (;;) {
      const link = /** @type {Link} */ (this.link);
      const { lost, advice } = await this.#whenLost(link);
      gate.shut();
      if (this.#stopping.signal.aborted || !settings.mayReconnect) {
        return lost;
      }

      this.#schedule.lost(link.lived);
      moveTo('reconnecting');
      const end = await this.#replace(link, lost, advice);
      if (end) {
        return end;
      }

      raise('reconnected', { resumed: this.link?.resumed });
    }
  }

  // It may go on for a while behind a goodbye, and is replaced meanwhile.
  /** @param {Link} link @returns {Promise<{ lost: Api.RpcDisconnect, advice: Advice }>} */
  async #whenLost(link) {
    const first = await Promise.race(this.#around.settings.mayReconnect ? [link.over, link.goodbye] : [link.over]);
    if ('code' in first) {
      return { lost: first, advice: adviceOfClose(first.code) };
    }

    link.isLeaving = true;
    this.#leave(link, first.deadline);
    const advice = advise('later', 'serverGoingAway', { within: first.retryAfter });
    return { lost: { reason: advice.reason, code: 1012, text: first.reason }, advice };
  }

  /**
   * Makes another connection. The session goes on where it can; where it cannot, it ends before anybody calls in the next one.
   * @param {Link} link @param {Api.RpcDisconnect} lost @param {Advice} advice @returns {Promise<Api.RpcDisconnect | null>}
   */
  async #replace(link, lost, advice) {
    const detached = link.isLeaving ? null : link.session;
    let end = lost;
    try {
      while (await this.#wait(advice, lost)) {
        try {
          const next = await this.#dial(detached?.isOver === false ? detached : null);
          if (!next.resumed) {
            detached?.end(lost);
          }

          this.#adopt(next);
          return null;
        } catch (error) {
          this.#stopping.signal.throwIfAborted();
          if (error instanceof RpcProtocolError && detached?.isOver === false) {
            // It goes on at the server and not here: the next attempt begins a new one.
            detached.end(lost);
            advice = adviceOfClose(1006);
          } else {
            advice = adviceOfFailure(error);
          }

          end = describe(error, advice);
        }
      }

      return this.#schedule.isExhausted
        ? { ...end, reason: 'attemptsExhausted', text: `${this.#schedule.attempts} attempts have failed: ${end.text}` }
        : end;
    } finally {
      if (this.link === link) {
        detached?.end(this.#stopping.signal.aborted ? CLOSED : end);
      }
    }
  }

  /** @param {Session | null} detached @returns {Promise<Link>} */
  async #dial(detached) {
    const { address, settings, handlers } = this.#around;
    const { signal, end } = limit(this.#stopping.signal, settings.connectTimeout, 'connect');
    /** @type {Link | undefined} */
    let link;
    /** @type {Promise<never>} */
    const givenUp = new Promise((_, reject) => signal.addEventListener('abort', () => {
      link?.drop(1000, '');
      reject();
    }));
    try {
      // A source that does not heed the signal keeps nobody waiting.
      const token = await Promise.race([settings.accessToken?.(signal), givenUp]) ?? null;
      signal.throwIfAborted();
      link = new Link(address, token, new Session(settings, handlers));
      try {
        await link.open(detached);
        return link;
      } catch (error) {
        link.drop(1000, '');
        throw link.isOpened || signal.aborted ? error : await refusalOf(address, token, signal);
      }
    } catch (error) {
      throw signal.reason instanceof RpcTimeoutError
        ? new RpcConnectionError(`There is no connection within ${settings.connectTimeout} ms.`)
        : signal.aborted ? signal.reason : error;
    } finally {
      end();
    }
  }

  /** @param {Link} link */
  #adopt(link) {
    this.#stopping.signal.throwIfAborted();
    this.link = link;
    this.#around.gate.open(link.session);
    this.#around.moveTo('connected');
  }

  /** Before the next attempt; whether there is one. @param {Advice} advice @param {Api.RpcDisconnect} lost */
  async #wait(advice, lost) {
    const times = this.#schedule.next(advice, lost);
    if (times !== null) {
      this.#around.raise('reconnecting', { attempt: this.#schedule.attempts, delay: times.delay, disconnect: lost });
      await pause(times, this.#stopping.signal);
    }

    return times !== null;
  }

  /** What is under way there goes on until it is done and there is another connection, or until the server's deadline. */
  /** @param {Link} link @param {number} deadline */
  #leave(link, deadline) {
    const last = Date.now() + deadline;
    const look = setInterval(() => {
      if (Date.now() >= last || (this.link !== link && link.session.isIdle)) {
        link.close(REPLACED);
      }
    }, LOOK_AGAIN);
    this.#leaving.add(link);
    link.over.then(() => {
      clearInterval(look);
      this.#leaving.delete(link);
    });
  }
}

/** @param {unknown} error @param {Advice} advice @returns {Api.RpcDisconnect} */
const describe = (error, { reason }) => ({
  reason,
  code: error instanceof RpcConnectionError ? error.disconnect?.code ?? 1006 : 1006,
  text: error instanceof Error ? error.message : String(error),
  error,
});
