using System;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

public sealed class HubContractsTests
{
    [Fact]
    public void Contracts_are_all_that_the_class_implements() =>
        Assert.Equal([typeof(IFirst), typeof(ISecond)], TypesOf(typeof(TwoContracts)));

    [Fact]
    public void Inherited_contract_is_part_of_the_one_that_inherits_it() =>
        Assert.Equal([typeof(IFirstAndMore)], TypesOf(typeof(Inheriting)));

    [Fact]
    public void Callback_needs_no_dispatcher_on_the_server()
    {
        RpcRegistry.Add(new RpcContract<IProxyOnly>(null, [], _ => throw new InvalidOperationException(), null));
        RpcContract<IFirst> hub = new(typeof(IProxyOnly), [], null, null);

        Assert.True(HubContracts.JsonOptionsOf([hub], null).IsReadOnly);
    }

    [Fact]
    public void Class_is_refused_when_it_implements_no_contract()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => HubContracts.Of(typeof(NoContract)));

        Assert.Contains("[RpcHub]", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NoContract), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_is_refused_when_two_contracts_share_a_wire_name()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => HubContracts.Of(typeof(Ambiguous)));

        Assert.Contains("'second'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ISecondToo), exception.Message, StringComparison.Ordinal);
    }

    private static Type[] TypesOf(
        [System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(
            System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.Interfaces)] Type hub) =>
        [.. HubContracts.Of(hub).Select(contract => contract.Type).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private sealed class NoContract : RpcHub, IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class TwoContracts : RpcHub, IFirst, ISecond
    {
        public ValueTask<int> FirstAsync(int number) => new(number);

        public ValueTask<int> SecondAsync(int number) => new(number);
    }

    private sealed class Inheriting : RpcHub, IFirstAndMore
    {
        public ValueTask<int> FirstAsync(int number) => new(number);

        public ValueTask<int> MoreAsync(int number) => new(number);
    }

    // The compiler says so, too: this is for hubs that it could not see.
#pragma warning disable WSRPC018
    private sealed class Ambiguous : RpcHub, ISecond, ISecondToo
    {
        public ValueTask<int> SecondAsync(int number) => new(number);

        public ValueTask<int> OtherAsync(int number) => new(number);
    }
#pragma warning restore WSRPC018

    private interface IProxyOnly;
}
