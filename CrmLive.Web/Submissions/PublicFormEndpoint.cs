using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Documents;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Submissions;

/// <summary>B2: the form behind a private link. No account, no cookie, no script; who has the link may hand clients in, and nothing else.</summary>
public static class PublicFormEndpoint
{
    // All files of a form at their largest, and the fields beside them.
    private const long MostBytes = ((long)SubmissionIntake.MostDocuments * DocumentStore.MostBytes) + (1024 * 1024);

    public static string AddressOf(string linkKey) => $"form/{linkKey}";

    public static void MapPublicForms(this WebApplication app)
    {
        app.MapGet("/form/{linkKey}", ShowAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Form);
        app.MapPost("/form/{linkKey}", TakeAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Form)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes), new Microsoft.AspNetCore.Mvc.RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostBytes });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string linkKey, BrokerFormQueries forms, FormStamp stamps, OfficeNow office, IStringLocalizer<SubmissionsText> text)
    {
        http.KeepNowhere();
        return await forms.OfLinkAsync(linkKey, http.RequestAborted) is { } form ? Page(form, stamps, office, Empty(form.Id)) : NoForm(text);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http, string linkKey, BrokerFormQueries forms, SubmissionIntake intake, FormStamp stamps, OfficeNow office, IStringLocalizer<SubmissionsText> text)
    {
        http.KeepNowhere();
        if (await forms.OfLinkAsync(linkKey, http.RequestAborted) is not { } form)
        {
            return NoForm(text);
        }

        if (await http.SentAsync() is not { } sent)
        {
            return Page(form, stamps, office, Empty(form.Id), "Form.TooMuch", status: StatusCodes.Status413PayloadTooLarge);
        }

        var typed = Read(form.Id, sent);
        // A field that no person sees: whoever fills it in is thanked and forgotten.
        if (sent["Website"].ToString().Length > 0)
        {
            return Thanks(text);
        }

        var (once, fault) = stamps.Read(form.Id, sent["Stamp"]);
        if (fault is not null)
        {
            // Whoever was too quick is slower the second time: their stamp grows old enough, a new one would begin anew.
            return Page(form, stamps, office, typed, "Form." + fault, stamp: fault == StampFault.TooQuick ? sent["Stamp"].ToString() : null);
        }

        var streams = sent.Files.GetFiles("Documents").Where(file => file.Length > 0).Select(file => new HandedDocument(file.FileName, file.OpenReadStream())).ToList();
        var broker = Actor.Nobody with { Name = typed.BrokerName.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, 200)] : form.Name, Channel = http.Channel(), Ip = http.Ip() };
        var saved = await intake.TakeAsync(broker, typed with { OnceKey = once, Documents = streams }, http.RequestAborted);
        return saved.Outcome switch
        {
            SavedOutcome.Done => Thanks(text, http.Request.Path),
            SavedOutcome.Invalid => Page(form, stamps, office, typed, problems: saved.Problems),
            _ => NoForm(text),
        };
    }

    private static NewSubmission Empty(int formId) => new() { BrokerFormId = formId, FirstName = "", LastName = "", BrokerName = "" };

    private static NewSubmission Read(int formId, IFormCollection sent) => new()
    {
        BrokerFormId = formId,
        InvestmentId = int.TryParse(sent[nameof(NewSubmission.InvestmentId)], NumberStyles.None, CultureInfo.InvariantCulture, out var investment) ? investment : null,
        FirstName = sent[nameof(NewSubmission.FirstName)].ToString(),
        LastName = sent[nameof(NewSubmission.LastName)].ToString(),
        Phone = sent[nameof(NewSubmission.Phone)],
        Email = sent[nameof(NewSubmission.Email)],
        Pesel = sent[nameof(NewSubmission.Pesel)],
        IdCard = sent[nameof(NewSubmission.IdCard)],
        Note = sent[nameof(NewSubmission.Note)],
        BrokerName = sent[nameof(NewSubmission.BrokerName)].ToString(),
        BrokerEmail = sent[nameof(NewSubmission.BrokerEmail)],
        BrokerPhone = sent[nameof(NewSubmission.BrokerPhone)],
        Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
    };

    // Nearly every page carries a new stamp: after a remark the same person sends again, and that is no double click.
    private static RazorComponentResult<PublicFormPage> Page(
        PublicForm form, FormStamp stamps, OfficeNow office, NewSubmission typed, string? notice = null, ValueList<Problem>? problems = null, int? status = null, string? stamp = null) =>
        new(new { Form = form, Office = office.Current?.Name ?? "", Stamp = stamp ?? stamps.New(form.Id), Typed = typed, Problems = problems ?? [], Notice = notice })
        {
            StatusCode = status ?? (problems is null && notice is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity),
        };

    private static RazorComponentResult<PublicWordPage> Thanks(IStringLocalizer<SubmissionsText> text, string? again = null) =>
        new(new { Title = text["Form.Thanks"].Value, Text = text["Form.ThanksText"].Value, Link = again, LinkText = text["Form.Another"].Value });

    private static RazorComponentResult<PublicWordPage> NoForm(IStringLocalizer<SubmissionsText> text) =>
        new(new { Title = text["Form.None"].Value, Text = text["Form.NoneText"].Value }) { StatusCode = StatusCodes.Status404NotFound };
}
