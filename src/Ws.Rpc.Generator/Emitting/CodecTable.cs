using System.Collections.Generic;
using System.Linq;
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
    private readonly List<TypeModel> _tuples = [];
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

    /// <summary>Gets the tuples, whose codecs are classes of their own.</summary>
    public IReadOnlyList<TypeModel> Tuples => _tuples;

    /// <summary>The expression that yields a type's codec in the proxy or the dispatcher.</summary>
    public string Reference(TypeModel type) => type switch
    {
        { IsDirect: true } => Names.Codecs + "." + type.Codec,
        { NeedsOptions: true } => "_c" + Literals.Number(_instances[type]),
        _ => "S" + Literals.Number(_statics[type]),
    };

    /// <summary>The expression that yields a type's codec where there are no fields, but options.</summary>
    public string Expression(TypeModel type, string options) => type.NeedsOptions ? Create(type, options) : Reference(type);

    /// <summary>The expression that yields the codec of the array of a method's <c>params</c>.</summary>
    public string RestReference(int method, TypeModel array) =>
        array.NeedsOptions ? "_r" + Literals.Number(method) : Reference(array);

    public void EmitStatics(SourceWriter writer)
    {
        foreach (TypeModel type in _staticOrder)
        {
            string create = Create(type, options: "");
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

        AddParts(type);
        Dictionary<TypeModel, int> indexes = type.NeedsOptions ? _instances : _statics;
        if (!indexes.ContainsKey(type))
        {
            indexes.Add(type, indexes.Count);
            (type.NeedsOptions ? _instanceOrder : _staticOrder).Add(type);
        }
    }

    // Parts that need the options are created with the whole: only the others have fields of their own.
    private void AddParts(TypeModel type)
    {
        if (type.Codec == CodecKind.Tuple && !_tuples.Contains(type))
        {
            _tuples.Add(type);
        }

        IEnumerable<TypeModel> parts = type.Element is null ? type.Elements : new[] { type.Element };
        foreach (TypeModel part in parts)
        {
            if (part.NeedsOptions)
            {
                AddParts(part);
            }
            else
            {
                Add(part);
            }
        }
    }

    private string Create(TypeModel type, string options) => type.Codec switch
    {
        CodecKind.Array or CodecKind.Nullable => $"{Names.Codecs}.{type.Codec}({Expression(type.Element!, options)})",
        CodecKind.Enum => $"{Names.Codecs}.Enum<{type.Name}, {type.Element!.Name}>({Reference(type.Element)}, {options})",
        CodecKind.Tuple => $"new {TupleEmitter.Name(this, type)}({TupleParts(type, options)})",
        _ => $"{Names.Codecs}.{type.Codec}<{type.Name}>({options})",
    };

    private string TupleParts(TypeModel type, string options) =>
        string.Join(", ", type.Elements.Where(element => element.NeedsOptions).Select(element => Create(element, options)));
}
