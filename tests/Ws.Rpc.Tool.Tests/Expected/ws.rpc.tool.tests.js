// Written by `dotnet ws-rpc typescript` from Ws.Rpc.Tool.Tests. What is changed here is lost.

export const createShopHub = (client) => client.hub('shop.', {
  list: 'idempotent',
  seen: 'notification',
  watch: 'stream',
});

export const handleShopClient = (client, handlers) => client.handle(handlers, '');

export const DayOfWeek = Object.freeze({ Sunday: 'Sunday', Monday: 'Monday', Tuesday: 'Tuesday', Wednesday: 'Wednesday', Thursday: 'Thursday', Friday: 'Friday', Saturday: 'Saturday' });

export const Colour = Object.freeze({ Red: 'Red', Blue: 'deep-blue' });

export const Order = Object.freeze({ Price: 1, Title: 5 });

export const Rights = Object.freeze({ None: 0, Read: 1, Write: 2 });
