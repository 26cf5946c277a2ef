using System.Globalization;
using System.Text.Json;

namespace CrmLive.Benchmarks.Measure;

/// <summary>Says each figure as one line of JSON while it is fresh, and all of them as a table at the end.</summary>
public sealed class Report(TextWriter output)
{
    private readonly List<Figure> _figures = [];

    public bool AllHold => _figures.TrueForAll(f => f.Holds);

    public void Add(Figure figure)
    {
        _figures.Add(figure);
        output.WriteLine(JsonSerializer.Serialize(figure, JsonSerializerOptions.Web));
    }

    /// <summary>What belongs to a figure without being one.</summary>
    public void Say(string text) => output.WriteLine(text);

    public void WriteTable()
    {
        output.WriteLine();
        output.WriteLine("| what | value | floor | judged | 95 % | bound | rounds (dropped) | others' CPU | |");
        output.WriteLine("| --- | ---: | ---: | ---: | --- | ---: | --- | ---: | --- |");
        foreach (var f in _figures)
        {
            output.WriteLine(string.Join(" | ",
                "| " + f.What,
                $"{Short(f.Value)} {f.Unit}",
                f.Floor is { } floor ? $"{Short(floor)} {f.Unit}" : "",
                Short(f.Judged) + (f.Floor is null ? "" : "×"),
                f.Low > 0 ? $"{Short(f.Low)}–{Short(f.High)}" : "",
                (f.AtLeast ? "≥ " : "≤ ") + Short(f.Bound),
                $"{f.Rounds} ({f.Dropped})",
                f.ForeignCpu.ToString("P0", CultureInfo.InvariantCulture),
                f.Holds ? "holds |" : "**fails** |"));
        }
    }

    private static string Short(double number) => number.ToString(number >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
