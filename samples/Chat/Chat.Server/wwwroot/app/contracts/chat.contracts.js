// Written by `dotnet ws-rpc typescript` from Chat.Contracts. What is changed here is lost.

export const createChatHub = (client) => client.hub('', {
  rooms: 'idempotent',
  join: 'idempotent',
  send: 'idempotent',
  typing: 'notification',
  history: 'stream',
  since: 'stream',
  markRead: 'idempotent',
});

export const handleChatClient = (client, handlers) => client.handle(handlers, '');
