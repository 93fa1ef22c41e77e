using System;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;
using Ws.Rpc;

namespace Chat.Client;

/// <summary>One sitting: joins, sends what is typed, and ends with the input, a command, Ctrl+C or a server that does not want us.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly ChatArguments _arguments;
    private readonly ChatScreen _screen;
    private readonly Tokens _tokens;
    private readonly RpcClient _client;
    private readonly IChatHub _chat;
    private readonly CurrentRoom _room;
    private readonly CancellationTokenSource _over = new();
    private Task _comingBack = Task.CompletedTask;
    private RpcDisconnect? _lost;

    public Conversation(ChatArguments arguments, ChatScreen screen)
    {
        _arguments = arguments;
        _screen = screen;
        _tokens = new Tokens(arguments.Server, arguments.Name, TimeProvider.System);
        _client = new RpcClient(arguments.Server, new RpcClientOptions { AccessToken = _tokens.GetAsync });
        _chat = _client.GetHub<IChatHub>();
        _room = new CurrentRoom(_chat, arguments.Name, screen);
        _client.Handle<IChatClient>(new Callbacks(_room, screen, _over.Token));
        _client.Reconnecting += OnReconnecting;
        _client.Reconnected += OnReconnected;
        _client.Closed += OnClosed;
    }

    /// <summary>Returns the exit code.</summary>
    public async Task<int> RunAsync()
    {
        await _client.ConnectAsync();
        await _room.EnterAsync(_arguments.Room, _over.Token);
        var input = new InputLines(_screen, () => _chat.Typing(_room.Name ?? string.Empty));
        Console.CancelKeyPress += OnCancelKeyPress;
        try
        {
            await foreach (string line in input.ReadAsync(_over.Token))
            {
                if (!await TryObeyAsync(line))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // Ctrl+C, or the connection: the line below tells which.
        }
        finally
        {
            Console.CancelKeyPress -= OnCancelKeyPress;
            _screen.EndTyping();
        }

        return _lost is null ? 0 : ReportLoss(_lost);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Closed -= OnClosed;
        _client.Reconnected -= OnReconnected;
        _client.Reconnecting -= OnReconnecting;
        await _over.CancelAsync();
        await _comingBack;
        await _client.DisposeAsync();
        _room.Dispose();
        _tokens.Dispose();
        _over.Dispose();
    }

    /// <summary><see langword="false"/> if that was the last line.</summary>
    private async Task<bool> TryObeyAsync(string line)
    {
        try
        {
            string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case []:
                    break;
                case ["/quit"]:
                    return false;
                case ["/leave"]:
                    await _room.LeaveAsync(_over.Token);
                    break;
                case ["/join", string room]:
                    await _room.EnterAsync(room, _over.Token);
                    break;
                case ["/rooms"]:
                    _screen.Rooms(await _chat.RoomsAsync(_over.Token));
                    break;
                case [string command, ..] when command.StartsWith('/'):
                    _screen.Notice("The commands are /rooms, /join ROOM, /leave and /quit.");
                    break;
                default:
                    await _room.SendAsync(line, _over.Token);
                    break;
            }
        }
        catch (RpcException exception) when (_lost is null)
        {
            _screen.Problem(exception.Message);
        }
        catch (RpcException)
        {
            // The connection is gone for good, and the last line says so.
            return false;
        }

        return true;
    }

    private async Task ComeBackAsync(Task earlier)
    {
        await earlier;
        try
        {
            await _room.ComeBackAsync(_over.Token);
        }
        catch (RpcException exception)
        {
            _screen.Problem($"The room is lost: {exception.Message}");
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The sitting is over.
        }
    }

    private int ReportLoss(RpcDisconnect lost)
    {
        bool told = lost.Reason == RpcDisconnectReason.ClosedByPeer;
        string what = told ? "The server has gone" : "The connection to the server is lost";
        _screen.Problem($"{what}: {lost.Description} (close code {lost.CloseCode})");
        return 1;
    }

    private void OnReconnecting(object? sender, RpcReconnecting e)
    {
        if (e.Disconnect.Reason is RpcDisconnectReason.CredentialsRefused or RpcDisconnectReason.CredentialsExpired)
        {
            _tokens.Forget();
        }

        if (e.Attempt == 1)
        {
            _screen.Notice("The connection is lost; what you type waits until it is back.");
        }
    }

    private void OnReconnected(object? sender, RpcReconnected e)
    {
        _screen.Notice(e.Resumed ? "The connection is back." : "The server is back.");
        if (!e.Resumed)
        {
            _comingBack = ComeBackAsync(_comingBack);
        }
    }

    private void OnClosed(object? sender, RpcDisconnect disconnect)
    {
        _lost = disconnect;
        _over.Cancel();
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = true;
        _over.Cancel();
    }
}
