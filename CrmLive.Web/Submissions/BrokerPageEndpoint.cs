using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Submissions;

/// <summary>B20: the private page of a broker's mail; an answer given there stands in the office's thread at once.</summary>
public static class BrokerPageEndpoint
{
    public static void MapBrokerPages(this WebApplication app)
    {
        app.MapGet("/broker/{brokerKey}", ShowAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Form);
        app.MapPost("/broker/{brokerKey}", AnswerAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Form);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string brokerKey, BrokerPages pages, OfficeNow office, IStringLocalizer<SubmissionsText> text)
    {
        http.KeepNowhere();
        return await pages.OfKeyAsync(brokerKey, http.RequestAborted) is { } view ? Page(view, office) : NoPage(text);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string brokerKey, BrokerPages pages, SubmissionThread thread, OfficeNow office, IStringLocalizer<SubmissionsText> text)
    {
        http.KeepNowhere();
        var typed = (await http.SentAsync())?["Text"].ToString() ?? "";
        var saved = await thread.AnswerAsync(brokerKey, typed, http.RequestAborted);
        if (saved.Ok)
        {
            // Asked for anew, so that a reload does not say it twice.
            return Results.LocalRedirect(http.Request.Path + http.Request.QueryString);
        }

        return await pages.OfKeyAsync(brokerKey, http.RequestAborted) is { } view ? Page(view, office, saved.Problems is [var problem, ..] ? problem : null, typed) : NoPage(text);
    }

    private static RazorComponentResult<BrokerPage> Page(BrokerView view, OfficeNow office, Problem? problem = null, string? typed = null) =>
        new(new { View = view, Office = office.Current?.Name ?? "", Problem = problem, Typed = typed }) { StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };

    private static RazorComponentResult<PublicWordPage> NoPage(IStringLocalizer<SubmissionsText> text) =>
        new(new { Title = text["Broker.None"].Value, Text = text["Broker.NoneText"].Value }) { StatusCode = StatusCodes.Status404NotFound };
}
