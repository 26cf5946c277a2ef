using CrmLive.Core.Common;

namespace CrmLive.Core.Wall;

/// <summary>A screen as the administrator names and arranges it.</summary>
public sealed record ScreenEdit
{
    private const int LongestName = 60;

    public string Name { get; init; } = "";
    public int? BranchId { get; init; }
    public ValueList<string> Pages { get; init; } = [];
    public bool Sound { get; init; }
    public string Language { get; init; } = "en";

    public IReadOnlyList<Problem> Problems =>
    [
        .. Name.Trim() is { Length: > 0 and <= LongestName } ? Array.Empty<Problem>() : [new Problem(nameof(Name), "missing")],
        .. Pages.Count > 0 && Pages.Distinct().Count() == Pages.Count && Pages.All(WallPages.All.Contains) ? Array.Empty<Problem>() : [new Problem(nameof(Pages), "pages")],
    ];

    internal void WriteTo(Screen screen)
    {
        (screen.Name, screen.BranchId, screen.Sound, screen.Language) = (Name.Trim(), BranchId, Sound, Language);
        if (!screen.Pages.SequenceEqual(Pages))
        {
            screen.Pages = [.. Pages];
        }
    }
}
