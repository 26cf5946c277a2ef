using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B20: what a broker sees of what they handed in. The key of the address is all that is asked, so nothing is shown that its holder did not write or get by mail.</summary>
public sealed class BrokerPages(CrmDb crm)
{
    public async Task<BrokerView?> OfKeyAsync(string brokerKey, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.Nobody);
        return await db.Set<Submission>().AsNoTracking().Where(s => s.BrokerKey == brokerKey).Select(s => new BrokerView
        {
            Id = s.Id,
            Client = s.FirstName + " " + s.LastName,
            Investment = s.Investment == null ? null : s.Investment.Name,
            Broker = s.BrokerName,
            Status = s.Status,
            DecidedAt = s.StatusChangedAt,
            Comment = s.Comment,
            Thread = db.Set<SubmissionMessage>().Where(m => m.SubmissionId == s.Id && m.Decision == null).OrderBy(m => m.Id).Select(m => new BrokerWord(m.FromBroker, m.Text, m.At)).ToList(),
        }).FirstOrDefaultAsync(ct);
    }
}

/// <summary>A submission as its broker sees it; who of the office wrote is the office's own business.</summary>
public sealed record BrokerView
{
    public required int Id { get; init; }
    public required string Client { get; init; }
    public string? Investment { get; init; }
    public required string Broker { get; init; }
    public SubmissionStatus Status { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? Comment { get; init; }
    public IReadOnlyList<BrokerWord> Thread { get; init; } = [];
}

public sealed record BrokerWord(bool FromBroker, string Text, DateTime At);
