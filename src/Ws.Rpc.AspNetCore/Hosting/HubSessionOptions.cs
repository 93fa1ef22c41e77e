using System;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>What the options of a hub mean for its sessions.</summary>
internal static class HubSessionOptions
{
    public static SessionOptions Of(
        RpcHubOptions options, JsonSerializerOptions json, TimeProvider time, ILogger logger, ResumeBudget? budget) => new()
        {
            IsServer = true,
            Json = json,
            Logger = logger,
            Time = time,
            Limits = LimitsOf(options),
            MaxParseErrors = options.MaxParseErrors,
            MaxProgressTokens = options.MaxProgressTokens,
            CallTimeout = options.CallTimeout,
            CloseTimeout = options.CloseTimeout,
            MaxMessageBytes = options.MaxMessageBytes,
            MaxAnswerBytes = options.OutgoingQueueBytes,
            MaxConcurrentCalls = options.MaxConcurrentCalls,
            MaxPendingCalls = options.MaxPendingCalls,
            StreamCredit = options.StreamCredit,
            MaxStreams = options.MaxStreams,
            MaxStreamBytes = options.MaxStreamBytes,
            MaxStreamTokens = options.MaxStreamTokens,
            StreamIdleTimeout = options.StreamIdleTimeout,
            DetailedErrors = options.DetailedErrors,
            Resume = ResumeLimitsOf(options.Resume, budget),
        };

    private static ResumeLimits? ResumeLimitsOf(RpcResumeOptions? options, ResumeBudget? budget) => options is null
        ? null
        : new ResumeLimits { MaxBytes = options.BufferBytes, MaxFrames = options.BufferFrames, Budget = budget };

    private static WireLimits LimitsOf(RpcHubOptions options) => new()
    {
        MaxDepth = options.MaxDepth,
        MaxMethodBytes = options.MaxMethodNameBytes,
        MaxIdBytes = options.MaxIdBytes,
        MaxBatchEntries = options.MaxBatchEntries,
    };
}
