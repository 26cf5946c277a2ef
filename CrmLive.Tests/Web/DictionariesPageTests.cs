using System.Collections.Frozen;
using AngleSharp.Dom;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Calls;
using CrmLive.Web.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web;

[Trait("Feature", "A2")]
public sealed class DictionariesPageTests
{
    private static readonly Actor Administrator = new() { UserId = 1, Name = "Ewa Lis", Permissions = FrozenSet.Create(OfficePermissions.Settings), Scope = Scope.All };

    [Theory]
    [InlineData("en", "Client statuses", "New")]
    [InlineData("pl", "Statusy klienta", "Nowy")]
    [InlineData("ru", "Статусы клиента", "Новый")]
    public async Task Built_in_words_are_said_in_the_readers_language(string language, string heading, string first)
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        using var screen = Screen(floor, language);
        var page = screen.Open<DictionariesPage>();
        await screen.SeesAsync(() => page.FindAll(".words li").Count == 9, "the words");
        page.One("heading", heading);
        Assert.Equal(first, page.Find(".words li strong").TextContent);
    }

    [Fact]
    public async Task A_word_is_added_moved_renamed_and_retired_and_the_other_screen_follows()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        using var here = Screen(floor);
        using var there = Screen(floor);
        here.Services.GetRequiredService<NavigationManager>().NavigateTo("settings/dictionaries?kind=Purpose");
        there.Services.GetRequiredService<NavigationManager>().NavigateTo("settings/dictionaries?kind=Purpose");
        var (page, other) = (here.Open<DictionariesPage>(), there.Open<DictionariesPage>());
        await here.SeesAsync(() => page.FindAll(".words li").Count == 6, "the built-in purposes");

        await page.InvokeAsync(() => page.Find("#w-new").Change("Tea"));
        await page.InvokeAsync(() => page.Find("form.words-add").Submit());
        await here.SeesAsync(() => Said(page)[^1] == "Tea", "the new word here");
        await there.SeesAsync(() => Said(other)[^1] == "Tea", "the new word there");

        await page.InvokeAsync(() => page.One("button", "Move Tea up").Click());
        await there.SeesAsync(() => Said(other)[^2] == "Tea", "its new place there");
        await page.InvokeAsync(() => page.One("button", "Rename Tea").Click());
        await page.InvokeAsync(() => page.Find(".words li input").Change("Coffee"));
        await page.InvokeAsync(() => page.Find(".words li form").Submit());
        await there.SeesAsync(() => Said(other)[^2] == "Coffee", "its new name there");
        await page.InvokeAsync(() => page.One("button", "Retire Coffee").Click());
        await there.SeesAsync(() => other.FindAll(".words li[data-off]").Count == 1, "retired there");
        Assert.Contains("Saved", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_said_beside_the_words()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        using var screen = Screen(floor);
        var page = screen.Open<DictionariesPage>();
        await screen.SeesAsync(() => page.FindAll(".words li").Count == 9, "the words");
        Assert.DoesNotContain(page.All("button"), button => ByRole.NameOf(button).StartsWith("Retire", StringComparison.Ordinal));
        // The funnel's own order stands; what is typed twice is refused with a reason.
        Assert.True(page.One("button", "Move Interested up").HasAttribute("disabled"));
        foreach (var time in (int[])[1, 2])
        {
            await page.InvokeAsync(() => page.Find("#w-new").Change("Visited"));
            await page.InvokeAsync(() => page.Find("form.words-add").Submit());
            await screen.SeesAsync(() => page.FindAll(".words li").Count == 10, $"one word, after try {time}");
        }

        await screen.SeesAsync(() => page.FindAll(".field-wrong").Any(wrong => wrong.TextContent.Contains("such a word already", StringComparison.Ordinal)), "why not");
        Assert.False(page.One("button", "Move Visited up").HasAttribute("disabled"));
    }

    private static List<string> Said(IRenderedComponent<IComponent> page) => [.. page.FindAll(".words li strong").Select(word => word.TextContent)];

    private static Screen Screen(CallFloor floor, string language = "en")
    {
        var screen = new Screen(language, floor);
        screen.Me.Actor = Administrator;
        return screen;
    }
}
