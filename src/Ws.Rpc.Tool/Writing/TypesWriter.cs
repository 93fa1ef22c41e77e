using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ws.Rpc.Tool.Model;

namespace Ws.Rpc.Tool.Writing;

/// <summary>Writes the types of the module.</summary>
internal sealed class TypesWriter(ContractModel model, string assembly, string client)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        _text.Append(Header.Of(assembly));
        _text.Append($"\nimport type {{ RpcCallContext, RpcClient, RpcStream }} from {Keys.Quoted(client)};\n");
        foreach (ContractInterface hub in model.Hubs)
        {
            Comment(hub.Summary, string.Empty);
            Interface(hub, method => $"({Arguments(method, CalledType, Signal)}): {Called(method)}");
            _text.Append($"\nexport function create{hub.Name}(client: RpcClient): {hub.Name};\n");
        }

        foreach (ContractInterface callback in model.Callbacks)
        {
            Comment(callback.Summary, string.Empty);
            Interface(callback, method => $"({Arguments(method, ServedType, Context)}): {Served(method)}");
            _text.Append("\n/** Serves the calls until the returned function is called. */\n");
            _text.Append($"export function handle{callback.Name}(client: RpcClient, handlers: {callback.Name}): () => void;\n");
        }

        foreach (DeclaredType type in model.Types)
        {
            Comment(type.Summary, string.Empty);
            _text.Append($"export {type.Declaration}\n");
            if (type.Constants.Count > 0)
            {
                string constants = string.Join("; ", type.Constants.Select(constant => $"readonly {constant}"));
                _text.Append($"export const {type.Name}: {{ {constants} }};\n");
            }
        }

        return _text.ToString();
    }

    private static string Signal(ContractMethod method) => $"{NameBehind(method, "signal")}?: AbortSignal";

    private static string Context(ContractMethod method)
    {
        string mark = method.Parameters.Any(parameter => parameter.IsOptional) ? "?" : string.Empty;
        return $"{NameBehind(method, "context")}{mark}: RpcCallContext";
    }

    private static string NameBehind(ContractMethod method, string name) =>
        Keys.Parameter(name, method.Parameters.Select(parameter => parameter.Name));

    private static string Called(ContractMethod method) => method.Kind switch
    {
        MethodKind.Stream => $"RpcStream<{method.Result}>",
        _ => $"Promise<{method.Result ?? "void"}>",
    };

    private static string Served(ContractMethod method) => method.Kind switch
    {
        MethodKind.Stream => $"AsyncIterable<{method.Result}>",
        MethodKind.Notification => "void | Promise<void>",
        _ => $"{method.Result ?? "void"} | Promise<{method.Result ?? "void"}>",
    };

    private static string CalledType(ContractParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Progress => $"((value: {parameter.Type}) => void) | null",
        ParameterKind.Stream => $"AsyncIterable<{parameter.Type}>",
        _ => parameter.Type,
    };

    // What reports progress is the token that came.
    private static string ServedType(ContractParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Progress => "unknown",
        ParameterKind.Stream => $"AsyncIterable<{parameter.Type}>",
        _ => parameter.Type,
    };

    private static string Arguments(
        ContractMethod method, Func<ContractParameter, string> typeOf, Func<ContractMethod, string> last)
    {
        IEnumerable<string> arguments = method.Parameters.Select(parameter => parameter.IsRest
            ? $"...{Keys.Parameter(parameter.Name)}: {typeOf(parameter)}"
            : $"{Keys.Parameter(parameter.Name)}{(parameter.IsOptional ? "?" : string.Empty)}: {typeOf(parameter)}");

        // Nothing can follow the arguments that are left, and nothing that must be there can follow what need not.
        return string.Join(", ", method.Parameters is [.., { IsRest: true }] ? arguments : arguments.Append(last(method)));
    }

    private void Interface(ContractInterface contract, Func<ContractMethod, string> signature)
    {
        _text.Append($"export interface {contract.Name} {{\n");
        foreach (ContractMethod method in contract.Methods)
        {
            if (method.Summary is not null)
            {
                _text.Append($"  /** {method.Summary} */\n");
            }

            _text.Append($"  {Keys.Of(method.Name)}{signature(method)};\n");
        }

        _text.Append("}\n");
    }

    private void Comment(string? summary, string indent)
    {
        _text.Append('\n');
        if (summary is not null)
        {
            _text.Append($"{indent}/** {summary} */\n");
        }
    }
}
