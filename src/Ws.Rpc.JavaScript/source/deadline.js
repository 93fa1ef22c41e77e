import { RpcTimeoutError } from './errors.js';
import { LONGEST_TIMER } from './peer-values.js';

/**
 * A signal for one call: the caller's, and its deadline.
 * @param {AbortSignal | undefined} signal @param {number} timeout @param {string} method
 */
export function limit(signal, timeout, method) {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const cancel = () => controller.abort(signal?.reason);
  const expire = () => controller.abort(new RpcTimeoutError(method, timeout));
  const timer = timeout < LONGEST_TIMER ? setTimeout(expire, timeout) : undefined;
  signal?.addEventListener('abort', cancel);
  const stopClock = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    stopClock,
    end() {
      stopClock();
      signal?.removeEventListener('abort', cancel);
    },
  };
}
