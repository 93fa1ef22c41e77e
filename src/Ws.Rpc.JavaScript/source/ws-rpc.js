export { RpcClient } from './client.js';
export {
  RpcConnectionError, RpcError, RpcErrorCode, RpcProtocolError, RpcSessionLostError, RpcTimeoutError,
} from './errors.js';
