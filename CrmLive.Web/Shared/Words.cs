using CrmLive.Core.Office;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Shared;

/// <summary>Says a dictionary's word: the office's own name for it, else the built-in one in the reader's language.</summary>
public sealed class Words(IStringLocalizer<WordsText> text)
{
    public string Of(DictionaryKind kind, string? key, string? name) => name ?? (key is null ? "–" : text[$"{kind}.{key}"]);

    public string Of(Word word) => Of(word.Kind, word.Key, word.Name);
}
