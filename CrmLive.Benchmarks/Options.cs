using System.Globalization;

namespace CrmLive.Benchmarks;

/// <summary>What is asked on the command line: a verb, then pairs of --name value.</summary>
public sealed class Options(IReadOnlyList<string> arguments)
{
    public string Verb => arguments.Count > 0 ? arguments[0] : "help";

    /// <summary>The folder of the published CrmLive.Web.</summary>
    public string App => Text("app", "");

    public int Panels => Number("panels", 1000);

    public int Rounds => Number("rounds", 9);

    public int Events => Number("events", 20);

    public string Text(string name, string otherwise)
    {
        for (var i = 1; i + 1 < arguments.Count; i++)
        {
            if (arguments[i] == $"--{name}")
            {
                return arguments[i + 1];
            }
        }
        return otherwise;
    }

    public int Number(string name, int otherwise) =>
        int.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
}
