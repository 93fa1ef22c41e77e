import { RpcError, RpcErrorCode, RpcProtocolError } from './errors.js';

/** @import { Session } from './session.js' */

/** @typedef {Record<string, any>} Message A JSON object from the peer: nothing about it is certain. */

export const LONGEST_TIMER = 2 ** 31 - 1;

/** @param {unknown} value @returns {value is Message} */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is number} */
export const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;

// Other numbers would not come back as they were written.
/** @param {unknown} value @returns {value is string | number} */
export const isName = (value) => (typeof value === 'string' ? value.length <= 128 : typeof value === 'number' && Math.abs(value) < 2 ** 53);

/** @param {unknown} value @returns {value is AsyncIterable<unknown>} */
export const isStream = (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** A number of milliseconds, or what stands for one that is none. @param {unknown} value @param {number} low @param {number} high */
export const time = (value, low, high, other = 0) =>
  typeof value === 'number' ? Math.min(Math.max(value, low), high) || 0 : other;

/** What a server asks to wait is granted up to this. */
export const LONGEST_PATIENCE = 600_000;

/** @param {unknown} value */
export const patience = (value) => time(value, 0, LONGEST_PATIENCE);

/** The parameters of a control message, sent by name or by position. @param {unknown} params @param {string[]} names */
export const read = (params, ...names) =>
  Array.isArray(params) ? params : names.map((name) => (isObject(params) && Object.hasOwn(params, name) ? params[name] : undefined));

// What else there is may not even be convertible.
/** @param {unknown} value */
export const textOf = (value) => (typeof value === 'string' ? value : '');

/** @param {unknown} error @returns {RpcError} */
export function errorOf(error) {
  return isObject(error) && Number.isSafeInteger(error.code)
    ? new RpcError(error.code, textOf(error.message), error.data)
    : new RpcProtocolError('The error is no error object.');
}

const NAMES = new Map(Object.entries(RpcErrorCode).map(([name, code]) => [code, name]));

/**
 * The answer to a request that fails.
 * @param {unknown} id @param {number} code @param {string} [message] @param {unknown} [data] @returns {Message}
 */
export const failure = (id, code, message = /** @type {Map<number, string>} */ (NAMES).get(code), data) =>
  ({ jsonrpc: '2.0', id: isName(id) ? id : null, error: { code, message, data } });

/**
 * The same for what was thrown. What is not for the peer, or has no answer, is told here, and not lost.
 * @param {unknown} id @param {unknown} error @param {Session} session @param {string} where
 */
export function failureOf(id, error, session, where) {
  const isForPeer = error instanceof RpcError;
  if (!isForPeer || id === undefined) {
    session.report(error, where);
  }

  return isForPeer ? failure(id, error.code, error.message, error.data) : failure(id, RpcErrorCode.internalError);
}
