import WebSocket from 'ws';
import { RpcClient, RpcConnectionError, RpcError, RpcErrorCode, type RpcCallContext, type RpcStream } from 'ws-rpc';

interface Message {
  readonly id: number;
  readonly text: string;
}

interface ChatHub {
  join(room: string, signal?: AbortSignal): Promise<string[]>;
  typing(room: string): Promise<void>;
  history(room: string, signal?: AbortSignal): RpcStream<Message>;
  upload(rows: AsyncIterable<number>, progress?: ((value: number) => void) | null): Promise<number>;
}

interface ChatClient {
  message(room: string, message: Message): void;
  confirm(question: string, context: RpcCallContext): boolean | Promise<boolean>;
}

const client = new RpcClient('/hubs/chat', {
  WebSocket,
  accessToken: async (signal) => (signal.aborted ? null : 'token'),
  reconnect: { maxDelay: 5000, delay: ({ attempt }) => attempt * 100 },
});
client.addEventListener('closed', ({ reason, code }) => console.log(reason satisfies string, code satisfies number));
client.addEventListener('reconnected', ({ resumed }) => console.log(resumed satisfies boolean));
client.addEventListener('statechange', ({ state }) => console.log(state === 'connected'));
const remove: () => void = client.handle<ChatClient>({
  message: (room, { text }) => console.log(room, text),
  confirm: async (question, { signal }) => !signal.aborted && question.length > 0,
});
const chat = client.hub<ChatHub>('chat.', { typing: 'notification', history: 'stream' });

export async function talk(): Promise<number> {
  await client.connect({ signal: AbortSignal.timeout(1000) });
  const members: string[] = await chat.join('lobby');
  for await (const { id } of chat.history('lobby')) {
    members.push(String(id));
  }

  try {
    const sum = await client.call<number>('add', [1, 2], { timeout: 100, onProgress: (value: number) => console.log(value) });
    return sum + (await client.hub().anything(1));
  } catch (error) {
    if (error instanceof RpcConnectionError) {
      return error.status ?? 0;
    }

    return error instanceof RpcError && error.code === RpcErrorCode.timeout ? 1 : 0;
  } finally {
    remove();
    await client.close();
  }
}

// @ts-expect-error Names are the contract's.
chat.leave('lobby');
// @ts-expect-error Arguments are the contract's.
chat.join(1);
// @ts-expect-error Handlers are functions.
client.handle({ message: 1 });
