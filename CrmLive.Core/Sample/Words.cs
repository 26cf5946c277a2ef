using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>The words every office starts with, by their keys.</summary>
internal sealed class Words(IEnumerable<DictionaryEntry> dictionary)
{
    private readonly Dictionary<(DictionaryKind, string), int> _ids = dictionary.Where(e => e.Key is not null).ToDictionary(e => (e.Kind, e.Key!), e => e.Id);

    public int this[DictionaryKind kind, string key] => _ids[(kind, key)];

    public int Status(string key) => this[DictionaryKind.ClientStatus, key];
}
