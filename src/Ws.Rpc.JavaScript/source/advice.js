import { RpcConnectionError, RpcError, RpcErrorCode } from './errors.js';
import { LONGEST_PATIENCE, time } from './peer-values.js';

/** @import * as Api from '../ws-rpc.js' */

/**
 * @typedef {object} Advice What follows from the end of a connection, or from an attempt to make one.
 * @property {'never' | 'later' | 'refresh'} step
 * @property {Api.RpcDisconnectReason} reason
 * @property {boolean} resumes Whether the session may go on.
 * @property {number} [within] The time in which all clients shall be spread.
 * @property {number} [atLeast] The time that the server asks for.
 * @property {boolean} [needsToken] Whether it is hopeless without a source of tokens.
 */

const BUSY = { atLeast: 5000 };

/** @param {Advice['step']} step @param {Api.RpcDisconnectReason} reason @param {Partial<Advice>} [more] @returns {Advice} */
export const advise = (step, reason, more) => ({ step, reason, resumes: step !== 'never', ...more });

const CLOSE_ADVICE = new Map([
  [1000, advise('never', 'closedByPeer')],
  [1001, advise('later', 'serverGoingAway', { within: 2000 })],
  ...[1002, 1003, 1007, 1008, 1009, 4500].map((code) => /** @type {const} */ ([code, advise('never', 'protocolViolation')])),
  [1006, advise('later', 'connectionLost')],
  [1011, advise('later', 'serverFault')],
  [1012, advise('later', 'serverGoingAway', { within: 2000 })],
  [1013, advise('later', 'serverBusy', BUSY)],
  [4401, advise('refresh', 'credentialsExpired')],
  [4408, advise('later', 'heartbeatLost')],
  [4429, advise('later', 'rateLimited', BUSY)],
  [4431, advise('later', 'slowConsumer', { resumes: false })],
  [4501, advise('never', 'credentialsRefused')],
  [4503, advise('never', 'forbidden')],
  [4509, advise('never', 'superseded')],
  [4526, advise('never', 'versionNotServed')],
]);

/** @param {number} code */
export const adviceOfClose = (code) => CLOSE_ADVICE.get(code) ?? advise(code >= 4500 && code < 5000 ? 'never' : 'later', 'closedByPeer');

/** @param {number} status @param {number} [retryAfter] */
function adviceOfStatus(status, retryAfter) {
  const busy = { atLeast: retryAfter ?? BUSY.atLeast };
  switch (status) {
    case 401: return advise('refresh', 'credentialsRefused', { needsToken: true });
    case 403: return advise('refresh', 'forbidden', { needsToken: true });
    case 429: return advise('later', 'rateLimited', busy);
    case 503: return advise('later', 'serverBusy', busy);
    default: return status < 500 ? advise('never', 'handshakeRefused') : advise('later', 'serverFault', { atLeast: retryAfter });
  }
}

/** @param {unknown} error Why there is no connection, or no session on it. */
export function adviceOfFailure(error) {
  if (error instanceof RpcConnectionError) {
    return error.status ? adviceOfStatus(error.status, error.retryAfter) : adviceOfClose(error.disconnect?.code ?? 1006);
  }

  if (!(error instanceof RpcError)) {
    return advise('later', 'connectionLost');
  }

  const asked = time(/** @type {any} */ (error.data)?.retryAfter, 0, LONGEST_PATIENCE, BUSY.atLeast);
  switch (error.code) {
    case RpcErrorCode.invalidRequest: return advise('never', 'protocolViolation');
    case RpcErrorCode.unauthenticated: return adviceOfStatus(401);
    case RpcErrorCode.forbidden: return adviceOfStatus(403);
    case RpcErrorCode.rateLimited: return adviceOfStatus(429, asked);
    case RpcErrorCode.unavailable: return adviceOfStatus(503, asked);
    default: return advise('later', 'serverFault');
  }
}
