/** @import * as Api from '../ws-rpc.js' */

/** @typedef {ReturnType<typeof settingsOf>} Settings */

/** The options with their defaults. @param {Api.RpcClientOptions} options */
export const settingsOf = ({
  accessToken = null,
  WebSocket = /** @type {Api.RpcWebSocketConstructor} */ (globalThis.WebSocket),
  protocols = ['ws-rpc.v1+json'],
  connectTimeout = 30_000,
  reconnect = {},
  resume = true,
  retryFirstConnect = false,
  whileDisconnected = 'wait',
  maxWaitingCalls = 1024,
  heartbeat = 15_000,
  callTimeout = 100_000,
  closeTimeout = 5000,
  maxMessageSize = 2 ** 20,
  maxBufferedSize = 2 ** 24,
  maxPendingCalls = 128,
  streamCredit = 64,
  maxStreams = 64,
  maxStreamSize = 2 ** 26,
  onError = (error, where) => console.error(`ws-rpc, ${where}:`, error),
}) => ({
  accessToken,
  WebSocket,
  protocols,
  connectTimeout,
  mayReconnect: reconnect !== false,
  reconnect: policyOf(reconnect || {}),
  resume: resume && reconnect !== false,
  retryFirstConnect,
  whileDisconnected,
  maxWaitingCalls,
  heartbeat,
  callTimeout,
  closeTimeout,
  maxMessageSize,
  maxBufferedSize,
  maxPendingCalls,
  streamCredit,
  maxStreams,
  maxStreamSize,
  onError,
});

/** @param {Api.RpcReconnectPolicy} policy @returns {Required<Api.RpcReconnectPolicy>} */
const policyOf = ({
  baseDelay = 250, factor = 2, maxDelay = 30_000, maxAttempts = Infinity, stableAfter = 10_000, delay = null,
}) => ({ baseDelay, factor, maxDelay, maxAttempts, stableAfter, delay });
