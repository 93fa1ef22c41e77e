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
            text.Append($"\nexport const create{hub.Name} = (client) => client.hub({Keys.Quoted(hub.Prefix)}, {{\n");
            foreach (ContractMethod method in hub.Methods.Where(method => method.Kind != MethodKind.Call))
            {
                text.Append($"  {Keys.Of(method.Name)}: '{Kind(method)}',\n");
            }

            text.Append("});\n");
        }

        foreach (ContractInterface callback in model.Callbacks)
        {
            text.Append($"\nexport const handle{callback.Name} = (client, handlers) => ");
            text.Append($"client.handle(handlers, {Keys.Quoted(callback.Prefix)});\n");
        }

        foreach (DeclaredType type in model.Types.Where(type => type.Constants.Count > 0))
        {
            text.Append($"\nexport const {type.Name} = Object.freeze({{ {string.Join(", ", type.Constants)} }});\n");
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
