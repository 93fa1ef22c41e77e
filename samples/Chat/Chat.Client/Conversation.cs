using System;
using System.Threading;
using System.Threading.Tasks;
using Chat.Contracts;
using Ws.Rpc;

namespace Chat.Client;

/// <summary>One sitting: joins, sends what is typed, and ends with the input, a command, Ctrl+C or the connection.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly ChatArguments _arguments;
    private readonly ChatScreen _screen;
    private readonly RpcClient _client;
    private readonly IChatHub _chat;
    private readonly CancellationTokenSource _over = new();
    private RpcDisconnect? _lost;
    private string? _room;

    public Conversation(ChatArguments arguments, ChatScreen screen)
    {
        _arguments = arguments;
        _screen = screen;
        _client = new RpcClient(arguments.Server);
        _client.Handle<IChatClient>(screen);
        _client.Closed += OnClosed;
        _chat = _client.GetHub<IChatHub>();
    }

    /// <summary>Returns the exit code.</summary>
    public async Task<int> RunAsync()
    {
        await _client.ConnectAsync();
        await JoinAsync(_arguments.Room);
        var input = new InputLines(_screen, () => _chat.Typing(_room ?? string.Empty));
        Console.CancelKeyPress += OnCancelKeyPress;
        try
        {
            await foreach (string line in input.ReadAsync(_over.Token))
            {
                if (!await TryObeyAsync(line))
                {
                    return 0;
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
        await _client.DisposeAsync();
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
                    await LeaveAsync();
                    break;
                case ["/join", string room]:
                    await JoinAsync(room);
                    break;
                case [string command, ..] when command.StartsWith('/'):
                    _screen.Notice("The commands are /join ROOM, /leave and /quit.");
                    break;
                default:
                    await SendAsync(line);
                    break;
            }
        }
        catch (RpcException exception) when (exception is not RpcConnectionException)
        {
            _screen.Problem(exception.Message);
        }
        catch (RpcConnectionException) when (_lost is not null)
        {
            return true;
        }

        return true;
    }

    private async Task JoinAsync(string room)
    {
        if (_room is not null)
        {
            await LeaveAsync();
        }

        RoomSnapshot snapshot = await _chat.JoinAsync(room, _arguments.Name, _over.Token);
        _room = room;
        _screen.Entered(snapshot, _arguments.Name);
        await foreach (ChatMessage message in _chat.HistoryAsync(room, cancellationToken: _over.Token))
        {
            _screen.Earlier(message);
        }
    }

    private async Task LeaveAsync()
    {
        if (_room is not { } room)
        {
            _screen.Notice("You are in no room: /join ROOM enters one.");
            return;
        }

        _room = null;
        await _chat.LeaveAsync(room);
        _screen.Notice($"You left {room}.");
    }

    private async Task SendAsync(string text)
    {
        if (_room is null)
        {
            _screen.Notice("You are in no room: /join ROOM enters one.");
            return;
        }

        await _chat.SendAsync(_room, text);
        _screen.Sent(_arguments.Name, text);
    }

    private int ReportLoss(RpcDisconnect lost)
    {
        bool told = lost.Reason == RpcDisconnectReason.ClosedByPeer;
        string what = told ? "The server has gone" : "The connection to the server is lost";
        _screen.Problem($"{what}: {lost.Description} (close code {lost.CloseCode})");
        return 1;
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
