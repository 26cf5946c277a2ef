using CrmLive.Core.Common;
using CrmLive.Core.Submissions;

namespace CrmLive.Web.Api;

/// <summary>What was taken. The client's data do not come back; a personal number never does.</summary>
/// <param name="Page">Where the broker sees the state and writes to the office; whoever has it may.</param>
/// <param name="Warnings">Numbers that were taken though their check digit does not agree: by field, what is wrong.</param>
public sealed record SubmissionTaken(int Id, string Page, IReadOnlyDictionary<string, string> Warnings)
{
    internal static IResult Answer(HandedIn taken, SubmissionHanded handed, HttpContext http)
    {
        var answer = new SubmissionTaken(taken.Id, ApiAddresses.PageOf(taken.BrokerKey!, http), WarningsOf(handed));
        return taken.Again ? Results.Ok(answer) : Results.Created(SubmissionApi.AddressOf(taken.Id), answer);
    }

    private static Dictionary<string, string> WarningsOf(SubmissionHanded handed)
    {
        var warnings = new Dictionary<string, string>();
        if (Pesel.Fold(handed.Pesel) is { } pesel && Pesel.FaultOf(pesel) is { } wrong)
        {
            warnings["pesel"] = $"{wrong}";
        }

        if (IdCard.Fold(handed.IdCard) is { } card && IdCard.FaultOf(card) is { } doubtful)
        {
            warnings["idCard"] = $"{doubtful}";
        }

        return warnings;
    }
}

/// <summary>How a submission stands.</summary>
public sealed record SubmissionStanding(int Id, string Status, DateTime ArrivedAt, DateTime? DecidedAt, string? Comment, string Page)
{
    internal static SubmissionStanding Of(HandedState state, HttpContext http) =>
        new(state.Id, state.Status.ToString().ToLowerInvariant(), state.ArrivedAt, state.DecidedAt, state.Comment, ApiAddresses.PageOf(state.BrokerKey, http));
}

/// <summary>A form as a program sees it.</summary>
/// <param name="Asks">Of phone, email, pesel, idCard, note: what it takes; anything else is dropped.</param>
/// <param name="Needs">Of these, what has to be there.</param>
public sealed record FormOffered(int Id, string Name, IReadOnlyList<OfferedInvestment> Investments, IReadOnlyList<string> Asks, IReadOnlyList<string> Needs, bool TakesDocuments)
{
    internal static FormOffered Of(PublicForm form) => new(form.Id, form.Name, form.Investments, Names(form.Asks), Names(form.Needs), form.TakesDocuments);

    private static string[] Names(BrokerFormFields fields) =>
        [.. Enum.GetValues<BrokerFormFields>().Where(field => field != BrokerFormFields.None && fields.HasFlag(field)).Select(field => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{field}"))];
}

internal static class ApiAddresses
{
    public static string PageOf(string brokerKey, HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/{BrokerPost.PageOf(brokerKey)}";
}
