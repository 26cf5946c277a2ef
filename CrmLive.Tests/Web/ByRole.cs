using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

/// <summary>Finds things as people and screen readers do: by what they are and what they are called.</summary>
internal static class ByRole
{
    public static IElement One(this IRenderedComponent<IComponent> screen, string role, string name) =>
        Assert.Single(screen.All(role), element => NameOf(element) == name);

    public static IReadOnlyList<IElement> All(this IRenderedComponent<IComponent> screen, string role) =>
        [.. screen.Nodes.OfType<IElement>().SelectMany(root => root.DescendantsAndSelf<IElement>()).Where(element => RoleOf(element) == role && !IsHidden(element))];

    /// <summary>aria-labelledby, aria-label, then the text without what is hidden from screen readers.</summary>
    public static string NameOf(IElement element)
    {
        if (element.GetAttribute("aria-labelledby") is { } id && element.Owner?.GetElementById(id) is { } label)
        {
            return Text(label);
        }

        return element.GetAttribute("aria-label") ?? Text(element);
    }

    public static string Text(IElement element) =>
        string.Join(' ', element.Descendants<IText>().Where(text => !text.Ancestors<IElement>().Any(IsHiddenItself)).Select(text => text.Text.Trim()).Where(text => text.Length > 0));

    private static string? RoleOf(IElement element) => element.GetAttribute("role") ?? element.LocalName switch
    {
        "a" when element.HasAttribute("href") => "link",
        "button" => "button",
        "h1" or "h2" or "h3" => "heading",
        "ol" or "ul" => "list",
        "li" => "listitem",
        "textarea" or "input" => "textbox",
        "section" when element.HasAttribute("aria-labelledby") => "region",
        "article" => "article",
        "audio" => "audio",
        "nav" => "navigation",
        _ => null,
    };

    private static bool IsHidden(IElement element) => IsHiddenItself(element) || element.Ancestors<IElement>().Any(IsHiddenItself);

    private static bool IsHiddenItself(IElement element) => element.GetAttribute("aria-hidden") == "true";
}
