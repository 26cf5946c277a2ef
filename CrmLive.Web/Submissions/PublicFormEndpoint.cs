using System.Data.Common;
using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Submissions;

/// <summary>B2: the form behind a private link. No account, no cookie, no script needed; who has the link may hand clients in, and nothing else.</summary>
public static partial class PublicFormEndpoint
{
    public static string AddressOf(string linkKey) => $"form/{linkKey}";

    public static void MapPublicForms(this WebApplication app)
    {
        var tooMany = new SaysTooMany(SayTooManyAsync);
        app.MapGet("/form/{linkKey}", ShowAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Form).WithMetadata(tooMany);
        // SentForm has limits of its own, which keep what was typed.
        app.MapPost("/form/{linkKey}", TakeAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Form).WithMetadata(new DisableRequestSizeLimitAttribute(), tooMany);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string linkKey, BrokerFormQueries forms, FormStamp stamps, OfficeNow office, IStringLocalizer<SubmissionsText> text)
    {
        http.KeepNowhere();
        if (await forms.OfLinkAsync(linkKey, http.RequestAborted) is not { } form)
        {
            return NoForm(text);
        }

        return form.Languages.Count > 0 && !form.Languages.Contains(Language) ? Results.Redirect($"?culture={form.Languages[0]}") : new PublicFormAnswer(form, stamps, office).Page(Empty(form.Id));
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http, string linkKey, BrokerFormQueries forms, SubmissionIntake intake, FormStamp stamps, OfficeNow office, IStringLocalizer<SubmissionsText> text, ILogger<SentForm> log)
    {
        http.KeepNowhere();
        await using var sent = await SentForm.ReadAsync(http);
        try
        {
            return await TakenAsync(http, await forms.OfLinkAsync(linkKey, http.RequestAborted), sent, intake, stamps, office, text);
        }
        catch (Exception fault) when (sent is not null && fault is DbException or DbUpdateException or IOException or TimeoutException && !http.RequestAborted.IsCancellationRequested)
        {
            NotTaken(log, fault);
            return Kept(sent!, "Form.Failed", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> TakenAsync(
        HttpContext http, PublicForm? form, SentForm? sent, SubmissionIntake intake, FormStamp stamps, OfficeNow office, IStringLocalizer<SubmissionsText> text)
    {
        if (form is null)
        {
            return sent is null ? NoForm(text) : Gone(sent);
        }

        var answer = new PublicFormAnswer(form, stamps, office);
        if (sent is null)
        {
            return answer.Page(Empty(form.Id), "Form.Stale");
        }

        var typed = Read(form.Id, sent);
        if (sent["Speak"].Length > 0)
        {
            return answer.Page(typed, stamp: sent["Stamp"], files: sent.Files.Count > 0);
        }

        // A field that no person sees: whoever fills it in is thanked and forgotten.
        if (sent["Website"].Length > 0)
        {
            return Thanks(http, text, null);
        }

        var (once, fault) = stamps.Read(form.Id, sent["Stamp"]);
        if (fault is not null || sent.TooMuch)
        {
            // Whoever was too quick is slower the second time: their stamp grows old enough, a new one would begin anew.
            return answer.Page(typed, sent.TooMuch ? "Form.TooMuch" : "Form." + fault, typed.ProblemsIn(form).ToValueList(), stamp: fault == StampFault.Stale ? null : sent["Stamp"], files: sent.TooMuch || sent.Files.Count > 0,
                status: sent.TooMuch ? StatusCodes.Status413PayloadTooLarge : null);
        }

        var broker = Actor.Nobody with { Name = typed.BrokerName.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, 200)] : form.Name, Channel = http.Channel(), Ip = http.Ip() };
        var handed = await intake.TakeAsync(broker, typed with { OnceKey = once, Documents = sent.Files }, http.RequestAborted);
        return handed.Outcome switch
        {
            SavedOutcome.Done => Thanks(http, text, handed.BrokerKey),
            SavedOutcome.Invalid => answer.Page(typed, problems: handed.Problems, files: sent.Files.Count > 0),
            _ => Gone(sent),
        };
    }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static NewSubmission Empty(int formId) => new() { BrokerFormId = formId, FirstName = "", LastName = "", BrokerName = "" };

    private static NewSubmission Read(int formId, SentForm sent) => new()
    {
        BrokerFormId = formId,
        InvestmentId = int.TryParse(sent[nameof(NewSubmission.InvestmentId)], NumberStyles.None, CultureInfo.InvariantCulture, out var investment) ? investment : null,
        FirstName = sent[nameof(NewSubmission.FirstName)],
        LastName = sent[nameof(NewSubmission.LastName)],
        Phone = sent.OrNull(nameof(NewSubmission.Phone)),
        Email = sent.OrNull(nameof(NewSubmission.Email)),
        Pesel = sent.OrNull(nameof(NewSubmission.Pesel)),
        IdCard = sent.OrNull(nameof(NewSubmission.IdCard)),
        Note = sent.OrNull(nameof(NewSubmission.Note)),
        BrokerName = sent[nameof(NewSubmission.BrokerName)],
        BrokerEmail = sent.OrNull(nameof(NewSubmission.BrokerEmail)),
        BrokerPhone = sent.OrNull(nameof(NewSubmission.BrokerPhone)),
        Language = Language,
    };

    // Switched off, or its link replaced, while somebody was typing: nothing of that is thrown away.
    private static RazorComponentResult<PublicKeptPage> Gone(SentForm sent) => Kept(sent, "Form.None", StatusCodes.Status404NotFound);

    private static RazorComponentResult<PublicKeptPage> Kept(SentForm sent, string why, int status) =>
        new(new { Why = why, Sent = sent.Typed(), Files = sent.TooMuch || sent.Files.Count > 0 }) { StatusCode = status };

    private static RazorComponentResult<PublicWordPage> Thanks(HttpContext http, IStringLocalizer<SubmissionsText> text, string? brokerKey) => new(new
    {
        Title = text["Form.Thanks"].Value,
        Text = text["Form.ThanksText"].Value,
        Languages = Array.Empty<string>(),
        Links = new ValueList<(string, string)>([
            .. brokerKey is null ? [] : new[] { ($"/{BrokerPost.PageOf(brokerKey)}?culture={Language}", text["Form.Follow"].Value) },
            (http.Request.Path + http.Request.QueryString, text["Form.Another"].Value)]),
    });

    private static RazorComponentResult<PublicWordPage> NoForm(IStringLocalizer<SubmissionsText> text) =>
        new(new { Title = text["Form.None"].Value, Text = text["Form.NoneText"].Value }) { StatusCode = StatusCodes.Status404NotFound };

    private static Task SayTooManyAsync(HttpContext http)
    {
        http.KeepNowhere();
        var text = http.RequestServices.GetRequiredService<IStringLocalizer<SubmissionsText>>();
        return new RazorComponentResult<PublicWordPage>(new { Title = text["Form.TooMany"].Value, Text = text["Form.TooManyText"].Value }) { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(http);
    }

    [LoggerMessage(LogLevel.Error, "A broker's submission could not be taken; what was typed was given back")]
    private static partial void NotTaken(ILogger log, Exception fault);
}
