using System.Collections.Generic;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>
/// The codecs of one contract: those that the serializer options give are fields of the proxy and of the dispatcher
/// (<c>_c0</c>), those that are composed of others are static (<c>S0</c>), the rest stand in <c>RpcCodecs</c>.
/// </summary>
internal sealed class CodecTable
{
    private readonly Dictionary<TypeModel, int> _instances = [];
    private readonly Dictionary<TypeModel, int> _statics = [];
    private readonly List<TypeModel> _instanceOrder = [];
    private readonly List<TypeModel> _staticOrder = [];
    private readonly List<(int Method, TypeModel Array)> _rests = [];

    public CodecTable(ContractModel contract)
    {
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            MethodModel method = contract.Methods[i];
            if (method.Result is not null)
            {
                Add(method.Result);
            }

            foreach (ParameterModel parameter in method.Parameters)
            {
                if (parameter.Kind != ParameterKind.Cancellation)
                {
                    bool isProgress = parameter.Kind == ParameterKind.Progress;
                    AddParameter(i, isProgress ? parameter.Type.Element! : parameter.Type);
                }
            }
        }
    }

    /// <summary>The expression that yields a type's codec in the proxy or the dispatcher.</summary>
    public string Reference(TypeModel type) => type switch
    {
        { IsDirect: true } => Names.Codecs + "." + type.Codec,
        { NeedsOptions: true } => "_c" + Literals.Number(_instances[type]),
        _ => "S" + Literals.Number(_statics[type]),
    };

    /// <summary>The expression that yields the codec of the array of a method's <c>params</c>.</summary>
    public string RestReference(int method, TypeModel array) =>
        array.NeedsOptions ? "_r" + Literals.Number(method) : Reference(array);

    public void EmitStatics(SourceWriter writer)
    {
        foreach (TypeModel type in _staticOrder)
        {
            string create = $"{Names.Codecs}.{type.Codec}({Reference(type.Element!)})";
            writer.Line($"private static readonly {Names.Codec}<{type.Name}> {Reference(type)} = {create};");
        }
    }

    public void EmitInstances(SourceWriter writer, string options)
    {
        foreach (TypeModel type in _instanceOrder)
        {
            writer.Line($"private readonly {Names.Codec}<{type.Name}> {Reference(type)} = {Create(type, options)};");
        }
    }

    public void EmitRests(SourceWriter writer, string options)
    {
        foreach ((int method, TypeModel array) in _rests)
        {
            string field = RestReference(method, array);
            writer.Line($"private readonly {Names.Codec}<{array.Name}> {field} = {Create(array, options)};");
        }
    }

    private void AddParameter(int method, TypeModel type)
    {
        if (type.Codec == CodecKind.Array && type.NeedsOptions)
        {
            // One field's initializer cannot read another's: the array's codec stands apart, and only where it is read.
            _rests.Add((method, type));
            Add(type.Element!);
        }
        else
        {
            Add(type.Codec == CodecKind.None ? type.Element! : type);
        }
    }

    private void Add(TypeModel type)
    {
        if (type.IsDirect)
        {
            return;
        }

        if (type.Element is not null)
        {
            Add(type.Element);
        }

        Dictionary<TypeModel, int> indexes = type.NeedsOptions ? _instances : _statics;
        if (!indexes.ContainsKey(type))
        {
            indexes.Add(type, indexes.Count);
            (type.NeedsOptions ? _instanceOrder : _staticOrder).Add(type);
        }
    }

    private string Create(TypeModel type, string options) => type.Codec == CodecKind.Array
        ? $"{Names.Codecs}.Array({(type.Element!.NeedsOptions ? Create(type.Element, options) : Reference(type.Element))})"
        : $"{Names.Codecs}.{type.Codec}<{type.Name}>({options})";
}
