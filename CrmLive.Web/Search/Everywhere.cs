using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Web.App;
using CrmLive.Web.Shared;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Search;

/// <summary>Ctrl+K: asks each slice for what it knows by these words, with the rights of who asks (P12).</summary>
public sealed class Everywhere(
    ClientQueries clients, LeadQueries leads, SubmissionQueries submissions, AgreementQueries agreements, When when, Words words, IStringLocalizer<AppText> text)
{
    private const int OfEach = 6;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(Actor actor, string typed, CancellationToken ct)
    {
        if (SearchKey.Of(typed).Length < 2)
        {
            return Pages(actor, typed);
        }

        // One after the other: with SQLite they would only wait for each other's threads.
        List<SearchHit> hits =
        [
            .. (await clients.FindAsync(actor, typed, OfEach + 2, ct)).Select(c =>
                new SearchHit(SearchKind.Client, c.Name is "" ? Phone(c.Phone) ?? "–" : c.Name, Join(c.Finished ? words.Of(DictionaryKind.ClientStatus, c.StatusKey, c.StatusName) : null, Phone(c.Phone), c.Town, c.Advisor), $"clients/{c.Id}") { Finished = c.Finished }),
            .. (await leads.FindAsync(actor, typed, OfEach, ct)).Select(l =>
                new SearchHit(SearchKind.Lead, l.Name ?? l.Phone ?? "–", Join(l.Phone, when.Moment(l.At), l.Source), l.ClientId is { } id ? $"clients/{id}" : $"clients/new?lead={l.Id}")),
            .. (await submissions.FindAsync(actor, typed, OfEach, ct)).Select(s =>
                new SearchHit(SearchKind.Submission, s.Name, Join(s.Investment, when.Day(s.ArrivedAt)), $"submissions/{s.Id}")),
            .. (await agreements.FindUnitsAsync(actor, typed, OfEach, ct)).Select(u =>
                new SearchHit(SearchKind.Unit, $"{u.Investment} {u.Number}", $"{u.Area:0.0} m²", $"units/{u.Id}")),
        ];
        return [.. Pages(actor, typed), .. hits];
    }

    private SearchHit[] Pages(Actor actor, string typed) =>
    [
        .. NavItem.For(actor).Where(place => PageNames.Of(place.Text).Any(name => SearchKey.Matches(name, typed)))
            .Select(place => new SearchHit(SearchKind.Page, text[place.Text], null, place.Href)),
    ];

    private static string? Phone(string? number) => number is null ? null : PhoneNumber.Display(number);

    private static string Join(params ReadOnlySpan<string?> parts) => string.Join(" · ", [.. parts.ToArray().Where(p => !string.IsNullOrEmpty(p))]);
}
