using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Reads a method that keeps all rules.</summary>
internal static class MethodParser
{
    /// <summary>Reads the declarations of one wire name, which agree.</summary>
    public static MethodModel Parse(ContractSurface contract, string wireName, IEnumerable<IMethodSymbol> declarations)
    {
        IMethodSymbol method = declarations.First();
        ITypeSymbol? result = ReturnShape.Result(method);
        return new MethodModel(
            Escaped(method.Name),
            wireName,
            ReturnShape.Of(method)!.Value,
            result is null ? null : TypeClassifier.Classify(result),
            ReturnShape.IsNotification(method, contract.Kind),
            new([.. declarations.Select(declaration => TypeNames.Qualified(declaration.ContainingType))]),
            Parameters(method.Parameters));
    }

    private static EquatableArray<ParameterModel> Parameters(ImmutableArray<IParameterSymbol> parameters)
    {
        ParameterModel[] models = new ParameterModel[parameters.Length];
        for (int i = 0; i < models.Length; i++)
        {
            models[i] = Parameter(parameters[i]);
        }

        return new(models);
    }

    private static ParameterModel Parameter(IParameterSymbol parameter)
    {
        if (KnownTypes.IsCancellationToken(parameter.Type))
        {
            TypeModel token = new(TypeNames.Qualified(parameter.Type), CodecKind.None);
            return new ParameterModel(parameter.Name, ParameterKind.Cancellation, token, null);
        }

        if (KnownTypes.IsAsyncEnumerable(parameter.Type))
        {
            TypeModel item = TypeClassifier.Classify(KnownTypes.Item(parameter.Type));
            TypeModel stream = new(TypeNames.Qualified(parameter.Type), CodecKind.None, item);
            return new ParameterModel(parameter.Name, ParameterKind.Stream, stream, DefaultExpression.Of(parameter));
        }

        if (KnownTypes.IsProgress(parameter.Type))
        {
            return Progress(parameter);
        }

        return parameter is { IsParams: true, Type: IArrayTypeSymbol array }
            ? new ParameterModel(parameter.Name, ParameterKind.Rest, TypeClassifier.ClassifyRest(array), null)
            : new ParameterModel(
                parameter.Name, ParameterKind.Value, TypeClassifier.Classify(parameter.Type), DefaultExpression.Of(parameter));
    }

    // Who wants no progress sends null, which is for the method only if it says that it takes it.
    private static ParameterModel Progress(IParameterSymbol parameter)
    {
        ITypeSymbol report = ((INamedTypeSymbol)parameter.Type).TypeArguments[0];
        TypeModel type = new(TypeNames.Qualified(parameter.Type), CodecKind.None, TypeClassifier.Classify(report));
        bool takesNull = parameter.IsOptional || parameter.NullableAnnotation == NullableAnnotation.Annotated;
        return new ParameterModel(parameter.Name, ParameterKind.Progress, type, takesNull ? "null" : null);
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
