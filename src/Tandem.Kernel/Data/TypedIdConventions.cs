using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Tandem.Contracts.Ids;

namespace Tandem.Kernel.Data;

/// <summary>Teaches EF Core every typed id, and that a DateTime is UTC unless it is a plan's wall clock (kind unspecified stays so).</summary>
internal static class TypedIdConventions
{
    public static void AddTypedIds(this ModelConfigurationBuilder builder, Assembly module)
    {
        var ids = new[] { typeof(ProductId).Assembly, module }.Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>)));
        foreach (var id in ids)
            builder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
    }

    private sealed class TypedIdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => From(value)) where T : struct, ITypedId<T>
    {
        private static T From(Guid value) => T.From(value);
    }
}
