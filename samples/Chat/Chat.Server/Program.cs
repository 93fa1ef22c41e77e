using Chat.Server.Hosting;

await ChatApplication.Create(args).RunAsync();
