using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Shared;

/// <summary>Texts looked up once a language. A resource manager builds a key and takes two locks for each word of each card on each screen.</summary>
public sealed class KeptTexts(IStringLocalizer texts) : IStringLocalizer
{
    private readonly ConcurrentDictionary<(string Language, string Name), LocalizedString> _kept = new();

    public LocalizedString this[string name] =>
        _kept.GetOrAdd((CultureInfo.CurrentUICulture.Name, name), static (key, texts) => texts[key.Name], texts);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);
}

/// <summary>Stands before the framework's factory and keeps what it finds.</summary>
public sealed class KeptTextsFactory(ResourceManagerStringLocalizerFactory factory) : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<Type, KeptTexts> _byType = new();

    public IStringLocalizer Create(Type resourceSource) => _byType.GetOrAdd(resourceSource, type => new KeptTexts(factory.Create(type)));

    public IStringLocalizer Create(string baseName, string location) => factory.Create(baseName, location);
}
