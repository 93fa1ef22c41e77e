using System;
using System.IO;
using System.Reflection;
using Ws.Rpc.Tool.Model;
using Ws.Rpc.Tool.Reading;
using Ws.Rpc.Tool.Writing;

namespace Ws.Rpc.Tool;

/// <summary>Writes the TypeScript side of an assembly's contracts. Files that would not change are left alone.</summary>
internal static class TypeScriptCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (TypeScriptArguments.Parse(args) is not { } arguments)
        {
            return Explain(errors);
        }

        if (!File.Exists(arguments.Assembly))
        {
            errors.WriteLine($"There is no '{arguments.Assembly}'. Build it first.");
            return Failed;
        }

        try
        {
            Write(arguments, output);
            return Done;
        }
        catch (Exception exception) when (exception is ContractException or BadImageFormatException or IOException)
        {
            errors.WriteLine(exception.Message);
            return Failed;
        }
    }

    public static int Explain(TextWriter errors)
    {
        errors.WriteLine(TypeScriptArguments.Usage);
        return Misused;
    }

    private static void Write(TypeScriptArguments arguments, TextWriter output)
    {
        ReferenceResolver resolver = new(arguments.Assembly, arguments.References);
        using MetadataLoadContext context = new(resolver, "System.Private.CoreLib");
        Assembly assembly = context.LoadFromAssemblyPath(arguments.Assembly);
        ContractModel model = new ContractReader(assembly, Documentation.Beside(arguments.Assembly)).Read();
        if (model.Hubs.Count + model.Callbacks.Count == 0)
        {
            throw new ContractException($"'{arguments.Assembly}' has no interface marked [RpcHub] or [RpcCallback].");
        }

        string name = assembly.GetName().Name!;
        string path = Path.Combine(Directory.CreateDirectory(arguments.Output).FullName, FileName(name));
        Update($"{path}.js", new ScriptWriter(model, name).Write(), output);
        Update($"{path}.d.ts", new TypesWriter(model, name, arguments.Client).Write(), output);
    }

#pragma warning disable CA1308 // Files on the web have lower case names.
    private static string FileName(string assembly) => assembly.ToLowerInvariant();
#pragma warning restore CA1308

    private static void Update(string path, string text, TextWriter output)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(path, text);
            output.WriteLine(path);
        }
    }
}
