using System.Text.RegularExpressions;

namespace CrmLive.Tests.Architecture;

/// <summary>Which room may know which. An arrow is changed here and in a decision record, never quietly.</summary>
public sealed partial class ArrowsTests
{
    private static readonly string[] Ground = ["Common", "Access", "Journal", "Live", "Data"];

    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Common"] = [],
        ["Access"] = ["Common"],
        ["Journal"] = ["Common", "Access"],
        ["Live"] = ["Common", "Access", "Journal"],
        ["Data"] = ["Common", "Access", "Journal", "Live"],
        ["Documents"] = Ground,
        ["Telephony"] = Ground,
        ["Office"] = Ground,
        ["Users"] = [.. Ground, "Office"],
        ["Clients"] = [.. Ground, "Documents", "Office", "Users"],
        ["Leads"] = [.. Ground, "Office", "Users", "Clients"],
        ["Activities"] = [.. Ground, "Office", "Users", "Clients", "Mail"],
        ["Agreements"] = [.. Ground, "Office", "Users", "Clients", "Activities", "Mail"],
        ["Mail"] = [.. Ground, "Office", "Users", "Clients"],
        ["Post"] = [.. Ground, "Documents", "Office", "Users", "Clients", "Leads", "Activities", "Mail", "Submissions"],
        ["Kpi"] = [.. Ground, "Office", "Users", "Clients", "Leads", "Activities", "Agreements", "Mail", "Calls", "Submissions"],
        ["Calls"] = [.. Ground, "Office", "Users", "Clients", "Leads", "Activities", "Agreements", "Mail", "Telephony"],
        ["Submissions"] = [.. Ground, "Documents", "Office", "Users", "Clients", "Leads", "Activities", "Agreements", "Mail"],
        ["Roster"] = [.. Ground, "Office", "Users", "Clients", "Leads", "Activities", "Agreements", "Mail", "Calls", "Submissions"],
        ["Doorbells"] = [.. Ground, "Office", "Users", "Clients", "Leads", "Activities", "Agreements", "Mail", "Calls", "Submissions"],
        ["Wall"] = [.. Ground, "Office", "Users", "Agreements", "Calls", "Submissions", "Telephony", "Kpi"],
        ["Replay"] = [.. Ground, "Office", "Users", "Clients", "Activities", "Agreements", "Calls", "Submissions", "Telephony", "Kpi", "Wall"],
        ["Sample"] = [.. Ground, "Office", "Users", "Clients", "Leads", "Activities", "Agreements", "Mail", "Telephony", "Calls", "Submissions", "Kpi"],
    };

    [Fact]
    public void Arrows_between_the_rooms_of_Core_point_one_way()
    {
        var core = Path.Combine(Sources.Root, "CrmLive.Core");
        var wrong =
            from file in Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            let room = Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0]
            where room is not ("obj" or "bin" or "Migrations") && !file.Contains("Migrations", StringComparison.Ordinal)
            from Match match in Using().Matches(File.ReadAllText(file))
            let known = match.Groups[1].Value
            where known != room && !Arrows[room].Contains(known)
            select $"{room} must not know {known}: {Path.GetFileName(file)}";

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Core_knows_no_web_framework()
    {
        var project = File.ReadAllText(Path.Combine(Sources.Root, "CrmLive.Core", "CrmLive.Core.csproj"));
        Assert.DoesNotContain("FrameworkReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("MudBlazor", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_Data_goes_around_the_one_path_of_a_change()
    {
        var offenders =
            from file in Sources.Files("CrmLive.Core", "CrmLive.Web")
            where !file.Contains($"{Path.DirectorySeparatorChar}Data{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            where Around().IsMatch(File.ReadAllText(file))
            select Path.GetFileName(file);

        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"CrmLive\.Core\.([A-Z]\w+)")]
    private static partial Regex Using();

    [GeneratedRegex(@"\.Execute(Update|Delete)(Async)?\(|\.BulkInsert")]
    private static partial Regex Around();
}
