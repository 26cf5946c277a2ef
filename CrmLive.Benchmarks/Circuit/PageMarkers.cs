using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>What a page served by Blazor tells its script: the root components to bring to life and the protected state.</summary>
public sealed partial record PageMarkers(IReadOnlyList<string> Components, string State)
{
    public static PageMarkers Read(string html)
    {
        var components = MarkerPattern().Matches(html)
            .Select(m => m.Groups[1].Value)
            .Where(json => json.Contains("\"descriptor\"", StringComparison.Ordinal) && json.Contains("\"server\"", StringComparison.Ordinal))
            .ToList();
        if (components.Count == 0)
        {
            throw new InvalidOperationException("The page has no server component: a static page, an error, or the sign-in page.");
        }
        return new PageMarkers(components, StatePattern().Match(html).Groups[1].Value);
    }

    /// <summary>The first batch of operations: every marker of the page is added, as the script does after the document is ready.</summary>
    public string AddAll()
    {
        var operations = Components.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{Plain(marker)}}}""");
        return $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""";
    }

    // The end marker's id belongs to the document, not to the server; the rest travels back as it came.
    private static string Plain(string marker)
    {
        using var json = JsonDocument.Parse(marker);
        return json.RootElement.GetRawText();
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex MarkerPattern();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([A-Za-z0-9+/=_-]+)-->")]
    private static partial Regex StatePattern();
}
