using System.Collections;
using System.Reflection;
using System.Text.Json;
using Commissioner.App.Hosting;

namespace Commissioner.App.Features.Privacy;

/// <summary>What something about a person is kept for.</summary>
public enum KeptFor
{
    /// <summary>To know who signs in, and for whom it acts.</summary>
    Account,

    /// <summary>To speak to it and to tell it.</summary>
    Contact,

    /// <summary>To deal with what its enterprise asked for.</summary>
    Handling,

    /// <summary>To better the service, and for appraisal.</summary>
    Appraisal,

    /// <summary>To keep accounts safe, and since the law wants it kept.</summary>
    Safety,
}

/// <summary>What a field of the copy of one's own data is kept for; of a shape, what all its fields are for that say nothing else.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class KeptForAttribute(KeptFor purpose) : Attribute
{
    public KeptFor Purpose { get; } = purpose;
}

/// <summary>A field of a file of the copy.</summary>
/// <param name="File">In which file; <c>*</c> stands for a case's number.</param>
/// <param name="Field">Its place in it; behind a list stands <c>[]</c>.</param>
/// <param name="Says">What it says.</param>
/// <param name="KeptFor">What for.</param>
public sealed record OwnField(string File, string Field, string Says, string KeptFor);

/// <summary>What the copy of one's own data says, field by field: read off the shapes that are written, so that none is left out.</summary>
public static class OwnFields
{
    /// <summary>All fields of a file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="shape">What is written into it.</param>
    /// <param name="isList">It holds a list of those.</param>
    /// <param name="texts">The words.</param>
    public static IEnumerable<OwnField> Of(string file, Type shape, bool isList, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Under(shape, isList ? "[]." : "", null).Select(f => new OwnField(file, f.Path, texts[f.Key], texts.Name(f.Purpose)));
    }

    private static IEnumerable<(string Path, string Key, KeptFor Purpose)> Under(Type shape, string before, KeptFor? inherited)
    {
        var all = shape.GetCustomAttribute<KeptForAttribute>()?.Purpose ?? inherited;
        foreach (var property in shape.GetProperties().Where(p => p.GetIndexParameters().Length == 0))
        {
            var purpose = property.GetCustomAttribute<KeptForAttribute>()?.Purpose ?? all ?? KeptFor.Handling;
            var path = before + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var type = property.PropertyType;
            var isList = type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);
            var its = isList ? type.GetGenericArguments()[0] : type;
            yield return (path, $"privacy.field.{shape.Name}.{property.Name}", purpose);
            if (its.Namespace == typeof(OwnFields).Namespace)
            {
                foreach (var inner in Under(its, path + (isList ? "[]." : "."), purpose))
                {
                    yield return inner;
                }
            }
        }
    }
}
