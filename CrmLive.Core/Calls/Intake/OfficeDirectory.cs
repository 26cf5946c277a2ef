using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Whose line was dialled and whose telephone rings, held ready because every event asks; read anew when somebody changes lines or people.</summary>
internal sealed class OfficeDirectory : IDisposable
{
    private readonly CrmDb _crm;
    private readonly LiveSubscription _news;
    private readonly CancellationTokenSource _closing = new();
    private volatile Listing? _listing;
    private int _changes;

    public OfficeDirectory(CrmDb crm)
    {
        _crm = crm;
        _news = crm.Bus.Subscribe(LiveTopic.Office, LiveTopic.Users);
        _ = ForgetOnNewsAsync();
    }

    public async ValueTask<Listing> ListingAsync(CancellationToken ct)
    {
        if (_listing is { } known) return known;
        var seen = Volatile.Read(ref _changes);
        await using var db = _crm.Open(Actor.System);
        var country = await db.Set<OfficeSettings>().Select(office => office.Country).FirstOrDefaultAsync(ct) ?? "PL";
        var lines = await db.Set<Line>().AsNoTracking().Where(line => !line.Retired).OrderBy(line => line.Id)
            .Select(line => new DirectoryLine(
                line.Id, line.Number, line.E164, line.SourceId, line.SalesOfficeId, line.DepartmentId,
                line.SalesOffice!.BranchId as int? ?? line.Department!.BranchId as int?))
            .ToListAsync(ct);
        var people = await db.Set<User>().AsNoTracking().Where(user => user.Extension != null && !user.Retired).OrderBy(user => user.Id)
            .Select(user => new DirectoryPerson(user.Id, user.Extension!, user.BranchId)).ToListAsync(ct);
        var talks = await db.Set<TalkRule>().AsNoTracking().ToListAsync(ct);
        var read = new Listing(country, lines, people, talks);
        // Changed while we read: good for this group only, the next one reads again.
        if (seen == Volatile.Read(ref _changes)) _listing = read;
        return read;
    }

    private async Task ForgetOnNewsAsync()
    {
        try
        {
            while (true)
            {
                await _news.ReadBatchAsync(_closing.Token);
                Interlocked.Increment(ref _changes);
                _listing = null;
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _news.Dispose();
        _closing.Dispose();
    }
}

internal sealed record DirectoryLine(int Id, string Number, string? E164, int? SourceId, int? SalesOfficeId, int? DepartmentId, int? BranchId);

internal sealed record DirectoryPerson(int UserId, string Extension, int? BranchId);

internal sealed class Listing
{
    private readonly string _country;
    private readonly Dictionary<string, DirectoryLine?> _lines = [];
    private readonly Dictionary<string, DirectoryPerson> _people = [];

    private readonly IReadOnlyList<TalkRule> _talks;

    public Listing(string country, IEnumerable<DirectoryLine> lines, IEnumerable<DirectoryPerson> people, IReadOnlyList<TalkRule> talks)
    {
        (_country, _talks) = (country, talks);
        foreach (var line in lines)
        {
            _lines.TryAdd(line.Number, line);
            if (line.E164 is { } e164) _lines.TryAdd(e164, line);
        }
        foreach (var person in people) _people.TryAdd(person.Extension, person);
    }

    public string? E164(string? number) => PhoneNumber.TryE164(number, _country);

    /// <summary>As the exchange writes it first: lines are often named by a word or a short number. Only the intake's one writer asks, so spellings once understood are noted.</summary>
    public DirectoryLine? Line(string? number)
    {
        if (number is null) return null;
        if (_lines.TryGetValue(number, out var line)) return line;
        line = E164(number) is { } e164 ? _lines.GetValueOrDefault(e164) : null;
        if (_lines.Count < 10_000) _lines[number] = line;
        return line;
    }

    /// <summary>How long a call of that day must be talked to be a contact.</summary>
    public int TalkSeconds(DateOnly day) => _talks.SecondsOn(day);

    public DirectoryPerson? Person(string? extension) => extension is null ? null : _people.GetValueOrDefault(extension);
}
