using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>A source compiled with the generator and loaded: its contract <c>IHub</c>, served by its class <c>Hub</c>.</summary>
internal sealed class LoadedSample
{
    private readonly Assembly _assembly;
    private readonly object _proxy;

    public LoadedSample(string source, string contract = "IHub", string implementation = "Hub")
    {
        _assembly = Load(source);
        Type type = _assembly.GetType(contract, throwOnError: true)!;
        Assert.True(RpcRegistry.TryGet(type, out RpcContract? found));
        Contract = found;
        Target = Activator.CreateInstance(_assembly.GetType(implementation, throwOnError: true)!)!;
        System.Text.Json.JsonSerializerOptions options = RpcJson.Create(null);
        Dispatcher = found.CreateDispatcher(options);
        Channel = new LoopbackChannel(Dispatcher, Target, options);
        _proxy = found.GetType().GetMethod(nameof(RpcContract<object>.CreateProxy))!.Invoke(found, [Channel])!;
    }

    public RpcContract Contract { get; }

    public RpcDispatcher Dispatcher { get; }

    public LoopbackChannel Channel { get; }

    public object Target { get; }

    /// <summary>Runs the source's <c>Driver.RunAsync(proxy)</c>, compiled against the contract.</summary>
    public Task<string> RunAsync() =>
        (Task<string>)_assembly.GetType("Driver", throwOnError: true)!.GetMethod("RunAsync")!.Invoke(null, [_proxy])!;

    private static Assembly Load(string source)
    {
        Harness.Generate(Harness.Compile(source), out Compilation output);
        using MemoryStream image = new();
        EmitResult result = output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext("Sample", isCollectible: true).LoadFromStream(image);
    }
}
