using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using CrmLive.Core.Common;
using CrmLive.Web.App;
using CrmLive.Web.Hosting;

namespace CrmLive.Web.Search;

/// <summary>What a page is called in each language, folded: whoever learnt the name elsewhere finds it under that too.</summary>
public static class PageNames
{
    private static readonly FrozenDictionary<string, string[]> Names = NavItem.All.Select(place => place.Text).Distinct().ToFrozenDictionary(text => text, Folded);

    public static IReadOnlyList<string> Of(string text) => Names.GetValueOrDefault(text, []);

    private static string[] Folded(string text)
    {
        var names = new ResourceManager(typeof(AppText));
        return [.. Preferences.Languages.Select(language => SearchKey.Of(names.GetString(text, CultureInfo.GetCultureInfo(language)))).Distinct()];
    }
}
