namespace CrmLive.Benchmarks.Circuit;

/// <summary>What a browser of 1440 by 900 would say to the JavaScript calls of a page. Everything unknown is answered with null.</summary>
public static class JsAnswers
{
    private const int ObjectReference = 1;

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["mudResizeListener.getBrowserWindowSize"] = """{"width":1440,"height":900}""",
        ["mudResizeListener.matchMedia"] = "false",
        ["mudThemeProvider.isDarkMode"] = "false",
        ["isDarkMode"] = "false",
        ["mudPopover.countProviders"] = "1",
        ["mudpopoverHelper.countProviders"] = "1",
        ["mudWindow.getBrowserWindowSize"] = """{"width":1440,"height":900}""",
    };

    public static string To(long handle, string identifier, int resultType) =>
        $"[{handle},true,{Result(handle, identifier, resultType)}]";

    // A module or object reference is named by a number of the browser's choice; the call's own number is as good as any.
    private static string Result(long handle, string identifier, int resultType) =>
        resultType == ObjectReference ? $$"""{"__jsObjectId":{{handle}}}""" : Known.GetValueOrDefault(identifier, "null");
}
