using System;
using Chat.Client;
using Spectre.Console;
using Ws.Rpc;

if (ChatArguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(ChatArguments.Usage);
    return 2;
}

var screen = new ChatScreen(AnsiConsole.Console);
try
{
    await using var conversation = new Conversation(arguments, screen);
    return await conversation.RunAsync();
}
catch (ChatRefusedException exception)
{
    screen.Problem(exception.Message);
    return 1;
}
catch (RpcConnectionException exception)
{
    screen.Problem($"No connection: {exception.Message}");
    return 1;
}
catch (RpcException exception)
{
    screen.Problem(exception.Message);
    return 1;
}
