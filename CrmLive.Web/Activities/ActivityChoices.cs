using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Web.Activities;

/// <summary>What can be chosen in the dialog.</summary>
public sealed record ActivityChoices
{
    public required IReadOnlyList<Choice> People { get; init; }
    public required IReadOnlyList<Choice> Investments { get; init; }
    public required IReadOnlyList<Word> Words { get; init; }
    public required Func<Word, string> Say { get; init; }

    /// <summary>Words in use, and the one that stands there already though it was retired since.</summary>
    public IReadOnlyList<Choice> Of(DictionaryKind kind, int? chosen) =>
        [.. Words.Where(word => word.Kind == kind && (!word.Retired || word.Id == chosen)).Select(word => new Choice(word.Id, Say(word)))];
}
