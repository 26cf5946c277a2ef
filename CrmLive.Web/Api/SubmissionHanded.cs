using System.Globalization;
using System.Text.Json;
using CrmLive.Core.Submissions;
using CrmLive.Web.Hosting;
using CrmLive.Web.Submissions;
using Microsoft.AspNetCore.Http.Features;

namespace CrmLive.Web.Api;

/// <summary>A client as a broker's program hands them in; as multipart the same names are fields, and the files come after them.</summary>
public sealed record SubmissionHanded
{
    private const int MostBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 4 };

    public int FormId { get; init; }
    public int? InvestmentId { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Pesel { get; init; }
    public string? IdCard { get; init; }
    public string? Note { get; init; }
    public string? BrokerName { get; init; }
    public string? BrokerEmail { get; init; }
    public string? BrokerPhone { get; init; }

    /// <summary>"en", "pl" or "ru": what the broker is answered in.</summary>
    public string? Language { get; init; }

    internal static async Task<(SubmissionHanded? Handed, SentForm? Sent, IResult? Fault)> ReadAsync(HttpContext http)
    {
        if (http.Request.HasJsonContentType())
        {
            return await OfJsonAsync(http) switch
            {
                { } handed => (handed, null, null),
                _ => (null, null, http.Request.ContentLength > MostBytes ? ApiProblems.TooMuch : ApiProblems.NotJson),
            };
        }

        return await SentForm.ReadAsync(http) switch
        {
            null => (null, null, ApiProblems.UnknownType),
            { TooMuch: true } sent => (null, sent, ApiProblems.TooMuch),
            { } sent => (Of(sent), sent, null),
        };
    }

    internal NewSubmission ToNew(string? onceKey, IReadOnlyList<HandedDocument> documents) => new()
    {
        BrokerFormId = FormId, InvestmentId = InvestmentId, FirstName = FirstName ?? "", LastName = LastName ?? "", Phone = Phone, Email = Email, Pesel = Pesel, IdCard = IdCard,
        Note = Note, BrokerName = BrokerName ?? "", BrokerEmail = BrokerEmail, BrokerPhone = BrokerPhone, Language = Preferences.Languages.FirstOrDefault(l => l == Language),
        OnceKey = onceKey, Documents = documents,
    };

    /// <summary>Whoever logs a record must not log the numbers.</summary>
    public override string ToString() => $"Submission of form {FormId}";

    private static async Task<SubmissionHanded?> OfJsonAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            return null;
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostBytes;
        try
        {
            return await http.Request.ReadFromJsonAsync<SubmissionHanded>(Json, http.RequestAborted);
        }
        catch (Exception fault) when (fault is JsonException or BadHttpRequestException or NotSupportedException)
        {
            return null;
        }
    }

    private static SubmissionHanded Of(SentForm sent)
    {
        int? Number(string name) => int.TryParse(sent[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new SubmissionHanded
        {
            FormId = Number("formId") ?? 0, InvestmentId = Number("investmentId"), FirstName = sent.OrNull("firstName"), LastName = sent.OrNull("lastName"), Phone = sent.OrNull("phone"),
            Email = sent.OrNull("email"), Pesel = sent.OrNull("pesel"), IdCard = sent.OrNull("idCard"), Note = sent.OrNull("note"), BrokerName = sent.OrNull("brokerName"),
            BrokerEmail = sent.OrNull("brokerEmail"), BrokerPhone = sent.OrNull("brokerPhone"), Language = sent.OrNull("language"),
        };
    }
}
