using System.Linq;
using System.Text;
using Ws.Rpc.Tool.Model;

namespace Ws.Rpc.Tool.Writing;

/// <summary>Writes the module: thin functions over the client, and the constants of enums.</summary>
internal sealed class ScriptWriter(ContractModel model, string assembly)
{
    public string Write()
    {
        StringBuilder text = new();
        text.Append(Header.Of(assembly));
        foreach (ContractInterface hub in model.Hubs)
        {
            string kinds = string.Join(", ", hub.Methods.Where(method => method.Kind != MethodKind.Call).Select(method => $"{Keys.Of(method.Name)}: '{Kind(method)}'"));
            text.Append($"\nexport const create{hub.Name} = (client) => client.hub({Keys.Quoted(hub.Prefix)}, {{{(kinds.Length == 0 ? string.Empty : $" {kinds} ")}}});\n");
        }

        foreach (ContractInterface callback in model.Callbacks)
        {
            text.Append($"\nexport const handle{callback.Name} = (client, handlers) => client.handle(handlers, {Keys.Quoted(callback.Prefix)});\n");
        }

        foreach (DeclaredType type in model.Types.Where(type => type.Constant is not null))
        {
            text.Append($"\nexport const {type.Name} = Object.freeze({type.Constant});\n");
        }

        return text.ToString();
    }

    private static string Kind(ContractMethod method) => method.Kind switch
    {
        MethodKind.Idempotent => "idempotent",
        MethodKind.Notification => "notification",
        _ => "stream",
    };
}
