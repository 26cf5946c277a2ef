using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Online;

/// <summary>Whose numbers those on the panel are (C27).</summary>
internal sealed class KnownCallers
{
    private Dictionary<string, ValueList<KnownCaller>> _byNumber = [];

    /// <summary>As they were at another moment.</summary>
    public static KnownCallers Of(Dictionary<string, ValueList<KnownCaller>> byNumber) => new() { _byNumber = byNumber };

    public ValueList<KnownCaller> Of(string? e164) => e164 is null ? [] : _byNumber.GetValueOrDefault(e164) ?? [];

    /// <param name="anew">Clients or activities changed; otherwise only numbers not seen before are looked up.</param>
    public async Task ReadAsync(CrmDbContext db, IEnumerable<string> numbers, bool anew, CancellationToken ct)
    {
        var now = numbers.ToDictionary(number => number, number => anew ? null : _byNumber.GetValueOrDefault(number));
        var wanted = now.Where(known => known.Value is null).Select(known => known.Key).ToArray();
        if (wanted.Length > 0)
        {
            var found = await FindAsync(db, wanted, ct);
            foreach (var number in wanted) now[number] = found[number].OrderBy(client => client.Id).ToValueList();
        }
        _byNumber = now.ToDictionary(known => known.Key, known => known.Value!);
    }

    private static async Task<ILookup<string, KnownCaller>> FindAsync(CrmDbContext db, string[] numbers, CancellationToken ct)
    {
        var rows = await db.Set<ClientPhone>().Where(phone => numbers.Contains(phone.E164!)).Select(phone => new
        {
            phone.E164,
            phone.Client!.Id,
            phone.Client.FirstName,
            phone.Client.LastName,
            phone.Client.Company,
            phone.Client.Status!.Key,
            phone.Client.Status.Name,
            phone.Client.AdvisorId,
            Advisor = phone.Client.Advisor == null ? null : phone.Client.Advisor.FirstName + " " + phone.Client.Advisor.LastName,
            phone.Client.LastContactAt,
            phone.Client.NextActivityAt,
            phone.Client.IsKey,
            Next = db.Set<Activity>().Where(a => a.ClientId == phone.ClientId && a.StartsAt == phone.Client.NextActivityAt)
                .OrderBy(a => a.Id).Select(a => (ActivityType?)a.Type).FirstOrDefault(),
        }).ToListAsync(ct);
        // A card may hold one number twice, spelled differently.
        return rows.DistinctBy(row => (row.E164, row.Id)).ToLookup(row => row.E164!, row => new KnownCaller
        {
            Id = row.Id,
            Name = Client.NameOf(row.FirstName, row.LastName, row.Company),
            StatusKey = row.Key,
            StatusName = row.Name,
            AdvisorId = row.AdvisorId,
            Advisor = row.Advisor,
            LastContactAt = row.LastContactAt,
            NextActivityAt = row.NextActivityAt,
            NextActivity = row.NextActivityAt is null ? null : row.Next,
            IsKey = row.IsKey,
        });
    }
}
