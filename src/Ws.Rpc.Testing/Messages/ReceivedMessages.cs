using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Testing.Messages;

namespace Ws.Rpc.Testing;

/// <summary>
/// What the server called on one client, in the order in which it came over all of the client's connections: notifications and
/// requests, whether a handler is registered for them or not, and the protocol's own (<c>$/…</c>). A message is recorded when the
/// client reads its last byte, before it handles it. Thread-safe.
/// </summary>
public sealed class ReceivedMessages
{
    private const int MaxMessages = 10_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly JsonSerializerOptions _options;

    // Guards _messages, _waiters and _failure.
    private readonly Lock _gate = new();
    private readonly Queue<ReceivedMessage> _messages = new();
    private readonly List<MessageWaiter> _waiters = [];
    private InvalidOperationException? _failure;

    internal ReceivedMessages(JsonSerializerOptions options) => _options = options;

    /// <summary>Gets them all; of more than 10,000 the last.</summary>
    public IReadOnlyList<ReceivedMessage> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Gets those of one method.</summary>
    /// <param name="method">Its wire name.</param>
    /// <returns>The messages, in their order.</returns>
    public IReadOnlyList<ReceivedMessage> Of(string method) => [.. All.Where(message => message.Method == method)];

    /// <summary>Forgets what came until now.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _messages.Clear();
        }
    }

    /// <summary>Waits for a message, which may have come already. Waiting does not take it away.</summary>
    /// <param name="method">The wire name of its method.</param>
    /// <param name="predicate">What else it must be; called with each one once.</param>
    /// <param name="timeout">How long to wait, by the system's clock whatever the test's is: 10 seconds, if left out.</param>
    /// <returns>The first such message.</returns>
    /// <exception cref="TimeoutException">None came; the text lists what did.</exception>
    /// <exception cref="InvalidOperationException">The messages cannot be read, because they are compressed.</exception>
    public async Task<ReceivedMessage> WaitForAsync(
        string method, Func<ReceivedMessage, bool>? predicate = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        var waiter = new MessageWaiter(message => message.Method == method && (predicate is null || predicate(message)));
        Enter(waiter);
        try
        {
            return await waiter.Task.WaitAsync(timeout ?? s_patience, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(Describe(method, timeout ?? s_patience));
        }
        finally
        {
            lock (_gate)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    internal void Record(byte[] utf8)
    {
        using JsonDocument document = JsonDocument.Parse(utf8);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("method", out _))
        {
            return;
        }

        var message = new ReceivedMessage(Encoding.UTF8.GetString(utf8), root.Clone(), _options);
        MessageWaiter[] waiters;
        lock (_gate)
        {
            _messages.Enqueue(message);
            if (_messages.Count > MaxMessages)
            {
                _messages.Dequeue();
            }

            waiters = [.. _waiters];
        }

        Tell(waiters, message);
    }

    internal void Fail(string why)
    {
        lock (_gate)
        {
            _failure = new InvalidOperationException(why);
            _waiters.ForEach(waiter => waiter.TrySetException(_failure));
        }
    }

    private void Enter(MessageWaiter waiter)
    {
        ReceivedMessage[] messages;
        lock (_gate)
        {
            if (_failure is not null)
            {
                waiter.SetException(_failure);
            }

            _waiters.Add(waiter);
            messages = [.. _messages];
        }

        foreach (ReceivedMessage message in messages)
        {
            Tell([waiter], message);
        }
    }

    // The predicate is the test's own code, and is not called under the lock.
    private static void Tell(MessageWaiter[] waiters, ReceivedMessage message)
    {
        foreach (MessageWaiter waiter in waiters)
        {
            waiter.Offer(message);
        }
    }

    private string Describe(string method, TimeSpan timeout)
    {
        IReadOnlyList<ReceivedMessage> all = All;
        string received = all.Count == 0 ? " Nothing was received." : $" {all.Count} others were received:";
        return $"No '{method}' that fits was received within {timeout}."
            + received + string.Concat(all.TakeLast(20).Select(message => Environment.NewLine + message.Text));
    }
}
