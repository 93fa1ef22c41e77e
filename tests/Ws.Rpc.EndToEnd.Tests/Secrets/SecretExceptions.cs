using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Reflection;
using System.Resources;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ws.Rpc.EndToEnd.Tests.Secrets;

/// <summary>What methods throw, each with a secret in its text.</summary>
[SuppressMessage("Usage", "CA2201", Justification = "What the runtime throws, methods throw, too.")]
internal static class SecretExceptions
{
    public const string Secret = "hunter2 at /etc/secrets in Vault.cs:line 42";

    public static IReadOnlyList<Exception> All { get; } =
    [
        new InvalidOperationException(Secret),
        new ArgumentException(Secret, "password"),
        new ArgumentNullException("password", Secret),
        new ArgumentOutOfRangeException("password", 7, Secret),
        new NullReferenceException(Secret),
        new IndexOutOfRangeException(Secret),
        new InvalidCastException(Secret),
        new FormatException(Secret),
        new OverflowException(Secret),
        new DivideByZeroException(Secret),
        new NotSupportedException(Secret),
        new NotImplementedException(Secret),
        new ObjectDisposedException(Secret),
        new TimeoutException(Secret),
        new OperationCanceledException(Secret),
        new TaskCanceledException(Secret),
        new AggregateException(Secret, new IOException(Secret), new InvalidOperationException(Secret)),
        new AggregateException(new RpcException(7, Secret)),
        new InvalidOperationException(Secret, new RpcException(7, Secret)),
        new TargetInvocationException(Secret, new RpcException(7, Secret)),
        new TypeInitializationException("Vault", new IOException(Secret)),
        new JsonException(Secret, "$.vault", 1, 2),
        new IOException(Secret),
        new FileNotFoundException(Secret, "/etc/secrets"),
        new DirectoryNotFoundException(Secret),
        new PathTooLongException(Secret),
        new EndOfStreamException(Secret),
        new InvalidDataException(Secret),
        new UnauthorizedAccessException(Secret),
        new SecurityException(Secret),
        new AuthenticationException(Secret),
        new CryptographicException(Secret),
        new HttpRequestException(Secret, null, HttpStatusCode.BadGateway),
        new BadHttpRequestException(Secret, 400),
        new SocketException((int)SocketError.ConnectionRefused, Secret),
        new WebSocketException(WebSocketError.Faulted, Secret),
        new WebException(Secret),
        new DataException(Secret),
        new DBConcurrencyException(Secret),
        new FakeDatabaseException(),
        new ConstraintException(Secret),
        new ValidationException(Secret),
        new OptionsValidationException("vault", typeof(string), [Secret]),
        new Win32Exception(5, Secret),
        new ExternalException(Secret),
        new COMException(Secret, 7),
        new DecoderFallbackException(Secret),
        new RegexMatchTimeoutException("input", Secret, TimeSpan.FromSeconds(1)),
        new SynchronizationLockException(Secret),
        new ChannelClosedException(Secret),
        new CultureNotFoundException(Secret),
        new MissingManifestResourceException(Secret),
        new AmbiguousMatchException(Secret),
        new KeyNotFoundException(Secret),
        new UnreachableException(Secret),
        new RpcConnectionException(Secret),
        new RpcTimeoutException(Secret, TimeSpan.FromSeconds(1)),
        new FakeEvilException(),
    ];

    /// <summary>The words that no reply may bear: the secret, and whatever names a type, a stack or a file.</summary>
    public static IEnumerable<string> Forbidden(int number) => All[number] is { } thrown
        ? [Secret, "hunter2", "Exception", thrown.GetType().Name, thrown.GetType().Namespace!, "   at ", ".cs", "/etc", "Vault", "stack"]
        : [];

    private sealed class FakeDatabaseException() : DbException($"{Secret}; Server=db;Password=hunter2");

    /// <summary>Throws wherever one looks.</summary>
    private sealed class FakeEvilException : Exception
    {
        public override string Message => throw new InvalidOperationException(Secret);

        public override string? StackTrace => throw new InvalidOperationException(Secret);

        public override string ToString() => throw new InvalidOperationException(Secret);
    }
}
