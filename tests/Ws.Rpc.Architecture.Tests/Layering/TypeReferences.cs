using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Ws.Rpc.Architecture.Tests.Layering;

/// <summary>Every type that one type names: in its members, its attributes and the bodies of its methods.</summary>
internal sealed class TypeReferences
{
    private readonly HashSet<TypeReference> _found = [];

    private TypeReferences()
    {
    }

    public static IReadOnlyCollection<TypeReference> Of(TypeDefinition type)
    {
        TypeReferences references = new();
        references.AddType(type);
        return references._found;
    }

    private void AddType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        AddGenericParameters(type);
        foreach (InterfaceImplementation implementation in type.Interfaces)
        {
            Add(implementation.InterfaceType);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            AddAttributes(property);
        }

        foreach (EventDefinition @event in type.Events)
        {
            AddAttributes(@event);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            AddDefinition(method);
        }

        foreach (TypeDefinition nested in type.NestedTypes)
        {
            AddType(nested);
        }
    }

    private void AddDefinition(MethodDefinition method)
    {
        AddSignature(method);
        AddAttributes(method);
        AddAttributes(method.MethodReturnType);
        AddGenericParameters(method);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            AddAttributes(parameter);
        }

        foreach (MethodReference overridden in method.Overrides)
        {
            AddSignature(overridden);
        }

        if (method.HasBody)
        {
            AddBody(method.Body);
        }
    }

    private void AddBody(MethodBody body)
    {
        foreach (VariableDefinition variable in body.Variables)
        {
            Add(variable.VariableType);
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            Add(handler.CatchType);
        }

        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type: Add(type); break;
                case FieldReference field: Add(field.DeclaringType); Add(field.FieldType); break;
                case MethodReference method: AddSignature(method); break;
                case CallSite site: AddParameters(site); break;
            }
        }
    }

    private void AddSignature(MethodReference method)
    {
        Add(method.DeclaringType);
        AddParameters(method);
        if (method is GenericInstanceMethod generic)
        {
            foreach (TypeReference argument in generic.GenericArguments)
            {
                Add(argument);
            }
        }
    }

    private void AddParameters(IMethodSignature signature)
    {
        Add(signature.ReturnType);
        foreach (ParameterDefinition parameter in signature.Parameters)
        {
            Add(parameter.ParameterType);
        }
    }

    private void AddGenericParameters(IGenericParameterProvider provider)
    {
        foreach (GenericParameterConstraint constraint in provider.GenericParameters.SelectMany(one => one.Constraints))
        {
            Add(constraint.ConstraintType);
        }
    }

    private void AddAttributes(ICustomAttributeProvider provider)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType);
            IEnumerable<CustomAttributeNamedArgument> named = attribute.Properties.Concat(attribute.Fields);
            foreach (CustomAttributeArgument argument in attribute.ConstructorArguments.Concat(named.Select(one => one.Argument)))
            {
                Add(argument.Type);
                Add(argument.Value as TypeReference);
            }
        }
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                foreach (TypeReference argument in generic.GenericArguments)
                {
                    Add(argument);
                }

                Add(generic.ElementType);
                return;
            case IModifierType modified:
                Add(modified.ModifierType);
                Add(modified.ElementType);
                return;
            case FunctionPointerType pointer:
                AddParameters(pointer);
                return;
            case TypeSpecification specification:
                Add(specification.ElementType);
                return;
            default:
                _found.Add(type);
                return;
        }
    }
}
